"""Which row has the most or the least of something, with the real parts over small tables."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.choose.extreme import value_of
from rag.types import Inquiry
from tests.rag.choose.conftest import Over

ROOMS = """# Seal House: rooms and rates, May 2024

| Room | Beds | Price per night | Size (m²) | Built |
|---|---|---|---|---|
| Heron | 2 | £84 | 18 | 1890 |
| Puffin | 4 | £132 | 31 | 1954 |
| Tern | 1 | £61.50 | 12 | 1954 |
| Gannet | 3 | £132 | 27 | 2003 |
| Total | 10 | | 88 | |

Guests may stay for fourteen nights at the longest. Breakfast is served until ten.
"""
MUSEUM = """# Museum of Navigation

## Figures

| | 2021 | 2022 | 2023 |
|---|---|---|---|
| Visitors | 58,200 | 139,700 | 186,400 |
| Ticket income (£) | 410,000 | 902,000 | 815,000 |
| Shop income (£) | 0.1 million | 0.2 million | 304,000 |

The shop and the café did well.
"""


@pytest.fixture(scope="module")
def tables(over: Over) -> Assistant:
    return over({"rooms.md": ROOMS, "museum.md": MUSEUM})


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which room is the cheapest?", ["Tern"]),
        ("What is the most expensive room?", ["Puffin", "Gannet"]),
        ("Which room has the most beds?", ["Puffin"]),
        ("Which is the oldest room?", ["Heron"]),
        ("Which room is smallest?", ["Tern"]),
        ("Which has more beds, Heron or Gannet?", ["Gannet", "Heron"]),
        ("Which is cheaper, the Tern or the Puffin?", ["Tern", "Puffin"]),
        ("Which year had the most visitors?", ["Visitors"]),
        ("Is Heron or Gannet older?", ["Heron", "Gannet"]),
        ("Which year had the most ticket income?", ["Ticket income (£)"]),
        ("In which year was shop income highest?", ["Shop income (£)"]),
    ],
)
def test_the_row_that_wins_is_cited(tables: Assistant, question: str, rows: list[str]) -> None:
    answer = tables.ask(Inquiry(question))
    assert [citation.text.strip("| ").split(" | ")[0] for citation in answer.citations] == rows


def test_the_longest_that_a_sentence_tells_is_no_row(tables: Assistant) -> None:
    answer = tables.ask(Inquiry("What is the longest a guest may stay?"))
    assert "fourteen nights" in answer.citations[0].text


@pytest.mark.parametrize(
    "question",
    ["Which room has the most windows?", "Which room was cheapest in March 2024?", "Which year had the fewest cafés?"],
)
def test_what_no_column_has_is_compared_by_none(tables: Assistant, question: str) -> None:
    answer = tables.ask(Inquiry(question))
    assert answer.refusal is not None


def test_the_number_in_a_cell_may_have_a_unit_and_a_scale() -> None:
    cells = ["£1.2 million", "1,900", "98%", "−5 °C", "12 to 14", "–", "5 kg"]
    assert [value_of(cell) for cell in cells] == [1_200_000, 1_900, 98, -5, None, None, 5]


def test_a_column_of_leasts_is_no_question_of_the_least(over: Over) -> None:
    table = """# Schedule of prices

| Line | Product | Price (£) | Min. order |
|---|---|---|---|
| 1 | Whole milk, 2 litre | 1.18 | 480 |
| 2 | Double cream, 300 ml | 0.97 | 240 |
| 3 | Reserve cheddar | 9.40 | 60 |
"""
    prices = over({"prices.md": table})
    answer = prices.ask(Inquiry("What is the minimum order for double cream?"))
    assert [one.text for one in answer.citations] == ["| 2 | Double cream, 300 ml | 0.97 | 240 |"]
    assert prices.ask(Inquiry("What is the minimum order for skimmed milk?")).refusal is not None
