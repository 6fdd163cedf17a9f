"""Sentences come as soon as they are whole, however they are marked and wherever the pieces are cut."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.draft.parse import Reader
from rag.draft.types import Drafted

PROSE = "Dr. Berg said that it costs 2.5 million. [1] The U.S. plan【2】stands ［３］. It is late [1, 2]!\n- One more (2019) [4†x].\n"
SENTENCES = [
    Drafted("Dr. Berg said that it costs 2.5 million.", (1,)),
    Drafted("The U.S. plan stands.", (2, 3)),
    Drafted("It is late!", (1, 2)),
    Drafted("One more (2019).", (4,)),
]
OBJECTS = {
    "sentences": [{"text": "It is late.", "evidence": [1, "[2]"]}, {"text": "So {it} goes. [3]", "evidence": []}]
}


def read(*pieces: str) -> list[Drafted]:
    reader = Reader()
    return [*(one for piece in pieces for one in reader.feed(piece)), *reader.close()]


def test_prose_is_read_with_every_kind_of_marker() -> None:
    assert read(PROSE) == SENTENCES


def test_json_is_read_also_in_a_fence() -> None:
    wanted = [Drafted("It is late.", (1, 2)), Drafted("So {it} goes.", (3,))]
    assert read(json.dumps(OBJECTS)) == wanted
    assert read(f"```json\n{json.dumps(OBJECTS, indent=1)}\n```") == wanted


@given(st.data())
def test_where_the_pieces_are_cut_changes_nothing(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([PROSE, json.dumps(OBJECTS)]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert read(*pieces) == read(text)


@given(st.text(alphabet="aA .!?[]1,{}\"'`\n:【】", max_size=80))
def test_nonsense_is_no_error(text: str) -> None:
    for one in read(*text):
        assert one.text.strip() and "[1]" not in one.text


def test_a_sentence_is_held_until_its_marker_is_whole() -> None:
    reader = Reader()
    assert reader.feed("It is late. ") == [] and reader.feed("[1") == [] and reader.feed("] ") == []
    assert reader.feed("Then") == [Drafted("It is late.", (1,))]


@pytest.mark.parametrize(
    "text", ["", "   ", "[1]", "{}", '{"sentences": []}', "The plan was not", '{"sentences": [{"text": "It']
)
def test_what_was_cut_off_or_says_nothing_is_no_sentence(text: str) -> None:
    assert read(text) == []


def test_json_of_another_shape_is_read_too() -> None:
    assert read('{"answer": "It is late. [2] It rains. [1]"}') == [
        Drafted("It is late.", (2,)),
        Drafted("It rains.", (1,)),
    ]
