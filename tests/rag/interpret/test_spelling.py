from __future__ import annotations

import pytest

from rag.interpret.spelling import Speller

SPELLER = Speller(["okafor", "escalation", "korean", "article", "war", "feel", "harbour", "ostermere"])


@pytest.mark.parametrize(
    ("asked", "mended"),
    [
        ("what does okafr say", "what does okafor say"),
        ("wat about the escalaton", "what about the escalation"),
        ("teh koraen war", "the korean war"),
        ("artical 4", "article 4"),
    ],
)
def test_typing_errors_are_mended(asked: str, mended: str) -> None:
    assert SPELLER.mend(asked) == mended


@pytest.mark.parametrize("asked", ["is it feeble?", "much ado", "Ostermere", "42 of 1,000", "harbours", "xqzvw"])
def test_what_is_no_error_is_left_alone(asked: str) -> None:
    assert SPELLER.mend(asked) == asked


def test_accents_are_no_errors() -> None:
    assert Speller(["kivimaki"]).mend("Kivimäki") == "Kivimäki"


def test_german_is_no_typing_error() -> None:
    asked = "Wie alt ist der Hafen von Ostermere?"
    assert Speller(["all", "day", "ostermere"]).mend(asked) == asked
