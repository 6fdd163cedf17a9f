from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ModelError
from index.types import Span
from rag.evidence.cross_encoder import CrossEncoderJudge
from rag.evidence.statistics import CorpusStatistics
from rag.types import Candidate, Question

QUESTION = Question("Who came?", "Who came?", "Who came?")


def candidate(text: str) -> Candidate:
    return Candidate("d", 0, Span(0, len(text)), text, "", 0.5)


def test_a_cross_encoder_takes_the_models_place(cross_encoder: Path) -> None:
    judge = CrossEncoderJudge(str(cross_encoder), threads=1)
    found = judge.probabilities(QUESTION, [candidate("Anna came."), candidate("It rained.")], CorpusStatistics(1))
    assert len(found) == 2
    assert all(0 < chance < 1 for chance in found)
    assert judge.probabilities(QUESTION, [], CorpusStatistics(1)) == []


def test_a_folder_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        CrossEncoderJudge(str(tmp_path), threads=1)
