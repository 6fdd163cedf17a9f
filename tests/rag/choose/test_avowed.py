from __future__ import annotations

import pytest

from rag.choose.avowed import avowed, called_after

BEFORE = "The parish wants a levy on dogs."


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("But I cannot support a levy,", "disputes"),
        ("I am all for the levy.", "affirms"),
        ("She was opposed to it.", "disputes"),
        ("I've never liked the idea.", "disputes"),
        ("I would vote for a levy next time.", "affirms"),
        ("I do not oppose the levy.", None),
        ("We are not against it in principle, but wait.", None),
        ("They support the library.", None),
        ("The levy on dogs I'm not so keen on.", "disputes"),
        ("That levy we are happy with.", "affirms"),
    ],
)
def test_who_avows_a_side_takes_it(text: str, side: str | None) -> None:
    assert avowed("a levy on dogs", text, BEFORE) == side


def test_what_is_pointed_at_must_have_been_named() -> None:
    assert avowed("a levy on dogs", "I am against it.", "The baker has new ovens.") is None


def test_some_are_called_by_their_side() -> None:
    assert called_after("the dog levy", "Opponents of the levy") == "disputes"
    assert called_after("the dog levy", "supporters of the levy") == "affirms"
    assert called_after("the dog levy", "Opponents of the bridge") is None
    assert called_after("the dog levy is low", "Opponents of the levy") is None


def test_what_others_are_against_is_not_the_side_of_who_tells_it() -> None:
    told = "Ned Fry read our figures and he still disputes them."
    assert avowed("the figures", told, BEFORE) == "disputes"
    assert avowed("the figures", told, BEFORE, only_own=True) is None
    assert avowed("the figures", "I still dispute them.", "The figures are new.", only_own=True) == "disputes"
