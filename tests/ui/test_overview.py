"""What is loaded, and the questions to begin with."""

from __future__ import annotations

from types import SimpleNamespace

from ui import texts
from ui.overview import examples, most_outspoken, most_quoted, overview


def test_everything_is_counted(assistant: SimpleNamespace) -> None:
    with assistant.library.snapshot() as view:
        found = overview(view)
    assert (found.documents, found.statements, found.speakers) == (2, 3, 2)


def test_examples_come_from_the_documents_and_one_does_not(assistant: SimpleNamespace) -> None:
    questions = [example.question for example in examples([assistant.town])]
    assert questions == [
        "What does Ana Bell say?",
        "Do Ana Bell and Carl Dahl agree?",
        "What does Tess Vale conclude?",
        texts.EXAMPLE_REFUSED[0],
    ]


def test_whom_nobody_quotes_is_not_asked_about(made: SimpleNamespace) -> None:
    assert most_quoted([made.document("Rain.", "t", "Al")]) == []
    assert len(examples([made.document("Rain.", "t", "Al")])) == 2


def test_who_cites_others_least_comes_first(made: SimpleNamespace) -> None:
    quoting = made.document("Rain, said Bo.", "t", "Al", ("Bo", "clerk", "Rain"))
    assert most_outspoken([quoting, made.document("Sun.", "t", "Zoe")]) == ["Zoe", "Al"]


def test_without_documents_there_is_nothing_to_ask() -> None:
    assert examples([]) == ()
