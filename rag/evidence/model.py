"""The built-in judge: two linear models over the features, read from a small file of numbers.

One ranks: which of these sentences answers. The other says whether the best one answers at all; from it and a
sentence's distance to the best follows the sentence's probability. Within a question, a higher rank score never
has a lower probability.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from rag.evidence.features import FEATURES, Matrix, features, scope, surroundings
from rag.evidence.lexicon import LIGHT_WORDS
from rag.evidence.statistics import CorpusStatistics
from rag.types import Candidate, Question

FORMAT = 1
"""Version of the layout of the weights' file."""
WEIGHTS = Path(__file__).with_name("weights.json")
SET_FEATURES = ("score", "gap", "margin")
"""What the second model knows besides the best sentence's features: rank scores, and how far ahead the best is."""
RARE = 0.35
"""Rarity from which a term must be found: of 100 chunks it stands in at most 20."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class EvidenceModel:
    """Weights of the two models by feature; those not named are 0."""

    name: str
    rank: Mapping[str, float]
    answer: Mapping[str, float]
    bias: float

    @classmethod
    def load(cls, path: Path | None = None) -> EvidenceModel:
        """The packaged weights, or those at ``path``; raises ModelError where they are not readable."""
        path = path or WEIGHTS
        try:
            saved = json.loads(path.read_text("utf-8"))
            known = set(FEATURES) | set(SET_FEATURES)
            if saved["format"] != FORMAT or not known >= {*saved["rank"], *saved["answer"]}:
                raise ValueError(f"format {saved['format']!r} or a feature unknown to this version")
            return cls(saved["name"], saved["rank"], saved["answer"], float(saved["bias"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"cannot read the evidence weights at {str(path)!r} ({error}); "
                "make them with: python -m eval.train.evidence --data DIR"
            ) from error

    def probabilities(
        self, question: Question, candidates: Sequence[Candidate], corpus: CorpusStatistics
    ) -> list[float]:
        """The calibrated probability that each candidate answers the question, in their order."""
        if not candidates:
            return []
        rows = features(question, candidates, corpus)
        columns = set_columns(rows, self.scores(rows))
        weights = np.array([self.answer.get(name, 0.0) for name in (*FEATURES, *SET_FEATURES)])
        logits = columns @ weights + self.bias
        return [1.0 / (1.0 + math.exp(-value)) for value in np.clip(logits, -30, 30).tolist()]

    def scores(self, rows: Matrix) -> Scores:
        """Rank scores; only differences within a question mean something."""
        result: Scores = rows @ np.array([self.rank.get(name, 0.0) for name in FEATURES])
        return result


def set_columns(rows: Matrix, scores: Scores) -> Matrix:
    """What the second model reads, a row a candidate: the best one's features, and the scores of this one."""
    order = np.argsort(-scores, kind="stable")
    best = rows[order[0]]
    margin = scores[order[0]] - scores[order[1]] if len(order) > 1 else 0.0
    own = np.column_stack([np.full(len(rows), scores[order[0]]), scores - scores[order[0]], np.full(len(rows), margin)])
    return np.hstack([np.tile(best, (len(rows), 1)), own])


def missing_terms(question: Question, candidate: Candidate, corpus: CorpusStatistics) -> tuple[str, ...]:
    """The question's rare terms, as written, that the sentence, its neighbours, title and speakers lack."""
    asked = scope(question, corpus)
    near = asked.found(surroundings(candidate))
    missing = ((form, word) for form, word in asked.asked.words.items() if form not in near)
    return tuple(word for form, word in missing if word not in LIGHT_WORDS and corpus.rarity(form) >= RARE)
