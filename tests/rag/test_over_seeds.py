"""The question in the README, over the documents that come with the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.settings import IndexSettings
from rag.assistant import Assistant
from rag.settings import RagSettings
from rag.types import Inquiry

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    library = Library(IndexSettings(_env_file=None, store=tmp_path_factory.mktemp("seeds")))
    assert all(report.status == "indexed" for report in library.index([SEEDS]))
    yield Assistant(library, RagSettings(_env_file=None))
    library.store.close()


def test_both_sides_of_the_example_are_told_and_nobody_else(assistant: Assistant) -> None:
    answer = assistant.ask(Inquiry("who disputes the escalation framing?"))
    assert {(p.speaker, p.stance) for p in answer.positions} == {
        ("Timo Kivimäki", "disputes"), ("Michael DiMino", "disputes"), ("Mark Rutte", "affirms"),
    }  # fmt: skip
    assert all(answer.citations[n - 1].text for p in answer.positions for n in p.citation_ids)


def test_two_people_are_set_side_by_side_on_what_one_of_them_says_of_a_thing(assistant: Assistant) -> None:
    answer = assistant.ask(Inquiry("Does Kivimäki agree with Rutte?"))
    said = {c.voice.speaker: c.text for c in answer.citations}
    assert "as a significant escalation" in said["Mark Rutte"]
    assert said["Timo Kivimäki"].startswith("It does not constitute a significant escalation")


def test_who_is_against_a_thing_is_nobody_who_denies_a_report(assistant: Assistant) -> None:
    answer = assistant.ask(Inquiry("Who is in favour of throwing Russia out of the Security Council?"))
    assert "Pyongyang" not in {p.speaker for p in answer.positions}


def test_who_gives_a_thing_little_chance_does_not_hold_that_it_will_be(assistant: Assistant) -> None:
    answer = assistant.ask(Inquiry("Who believes the troops will change the war?"))
    assert "Michael DiMino" not in {p.speaker for p in answer.positions if p.stance == "affirms"}
