"""What judges evidence must do, so that another judge can take the place of the built-in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rag.evidence.statistics import CorpusStatistics
from rag.types import Candidate, Question


class EvidenceJudge(Protocol):
    """Gives each candidate the probability that it answers the question."""

    @property
    def name(self) -> str:
        """Which model this is, with its version; part of an answer's receipt."""

    def probabilities(
        self, question: Question, candidates: Sequence[Candidate], corpus: CorpusStatistics
    ) -> list[float]:
        """One probability a candidate, in their order; an empty list for none."""

    def read(self, question: str, candidates: Sequence[Candidate]) -> list[float]:
        """The logit of each candidate answering, by the two texts alone; 0 for all where nothing reads them together."""
