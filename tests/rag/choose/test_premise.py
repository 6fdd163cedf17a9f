"""What a question takes for granted and a sentence says otherwise."""

from __future__ import annotations

import pytest

from index.types import Span
from rag.choose.premise import turned_round
from rag.types import Candidate


def said(text: str, number: int = 0) -> Candidate:
    return Candidate("d", number, Span(0, len(text)), text, "", 0.5)


@pytest.mark.parametrize(
    ("question", "text", "turned"),
    [
        ("Why did the tolls decrease?", "The tolls increased because of the storm.", True),
        ("Why did the tolls increase?", "The tolls increased because of the storm.", False),
        ("Did the tolls decrease?", "The tolls increased.", False),
        ("How much more are tolls than before?", "After the storm they were less.", False),
        ("Why did Ms Lund vote against the quay?", "Ms Lund proposed the quay.", True),
        ("Who spoke against the quay?", "Ms Lund spoke against it; Mr Berg had proposed it.", False),
    ],
)
def test_the_contrary_of_a_word_of_the_question(question: str, text: str, turned: bool) -> None:
    assert turned_round(question, said(text)) is turned


def test_what_was_decided_is_told_a_little_later() -> None:
    moved, aside = said("Ms Lund proposed a new quay.", 4), said("The old one leaks.", 5)
    asked = "Why was the quay rejected?"
    assert turned_round(asked, moved, [moved, aside, said("The proposal was carried.", 6)])
    assert not turned_round(asked, moved, [moved, aside, said("The proposal was rejected.", 6)])
    assert not turned_round(asked, moved, [moved, aside, said("The proposal was carried.", 9)])
