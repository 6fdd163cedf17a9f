"""Facts in cells and entries, with the real parts over one small sheet."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.types import Inquiry
from tests.rag.choose.conftest import Over

SHEET = """# Wharf cranes: sheet for operators

The port has two cranes, which were built at Malmo.

## Data

| | Heron | Tern |
|---|---|---|
| Mass | 41 t | 28 t |
| Reach | 22 m | 17 m |

## Jobs

1. Grease the slewing ring. *Owner:* Ada Holm. *Due:* 3 May 2026.
2. Paint the cabin. *Owner:* Ole Dahl. *Due:* 9 June 2026.

## Noise

The horn is the only loud part. It must not be used after 10 p.m.
"""


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over({"cranes.md": SHEET})


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("How heavy is the Tern?", "| Mass | 41 t | 28 t |"),
        ("Who is responsible for painting the cabin, and by what date?", "2. Paint the cabin. *Owner:* Ole Dahl. *Due:* 9 June 2026."),
        ("After what time must the horn not be used?", "It must not be used after 10 p.m."),
    ],
)  # fmt: skip
def test_the_row_or_entry_that_answers_is_cited_in_its_own_words(
    assistant: Assistant, question: str, cited: str
) -> None:
    assert cited in [citation.text for citation in assistant.ask(Inquiry(question)).citations]


def test_what_the_table_does_not_have_is_refused(assistant: Assistant) -> None:
    assert assistant.ask(Inquiry("How heavy is the Gannet?")).refusal


def test_who_did_a_thing_is_found_where_nobody_says_it(over: Over) -> None:
    timeline = over(
        {"log.md": "# Log\n\nAt 14:41 the trolley hit the train.\n\nAt 14:44 Mr Haldane calls 999 on his own mobile.\n"}
    )
    answer = timeline.ask(Inquiry("Who called 999?"))
    assert answer.citations[0].text == "At 14:44 Mr Haldane calls 999 on his own mobile."
