"""What makes a sentence on the topic no answer, with the real parts over one small document."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.types import Inquiry
from rag.wording import REFUSALS
from tests.rag.choose.conftest import Over

MINUTES = """# Minutes of the Ostby Lifeboat Society

Held on Monday, 3 April 2023, at the boathouse.

Ms Ragna Lund, the treasurer, reported that the society had bought a winch for 4,300 crowns from a yard in Bergen.
Three of the six slipways are closed. A pilot from Malmo spoke about tides.

Mr Ole Dahl proposed raising the fee for members to 90 crowns. Nobody else spoke. The proposal was carried.

The museum in Kiel sent its regards.

| Boat | Crew | Fee a day |
|---|---|---|
| Heron | 6 | 120 crowns |
| Tern | 4 | 80 crowns |
"""


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over({"minutes.md": MINUTES})


@pytest.mark.parametrize(
    "question",
    [
        "How many members does the society have?",
        "What did the society pay in euros for the winch?",
        "How much did the winch from Stavanger cost?",
        "What is the name of the pilot who spoke about tides?",
        "Why was the raise of the fee rejected?",
        "Who won the race in 2019?",
        "Who is the treasurer of the museum in Kiel?",
        "Who is the secretary of the lifeboat society?",
        "What does the Gannet cost a day?",
    ],
)
def test_a_fact_beside_the_one_asked_for_is_no_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(Inquiry(question)).refusal


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("How many slipways are closed?", "Three of the six slipways"),
        ("How much did the winch from Bergen cost?", "4,300 crowns"),
        ("What does the Heron cost a day?", "120 crowns"),
        ("Who is the treasurer of the lifeboat society?", "Ragna Lund"),
    ],
)
def test_the_fact_itself_is(assistant: Assistant, question: str, cited: str) -> None:
    assert any(cited in citation.text for citation in assistant.ask(Inquiry(question)).citations)


def test_what_stands_in_a_passage_that_is_shown_is_not_called_missing(assistant: Assistant) -> None:
    refusal = assistant.ask(Inquiry("Which pilot asked for the winch of the museum?")).refusal
    assert refusal is not None
    assert {"winch", "museum"} <= set(" ".join(one.text for one in refusal.nearest).replace(".", "").split())
    assert refusal.message == REFUSALS["low_confidence"]


DEPOSITION = """DEPOSITION OF LUKAS BRAND

Taken on 3 February 2026 in the District Court for the District of Elmsay.

Q. When did you join Calder Mill?

A. On 6 May 2013. I started as a test technician.

Q. What were your duties?

A. I wrote the plans for every lot.
"""
BATHS = """# Questions to the council

Mr Piet Sund asked when the Victoria Baths would open again. The Clerk said that the boiler was
in place and that the baths would reopen on 2 June. Ms Lund asked when the Albert Bridge would
open again. The Clerk said that nobody knew.
"""


def test_whoever_is_asked_is_named_by_nothing_that_they_say(over: Over) -> None:
    answer = over({"deposition.txt": DEPOSITION}).ask(Inquiry("When did Brand join Calder Mill?"))
    assert not answer.refusal
    assert "6 May 2013" in answer.citations[0].text


def test_a_thing_named_in_full_before_is_the_same_thing(over: Over) -> None:
    council = over({"council.md": BATHS})
    assert "2 June" in council.ask(Inquiry("When will the Victoria Baths open again?")).plain
    assert council.ask(Inquiry("When will the Elizabeth Baths open again?")).refusal
    assert "2 June" not in council.ask(Inquiry("When will the Albert Bridge open again?")).plain


def test_a_fact_about_a_body_is_not_told_of_another(over: Over) -> None:
    told = (
        "# Carriages on the front\n\nThe report does not satisfy Stable Futures, a charity. According to Stable Futures, "
        "five horses fell.\n"
    )
    polled = "# Shops on the front\n\nThe Esplanade Traders' Alliance polled its members. Its chairman, Desmond Purkiss, leads it.\n"
    rest = {
        f"{n}.md": f"# Notes\n\nThe {thing} was painted in May.\n"
        for n, thing in enumerate(("pier", "hall", "kiosk", "gate"))
    }
    answer = over({"horses.md": told, "shops.md": polled, **rest}).ask(Inquiry("Who leads Stable Futures?"))
    assert not [c for c in answer.citations if "Purkiss" in c.text]


def test_who_says_something_else_is_not_said_to_have_said_this(over: Over) -> None:
    text = (
        "# Carriages on the front\n\nBella survived. Her owner, Bo Lund, maintains that it was colic.\n\n"
        "Ann Lee, a former nurse, says she changed her mind about the trade after a grey mare collapsed outside the hotel in August.\n"
    )
    answer = over({"horses.md": text}).ask(Inquiry("According to the animal's owner, why did she go down?"))
    assert "they have it from" not in answer.plain


TROLLEY = """# Report on the runaway trolley at Sallow

The trap points were clipped out on the instruction of the permanent-way manager, because a spring had broken.

The trolley ran down the gradient because its handbrake could not hold the load.
"""


def test_a_reason_in_a_document_on_something_else_is_none(over: Over) -> None:
    both = over({"minutes.md": MINUTES, "trolley.md": TROLLEY})
    answer = both.ask(Inquiry("Why was the bakery licence postponed?"))
    assert answer.refusal is not None
    alone = over({"trolley.md": TROLLEY})
    assert alone.ask(Inquiry("Why did it run away?")).refusal is None
