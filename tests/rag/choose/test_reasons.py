"""Why somebody takes a side, with the real parts over small minutes."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.types import Inquiry
from tests.rag.choose.conftest import Over

MINUTES = """# Tarnbeck Town Council, minutes of the meeting on the market

Mrs Rita Domingo, who has sold fish on the market for nineteen years, supported the move to the yard. She said the square
had one working tap. Ms Bryony Cale said that the slope was too steep.

Mr Colin Astley opposed the move because trade would fall. He added that the yard was dark.

Cllr Brannock opposed the amendment.

She left at nine.
"""


@pytest.fixture(scope="module")
def council(over: Over) -> Assistant:
    return over({"minutes.md": MINUTES})


def test_behind_a_bare_side_stands_why(council: Assistant) -> None:
    answer = council.ask(Inquiry("Why does Rita Domingo support the move to the yard?"))
    assert [c.text.split()[0] for c in answer.citations] == ["Mrs", "She"]
    assert {c.voice.speaker for c in answer.citations} == {"Rita Domingo"}


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("Why does Colin Astley oppose the move?", "because trade would fall"),
        ("Who supported the move to the yard?", "supported the move"),
    ],
)
def test_nothing_is_added_where_a_reason_is_told_or_none_is_asked_for(
    council: Assistant, question: str, cited: str
) -> None:
    texts = [c.text for c in council.ask(Inquiry(question)).citations]
    assert cited in texts[0]
    assert not any("one working tap" in text for text in texts)


def test_another_paragraph_is_no_reason(council: Assistant) -> None:
    answer = council.ask(Inquiry("Why did Brannock oppose the amendment?"))
    assert "left at nine" not in answer.plain


WARDS = """# Minutes of the board

Mrs Brigid Astor noted that falls on Ashdown had doubled since November. She blamed the night lighting.

Mr Hugh Lind asked why the new parking charges had brought in only £140,000.
Mr Leo Wray replied that the ticket machines had been out of order for seven weeks.

Ticket income fell by a tenth because of the free admission for young people.
"""


@pytest.fixture(scope="module")
def wards(over: Over) -> Assistant:
    return over({"wards.md": WARDS})


def test_behind_what_somebody_notes_stands_what_they_put_it_down_to(wards: Assistant) -> None:
    answer = wards.ask(Inquiry("Why does Brigid Astor think that falls on Ashdown have doubled?"))
    assert any("blamed the night lighting" in c.text for c in answer.citations)


def test_what_is_replied_answers_what_was_asked(wards: Assistant) -> None:
    answer = wards.ask(Inquiry("Why did the parking charges bring in so little?"))
    assert ("Leo Wray", True) in {(c.voice.speaker, "out of order" in c.text) for c in answer.citations}
