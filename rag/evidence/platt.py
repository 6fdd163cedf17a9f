"""From how the best evidence was weighed to the probability that the answer answers (Platt 1999, sigmoid fitting).

The judge weighs single sentences and knows nothing of what is made of them: a list of who holds a claim is wrong more
often than one speaker's words. So the curve has one slope, and a place of its own for each kind of question.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import ModelError

FORMAT = 1
"""Version of the layout of the file."""
CURVE = Path(__file__).with_name("confidence.json")
USUAL = "fact"
"""The kind of question by which a threshold on the confidence is turned into one on evidence."""
LEAST = 1e-6
"""Weights are kept this far from 0 and 1, where they have no logit."""


@dataclass(frozen=True, slots=True)
class PlattScaling:
    """Confidence is the sigmoid of ``slope`` times the weight's logit plus the offset of the kind of question."""

    name: str
    slope: float
    offsets: Mapping[str, float]

    @classmethod
    def load(cls, path: Path | None = None) -> PlattScaling:
        """The packaged curve, or the one at ``path``; raises ModelError where it is not readable."""
        path = path or CURVE
        try:
            saved = json.loads(path.read_text("utf-8"))
            slope, offsets = float(saved["slope"]), {kind: float(value) for kind, value in saved["offsets"].items()}
            if saved["format"] != FORMAT or slope <= 0 or USUAL not in offsets:
                raise ValueError(f"format {saved['format']!r}, slope {slope}, or nothing for {USUAL!r}")
            return cls(saved["name"], slope, offsets)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(
                f"cannot read the confidence curve at {str(path)!r} ({error}); make it with: python -m eval.train.confidence"
            ) from error

    def probability(self, kind: str, weight: float) -> float:
        """How probable it is that an answer to this kind of question, with evidence of this weight, answers it."""
        offset = self.offsets.get(kind, self.offsets.get(USUAL, 0.0))
        return _sigmoid(self.slope * logit(weight) + offset)

    def weight(self, threshold: float) -> float:
        """The weight that evidence for a fact must have for this confidence; 0 and 1 stay what they are."""
        if not 0 < threshold < 1:
            return threshold
        return _sigmoid((logit(threshold) - self.offsets.get(USUAL, 0.0)) / self.slope)


AS_WEIGHED = PlattScaling("as weighed", 1.0, {})
"""For a judge whose weights are taken for probabilities as they are."""


def logit(value: float) -> float:
    """The logit of a probability, which is kept off 0 and 1."""
    kept = min(max(value, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value))
