from __future__ import annotations

import pytest

from tests.index.attribute.reading import read


def told(text: str) -> list[tuple[str | None, str]]:
    text = f"Peter Moor runs the lock. {text}"
    statements, _ = read(text)
    return [(s.speaker, text[s.cue.start : s.cue.end]) for s in statements if s.cue]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Mr Moor was against the levy because it was high.", "against"),
        ("Mr Moor was in favour, as the gate had failed.", "favour"),
        ("Mr Moor was opposed to the idea.", "opposed"),
        ("Mr Moor had doubts about the supplier.", "doubts"),
        ("Mr Moor was not convinced.", "convinced"),
        ("Mr Moor was all for it.", "for"),
        ("Mr Moor came down against the plan.", "against"),
        ("Mr Moor raised objections to the plan.", "objections"),
    ],
)
def test_where_somebody_stands_is_a_statement(text: str, cue: str) -> None:
    assert told(text) == [("Peter Moor", cue)]


@pytest.mark.parametrize(
    "text", ["The boat was against the wall.", "Mr Moor was for many years a vet.", "The plan was for the autumn."]
)
def test_where_things_stand_is_none(text: str) -> None:
    assert told(text) == []
