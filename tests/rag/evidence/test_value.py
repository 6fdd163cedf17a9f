"""Whether a sentence has a value of the very kind asked for."""

from __future__ import annotations

import pytest

from rag.evidence.value import lacks_somebody, lacks_value, named_thing, things_asked_of


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How many ferries sank?", "The harbour was closed on 14 March 2020.", True),
        ("How many ferries sank?", "Repairs cost £300 and took 6 weeks.", True),
        ("How many ferries sank?", "By 1920 eleven had sunk.", False),
        ("How many weeks did it take?", "Repairs took 6 weeks.", False),
        ("In what year did it sink?", "It sank in the early 18th century.", True),
        ("In what year did it sink?", "It sank in 1712.", False),
        ("How much is the ticket in pounds?", "Single | €14.00", True),
        ("How much is the ticket in pounds?", "Single | £14.00", False),
        ("What did the museum pay for the organ?", "The museum bought the organ, with 36 pipes, in 2019.", True),
        ("What did the museum pay for the organ?", "The museum bought the organ for £900.", False),
        ("What is the price of a ticket?", "Adult | 14.00", False),
        ("What did he pay attention to?", "He watched the tide.", False),
        ("What does the fee cover?", "The fee covers water.", False),
        ("What is the rent of a mooring?", "The mooring is let by the harbour master.", True),
        ("What did they pay him for?", "He mended the organ.", False),
        ("How many members came?", "A third of the members came.", False),
        ("How many members came?", "The costs fell by a third.", True),
    ],
)
def test_a_count_a_year_and_an_amount(question: str, text: str, lacks: bool) -> None:
    assert lacks_value(question, text) is lacks


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("What is the name of the pilot?", "The pilot from Kiel came aboard.", True),
        ("What is the name of the pilot?", "The pilot, Ada Brandt, came aboard.", False),
        ("What was Ada Brandt's pilot's name?", "Ada Brandt called the pilot.", True),
        ("What is the name of the museum?", "It stands in the harbour.", True),
        ("What is the pilot's rank?", "The pilot came aboard.", False),
    ],
)
def test_a_name_stands_beside_the_thing(question: str, text: str, lacks: bool) -> None:
    assert lacks_value(question, text) is lacks


def test_a_unit_may_stand_at_the_head_of_a_column() -> None:
    assert not lacks_value("How much is the Aero in euros?", "Aero | 14", "Model. Price (€): Aero | 14")


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("Who won the race?", "It was held on Tuesday, 14 March.", True),
        ("Who won the race?", "It was won by Ada Brandt.", False),
        ("Who beat Ada Brandt?", "In the end Ada Brandt was beaten.", True),
        ("When was the race?", "It was a short one.", False),
    ],
)
def test_a_weekday_is_nobody(question: str, text: str, lacks: bool) -> None:
    assert lacks_somebody(question, text) is lacks


def test_what_is_counted_and_what_is_named() -> None:
    assert things_asked_of("How many artillery shells did they fire?") == ("artillery", "shells")
    assert things_asked_of("How many total judges are there?") == ("judges",)
    assert things_asked_of("How many days did it take?") == ()
    assert things_asked_of("How many of the judges left?") == ("judges", "left")
    assert things_asked_of("How many passengers were hurt?") == ("passengers",)
    assert things_asked_of("How many were hurt?") == ()
    assert named_thing("What is the name of the old pilot who came aboard?") == "pilot"
    assert named_thing("Who is the pilot?") == ""
