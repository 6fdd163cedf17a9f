"""Whether a sentence holds what is asked for."""

from __future__ import annotations

import pytest

from rag.evidence.beside import lacks_kind, lacks_thing, of_another


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How many ferries sank?", "The ferries lie in the harbour.", True),
        ("How many ferries sank?", "Three ferries sank.", False),
        ("How many of the 12 ferries sank?", "The 12 ferries are old.", True),
        ("When did it sink?", "It sank on Oct. 23, near the quay.", False),
        ("When did it sink?", "It sank near the quay.", True),
        ("Who sank it?", "It sank near the quay.", False),
        ("How heavy is it?", "It is 3 m long.", True),
        ("How heavy is it?", "Mass | 90 kg", False),
        ("When does it leave?", "Sundsey | 07:25", False),
        ("When is the deposit paid back?", "It is paid back once the keys are handed in.", False),
        ("When did it sink?", "It sank before anybody saw it.", True),
        ("When did it sink?", "KIEL, 3 May 2020 – The ferry sank near the quay.", True),
    ],
)
def test_a_number_or_a_time_that_is_asked_for(question: str, text: str, lacks: bool) -> None:
    assert lacks_kind(question, text) is lacks


@pytest.mark.parametrize(
    ("question", "text", "absent"),
    [
        ("How many soldiers did Norway lose?", "In that war Denmark lost 900 soldiers.", ("Norway",)),
        ("How many Norwegian soldiers fell?", "In all, 900 soldiers of Norway and Denmark fell.", ()),
        ("How many soldiers did Norway lose?", "They lost 900 soldiers.", ()),
        ("Who led Norway?", "In that war Denmark was led by its king.", ()),
    ],
)
def test_a_number_of_somebody_else(question: str, text: str, absent: tuple[str, ...]) -> None:
    assert of_another(question, text) == absent


def test_an_entry_is_about_what_it_stands_under() -> None:
    assert of_another(
        "How many cells did the East bench find?", "South bench | 3", "Bench. Cells: South bench | 3", True
    ) == ("East",)
    assert of_another("What does the K60 weigh?", "Mass | 90 g", "K40 K60: Mass | 90 g", True) == ()


def test_things_that_go_by_a_number() -> None:
    assert lacks_thing("In which room was it?", "It stood on the quay.")
    assert not lacks_thing("In which room was it?", "Room B-09 was closed.")
    assert not lacks_thing("In which town was it?", "It stood on the quay.")
