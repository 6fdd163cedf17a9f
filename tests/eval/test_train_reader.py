from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from eval.train.reader import ROUNDS, Pace, stages, train
from eval.train.reader_data import Taught, as_indexed, pairs_of, sides_of
from eval.written import HELD, HELD_LONG, Asked, Contested, Written, load
from eval.written import TAUGHT as TAUGHT_FILE
from index.embed.base import packaged_folder
from index.types import Span
from rag.evidence.reader import Reader
from rag.types import Candidate

MILL = Written(
    "mill", 1, "The mill at Orrin",
    ("The mill closed in 1911.", "It had made paper.", "Ada Bright owned it.", "| Year | Tons |", "| 1900 | 40 |"),
    (Asked("When did it shut?", (0,), (2,)), Asked("Why?", (), (1,)), Asked("How much in 1900?", (4,), ())),
)  # fmt: skip
TAUGHT = Taught(
    "When did it shut?", "The mill", ("The mill: Closed in 1911.",), ("The mill: Opened.",), ("The mill: It had.",)
)


def test_documents_are_taught_as_they_are_indexed(tmp_path: Path) -> None:
    first, why, row = as_indexed([MILL], tmp_path)
    assert first.answers == ("The mill at Orrin: The mill closed in 1911.",)
    assert first.near == ("The mill at Orrin: Ada Bright owned it. ( It had made paper. )",)
    assert why.answers == () and why.near
    (read,) = row.answers
    assert "Tons" in read and "40" in read, "a row is read under its headings"


def test_what_answers_comes_first_and_what_seems_to_is_read_beside_it() -> None:
    pairs, labels = pairs_of(TAUGHT, random.Random(1))
    assert labels == [1.0, 0.0, 0.0]
    assert pairs[1][1].endswith("Opened.") and pairs[2][1].endswith("It had.")
    assert pairs_of(replace(TAUGHT, answers=()), random.Random(1))[1] == [0.0, 0.0]


def test_who_takes_a_side_is_asked_of_either_and_the_other_only_seems_to_answer() -> None:
    claim = Contested("the mill was sound", "who thinks it was rotten?", (0,), (1, 2), (3,), "disputes")
    asked = sides_of(replace(MILL, claims=(claim, replace(claim, asked=None)))).questions
    assert asked[0] == Asked("who thinks it was rotten?", (1, 2), (0, 3))
    assert [one.answers for one in asked[1:3]] == [(0,), (1, 2)]
    assert all("the mill was sound" in one.text for one in asked[1:])
    assert len(asked) == 5, "a question that wants both sides is not asked"


def test_each_round_has_its_own_and_some_of_those_before() -> None:
    taught = {part: [replace(TAUGHT, question=f"{part}?")] * 3 for part in range(1, len(ROUNDS) + 1)}
    third, *_ = stages(taught, [])[2]
    assert {one.question for one in third} == {"1?", "2?", "3?"}
    assert stages(taught, []) == stages(taught, [])


def test_two_stages_are_taught_and_read_back(tmp_path: Path) -> None:
    train([([TAUGHT], Pace(1, 1e-4), 0), ([TAUGHT], Pace(1, 6e-5), 1)], tmp_path / "reader.onnx")
    reader = Reader.load(packaged_folder(), tmp_path / "reader.onnx")
    found = Candidate("d", 0, Span(0, 24), "The mill closed in 1911.", "", 0.5)
    assert len(reader.logits("When did it shut?", [found])) == 1


def test_what_is_held_out_is_not_taught() -> None:
    held, taught = [*load(HELD), *load(HELD_LONG)], load(TAUGHT_FILE)
    assert not {one.id for one in held} & {one.id for one in taught}
    assert not {one.title for one in held} & {one.title for one in taught}
    for document in (*held, *taught):
        for asked in document.questions:
            assert max((*asked.answers, *asked.near), default=0) < len(document.sentences)
            assert not {*asked.answers} & {*asked.near}
