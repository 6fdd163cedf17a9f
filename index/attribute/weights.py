"""The learned weights: named features to numbers, kept in one readable file."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.errors import ModelError

FORMAT_VERSION = 1
WEIGHTS_FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear scorer: a bias and a weight for each named feature; unknown features weigh nothing."""

    bias: float
    weights: dict[str, float]

    def score(self, features: list[str]) -> float:
        """The log-odds that the features speak for."""
        weights = self.weights
        return self.bias + sum([weights[feature] for feature in features if feature in weights])


@dataclass(frozen=True, slots=True)
class Weights:
    """The four scorers of the reader: is this a cue, is this its content, its source, and are the three right."""

    cue: Linear
    content: Linear
    source: Linear
    relation: Linear


def sigmoid(log_odds: float) -> float:
    """The probability that belongs to log-odds."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, log_odds))))


@cache
def load_weights(path: Path = WEIGHTS_FILE) -> Weights:
    """Reads the weights; raises ModelError where the file is missing or of another format."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot read the weights {str(path)!r} ({error}); train them again") from error
    if content.get("format") != FORMAT_VERSION:
        raise ModelError(f"{str(path)!r} has format {content.get('format')!r}, not {FORMAT_VERSION}; train again")
    return Weights(*(_linear(content[name]) for name in ("cue", "content", "source", "relation")))


def _linear(part: dict[str, object]) -> Linear:
    """One scorer from its part of the file; features that share a weight are listed under it."""
    weights: dict[str, float] = {}
    groups = part["weights"]
    assert isinstance(groups, dict)
    for weight, features in groups.items():
        value = float(weight)
        weights.update((feature, value) for feature in features)
    return Linear(float(str(part["bias"])), weights)
