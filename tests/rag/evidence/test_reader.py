from __future__ import annotations

from pathlib import Path

import pytest

from index.embed.base import packaged_folder
from index.errors import ModelError
from index.types import Span
from rag.evidence.reader import Reader, reading, text_of
from rag.types import Candidate

QUESTION, TITLE, BEFORE = (
    "Who is paying for the new roof?",
    "St Anne's newsletter",
    "The new roof of St Anne's will be of slate.",
)
ANSWERS, BESIDE = "The cost is met by the Hallam Trust, a charity.", "The old roof had leaked since the storm of 2019."


def candidate(text: str, before: str = "", title: str = "") -> Candidate:
    return Candidate("d", 1, Span(0, len(text)), text, title, 0.5, before=before)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load(packaged_folder())


def test_what_answers_in_other_words_comes_before_what_stands_beside_it(reader: Reader) -> None:
    first, second = reader.logits(QUESTION, [candidate(text, BEFORE, TITLE) for text in (ANSWERS, BESIDE)])
    assert first > 0 > second


def test_a_pair_reads_the_same_with_others_and_alone(reader: Reader) -> None:
    together = reader.logits(QUESTION, [candidate(BESIDE), candidate(ANSWERS)])
    assert Reader.load(packaged_folder()).logits(QUESTION, [candidate(ANSWERS)]) == together[1:]


def test_a_sentence_is_read_under_its_title_with_the_one_before_in_brackets() -> None:
    assert text_of(candidate("It was.", "The roof leaked.", "The church")) == "The church: It was. ( The roof leaked. )"
    assert reading("It was.", "", "") == "It was."


def test_missing_layers_say_how_to_train(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"eval\.train\.reader"):
        Reader.load(packaged_folder(), tmp_path / "none.onnx")
