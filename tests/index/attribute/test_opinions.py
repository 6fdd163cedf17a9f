from __future__ import annotations

import pytest

from tests.index.attribute.reading import read


def told(text: str) -> list[tuple[str | None, str]]:
    statements, _ = read(text)
    return [(s.speaker, " … ".join(text[c.start : c.end] for c in s.content)) for s in statements]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("In his opinion the weir is too low.", "the weir is too low"),
        ("By his count nine of the boats were empty.", "nine of the boats were empty"),
        ("In the view of Peter Moor, the weir is too low.", "the weir is too low"),
        ("The weir, in his opinion, is too low.", "The weir … is too low"),
        ("Rather than a levy he would like a new weir.", "Rather than a levy … a new weir"),
        ("Mr Moor would advise against any levy on empty boats.", "against any levy on empty boats"),
        ("Mr Moor's evidence was that the weir was too low.", "that the weir was too low"),
        (
            "Mr Moor, who read a draft, objected that one summer of twice the usual rain says little about weirs.",
            "that one summer of twice the usual rain says little about weirs",
        ),
        ("“A plague on both of them,” he growled.", "“A plague on both of them,”"),
        ("Moor put the gap at two per cent.", "the gap at two per cent"),
        ("To Peter Moor, the whole weir is a distraction.", "the whole weir is a distraction"),
        ("Moor's view: the weir is too low.", "the weir is too low"),
        ("Moor's main worry is the state of the weir.", "the state of the weir"),
        ("Moor was less sure: “It may hold for a year.”", "“It may hold for a year.”"),
        ("“A small miracle” is Moor's verdict.", "“A small miracle”"),
        ("Mr Moor disagreed.", "Mr Moor disagreed"),
        ("Mr Moor spoke against the levy.", "Mr Moor spoke against the levy"),
        ("Mr Moor laughed when he was asked about the levy.", "Mr Moor laughed when he was asked about the levy"),
    ],
)
def test_a_view_is_whose_it_is(text: str, content: str) -> None:
    begun = "Peter Moor runs the lock. "
    assert (told(begun + text)[-1]) == ("Peter Moor", content)


def test_who_goes_on_is_not_who_was_quoted_before_a_colon() -> None:
    found = told("Peter Moor was less sure: “It may hold for a year.” Not so, says Ann Lee.")
    assert ("Peter Moor", "“It may hold for a year.”") in found and "hold" not in dict(found).get("Ann Lee", "")


def test_a_view_may_be_taken() -> None:
    assert told("The trustees took the view that this was late.") == [("trustees", "that this was late")]


def test_what_things_do_is_no_opinion() -> None:
    assert told("Not all earlier work agrees.") == []


def test_what_one_would_do_oneself_stays_ones_own() -> None:
    assert told("In my opinion the weir is too low. I would like a new one.") == []


def test_a_place_is_no_opinion() -> None:
    assert told("In his book there are nine maps.") == []
