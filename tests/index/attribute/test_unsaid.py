from __future__ import annotations

import pytest

from tests.index.attribute.reading import told


@pytest.mark.parametrize(
    "text",
    [
        "That is not what Mr. Ken Fenway said.",
        "Did Colin Ray say that?",
        "Have they asked you for price cuts?",
        "If a shop tells you that you must contact the maker, it is wrong.",
        "Ken Spragg, tell us what happened.",
        "Hugh Pemberley laughs when told of this.",
        "The company does not comment on forecasts.",
        "The teachers have not agreed what pupils should remember.",
        "Pasang Lama says very little, so when he speaks you listen.",
        "We consider that poor record-keeping explains most of it.",
        "But do not put the tops on your compost, whatever Colin Ray says.",
        "At 14:44 Mr Haldane calls 999 on his own mobile.",
        "Ainslie answered everybody.",
        "Ann Roy wrote to a famous novelist and received a printed card.",
        "Mr Drummond ordered the audit because the wholesaler had queried an order.",
        "Mary Sugden could not write, but Thwaite was fond of her sayings and set down many of them.",
    ],
)
def test_nobody_is_cited_for_what_is_only_asked_or_not_said(text: str) -> None:
    assert told(text) == []


def test_who_is_asked_why_they_say_something_says_it() -> None:
    assert told("Why does Ann Lee say that the dam is safe?") == [("Ann Lee", "indirect", "that the dam is safe")]


def test_what_people_do_not_see_is_nobodys_view() -> None:
    text = "“People don’t see how hard that kid works,” said Jay Whitlock."
    assert told(text) == [("Jay Whitlock", "direct", "“People don’t see how hard that kid works,”")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ann Lee called the plan a disgrace.", "the plan a disgrace"),
        ("Ann Lee answered that she would stay.", "that she would stay"),
        ("Ann Lee wrote to the council that it must stop.", "that it must stop"),
        ("Ann Lee ordered them to leave.", "them to leave"),
    ],
)
def test_the_same_verbs_cite_where_something_is_said(text: str, content: str) -> None:
    assert told(text) == [("Ann Lee", "indirect", content)]
