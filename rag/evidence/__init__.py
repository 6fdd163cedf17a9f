"""Does this sentence answer that question? A calibrated probability, behind one small protocol."""

from __future__ import annotations

from rag.evidence.asked import answer_type
from rag.evidence.base import EvidenceJudge
from rag.evidence.model import EvidenceModel, missing_terms
from rag.evidence.statistics import CorpusStatistics, corpus_statistics

__all__ = ["CorpusStatistics", "EvidenceJudge", "EvidenceModel", "answer_type", "corpus_statistics", "missing_terms"]
