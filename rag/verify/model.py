"""The learned part: two linear models over named features, read from a small file of numbers.

One ranks the sentences by whether they support a claim; the other says whether the chosen ones, taken together, do.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.errors import ModelError
from rag.types import Candidate
from rag.verify.features import RANK, SUPPORT, Matrix, rank_features, support_features
from rag.verify.reading import read
from rag.verify.words import worth

FORMAT = 1
"""Version of the layout of the weights' file."""
WEIGHTS = Path(__file__).with_name("weights.json")
CHOSEN = 3
"""Sentences that may support a claim together; five were no better on WiCE."""
NEW = 2.0
"""What a sentence gains for content that those before it lack, in units of the rank score; 1 to 4 are alike."""


@dataclass(frozen=True, slots=True)
class SupportModel:
    """Weights by feature; those not named are 0."""

    name: str
    rank: Mapping[str, float]
    support: Mapping[str, float]
    bias: float

    @classmethod
    def load(cls, path: Path | None = None) -> SupportModel:
        """The packaged weights, or those at ``path``; raises ModelError where they are not readable."""
        path = path or WEIGHTS
        try:
            saved = json.loads(path.read_text("utf-8"))
            if (
                saved["format"] != FORMAT
                or not set(RANK) >= {*saved["rank"]}
                or not set(SUPPORT) >= {*saved["support"]}
            ):
                raise ValueError(f"format {saved['format']!r} or a feature unknown to this version")
            return cls(saved["name"], saved["rank"], saved["support"], float(saved["bias"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"cannot read the verification weights at {str(path)!r} ({error}); "
                "make them with: python -m eval.train.verify --data DIR"
            ) from error

    def choose(self, claim: str, candidates: Sequence[Candidate], most: int = CHOSEN) -> tuple[Candidate, ...]:
        """The sentences that support a claim best together, the best first; ties by their order."""
        if not candidates:
            return ()
        rows, shares = rank_features(read(claim), candidates)
        scores = rows @ np.array([self.rank.get(name, 0.0) for name in RANK])
        return tuple(candidates[n] for n in together(claim, scores, shares, most))

    def chance(self, claim: str, chosen: Sequence[Candidate], pair: float = 0.5) -> float:
        """The probability that these sentences support the claim; 0 for none."""
        if not chosen:
            return 0.0
        row = support_features(read(claim), chosen, pair)
        logit = float(row @ np.array([self.support.get(name, 0.0) for name in SUPPORT])) + self.bias
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


def together(claim: str, scores: Matrix, shares: Matrix, most: int) -> list[int]:
    """Greedily the sentences with the best score, counting what each adds to the content that is covered."""
    weights = np.array([worth(token) for token in read(claim).content])
    total, had = weights.sum() or 1.0, np.zeros(shares.shape[1])
    taken: list[int] = []
    for _ in range(min(most, len(scores))):
        gains = scores + NEW * ((np.maximum(had, shares) - had) @ weights) / total
        gains[taken] = -np.inf
        taken.append(int(np.argmax(gains)))
        had = np.maximum(had, shares[taken[-1]])
    return taken
