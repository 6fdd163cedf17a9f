"""The built-in judge: two linear models over the features, read from a small file of numbers, and a reader.

One model ranks: which of these sentences answers. The other says whether the best one answers at all; from it and a
sentence's distance to the best follows the sentence's logit. The reader reads the best of them together with the question, and
what it says is added: words alone do not tell an answer from what stands beside it.
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
from rag.evidence.asked import asking
from rag.evidence.features import FEATURES, Matrix, features, scope, surroundings
from rag.evidence.lexicon import LIGHT_WORDS
from rag.evidence.reader import Reader
from rag.evidence.statistics import CorpusStatistics
from rag.evidence.text import read
from rag.types import Candidate, Question

FORMAT = 1
"""Version of the layout of the weights' file."""
WEIGHTS = Path(__file__).with_name("weights.json")
SET_FEATURES = ("score", "gap", "margin")
"""What the second model knows besides the best sentence's features: rank scores, and how far ahead the best is."""
RARE = 0.35
"""Rarity from which a term must be found: of 100 chunks it stands in at most 20."""
BEST, NEAREST = 5, 2
"""Candidates that are read: the best by the linear models, and of the others those nearest in meaning. Five more, at 7 to
10 ms each, answered no more rightly."""
LINEAR, READ, READ_BIAS = 0.4, 0.55, 1.2
"""Weights of the two logits, and a constant: chosen on dev cases and on documents held out of the teaching (`eval/LOG.md`)."""
UNREAD_BIAS = 1.6
"""What the linear logit is raised by where nothing is read, so that one threshold does for both."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class EvidenceModel:
    """Weights of the two models by feature; those not named are 0."""

    name: str
    rank: Mapping[str, float]
    answer: Mapping[str, float]
    bias: float
    reader: Reader | None = None

    @classmethod
    def load(cls, path: Path | None = None, reader: Reader | None = None) -> EvidenceModel:
        """The packaged weights, or those at ``path``; raises ModelError where they are not readable."""
        path = path or WEIGHTS
        try:
            saved = json.loads(path.read_text("utf-8"))
            known = set(FEATURES) | set(SET_FEATURES)
            if saved["format"] != FORMAT or not known >= {*saved["rank"], *saved["answer"]}:
                raise ValueError(f"format {saved['format']!r} or a feature unknown to this version")
            name = f"{saved['name']} with {reader.name}" if reader else saved["name"]
            return cls(name, saved["rank"], saved["answer"], float(saved["bias"]), reader)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"cannot read the evidence weights at {str(path)!r} ({error}); "
                "make them with: python -m eval.train.evidence --data DIR"
            ) from error

    @classmethod
    def with_reader(cls, embedder_folder: Path, threads: int = 2) -> EvidenceModel:
        """The packaged weights and the packaged reader over this embedder's token embeddings; ModelError without them."""
        return cls.load(reader=Reader.load(embedder_folder, threads=threads))

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
        if self.reader and not asking(question.text).is_german:  # its language is English
            logits = self._with_reader(self.reader, question, candidates, logits)
        else:
            logits = logits + UNREAD_BIAS
        return [1.0 / (1.0 + math.exp(-value)) for value in np.clip(logits, -30, 30).tolist()]

    def read(self, question: str, candidates: Sequence[Candidate]) -> list[float]:
        """The reader's logits; 0 for all where there is none, and for a language that it does not read."""
        if self.reader is None or asking(question).is_german:
            return [0.0] * len(candidates)
        return self.reader.logits(question, candidates)

    @staticmethod
    def _with_reader(reader: Reader, question: Question, candidates: Sequence[Candidate], logits: Scores) -> Scores:
        """The logits with what the reader says of the best; what is not read counts as the worst of what is."""
        order = np.argsort(-logits, kind="stable")
        nearest = sorted(order[BEST:].tolist(), key=lambda n: -candidates[n].nearness)[:NEAREST]
        chosen = [*order[:BEST].tolist(), *nearest]
        read = dict(zip(chosen, reader.logits(question.text, [candidates[n] for n in chosen]), strict=True))
        least = min(read.values())
        said = np.array([read.get(n, least) for n in range(len(logits))])
        both: Scores = LINEAR * logits + READ * said + READ_BIAS
        # What a row or an entry is about its words tell, and the reader was taught with few of them.
        entries = np.array([bool(one.label) for one in candidates])
        return np.where(entries, (both + logits + UNREAD_BIAS) / 2, both)

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
    """The question's rare terms, as written, that the sentence, its neighbours, what its paragraph says before it, title and speakers lack."""
    asked = scope(question, corpus)
    near = asked.found(surroundings(candidate) | read(candidate.above).known)
    missing = ((form, word) for form, word in asked.asked.words.items() if form not in near)
    return tuple(word for form, word in missing if word not in LIGHT_WORDS and corpus.rarity(form) >= RARE)
