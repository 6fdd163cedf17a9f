"""The stance model at run time: load it once, score (proposition, statement) pairs.

``python -m eval.train.stance`` writes its layers; rag/pairs.py reads with them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from rag.pairs import PairEncoder
from rag.stance.negate import negate

Side = Literal["affirms", "disputes", "unrelated"]

SIDES: tuple[Side, ...] = ("affirms", "disputes", "unrelated")
"""The columns of every score."""

WEIGHTS = Path(__file__).parent / "weights"
MAX_TOKENS = 192
"""A claim and two long sentences; longer pairs lose the end of the longer part."""
REMEDY = "train them: python -m eval.train.stance --data DIR"


@dataclass(frozen=True, slots=True)
class StanceModel:
    """A trained cross-encoder with the temperature that calibrates it; may be shared between threads."""

    name: str
    encoder: PairEncoder
    temperature: float = 1.0

    @classmethod
    def load(cls, embedder_folder: Path, weights: Path | None = None, threads: int = 2) -> StanceModel:
        """The model of a ``weights`` folder over this embedder's token embeddings; ModelError where they do not fit."""
        folder = weights or WEIGHTS
        try:
            config = json.loads((folder / "config.json").read_text("utf-8"))
            if tuple(config["labels"]) != SIDES:
                raise ModelError(
                    f"the stance weights in {str(folder)!r} have the labels {config['labels']!r}, not {SIDES!r}"
                )
            encoder = PairEncoder.load(folder / "stance.onnx", embedder_folder, MAX_TOKENS, threads)
        except FileNotFoundError as error:
            raise ModelError(f"no stance weights in {str(folder)!r}; {REMEDY}") from error
        return cls(config["name"], encoder, float(config["temperature"]))

    def score(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Calibrated probabilities, (pairs, 3), columns as in ``SIDES``; each row sums to one."""
        scaled = self.logits(pairs) / self.temperature
        exponentials = np.exp(scaled - scaled.max(axis=1, keepdims=True, initial=-np.inf))
        return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True), dtype=np.float32)

    def score_both_ways(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As ``score``, averaged with the scores under the negated proposition: what is only tone cancels out."""
        count = len(pairs)
        scores = self.score([*pairs, *((negate(proposition), statement) for proposition, statement in pairs)])
        return np.asarray((scores[:count] + scores[count:][:, [1, 0, 2]]) / 2, dtype=np.float32)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """What the head says before the temperature, (pairs, 3), in the order of the pairs."""
        return np.array(self.encoder.logits(pairs), np.float32).reshape(len(pairs), len(SIDES))
