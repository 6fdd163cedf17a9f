from __future__ import annotations

import pytest

from index.tables import LONGEST_ROW, cells_of, heads_of, is_cells, label_of, names_columns
from index.types import Span

MARKDOWN = "Fees in crowns\n| Boat | Day |\n|---|---|\n| Skiff | 12 |\n| Punt | 9 |"
COLUMNS = "Bed    Plant      Rows\nNorth  leek       4\nSouth  kale       6"
LOST = "Year ended 2025 2024\n\nSales ($) 41.2 38.0\n\nCosts ($)12.1 11.9"
ENTRIES = "Name | Ada Holm\nPlace | Room 4\nOffice | Bergen"


def heads(text: str, row: str) -> list[str]:
    return [text[span.start : span.end] for span in heads_of(text, text.index(row))]


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        (MARKDOWN, "| Punt", ["Fees in crowns", "| Boat | Day |"]),
        (COLUMNS, "South", ["Bed    Plant      Rows"]),
        (LOST, "Costs", ["Year ended 2025 2024"]),
        (ENTRIES, "Office", []),
        ("Tea | 2\nRum | 3\nAle | 4", "Ale", []),
        ("A plain line of prose.", "A plain", []),
    ],
)
def test_what_a_row_stands_under(text: str, row: str, expected: list[str]) -> None:
    assert heads(text, row) == expected


def test_a_table_ends_where_prose_begins() -> None:
    assert heads(f"{COLUMNS}\n\nProse.\n\nA | 1", "A | 1") == []


def test_the_row_that_names_the_columns() -> None:
    assert names_columns(COLUMNS, Span(0, 22))
    assert not names_columns(COLUMNS, Span(23, COLUMNS.index("South") - 1))


@pytest.mark.parametrize(
    ("line", "label", "cells"),
    [
        ("| Mass | 640 g | 910 g |", "Mass", 3),
        ("Operating income ($ million)44.0 57.5", "Operating income ($ million)", 3),
        ("**Room:** W 2.17", "Room", 1),
        ("He said on Monday that nobody knew: it rained.", "", 1),
        ("(1) As of November 21, 2025.", "", 1),
    ],
)
def test_labels_and_cells(line: str, label: str, cells: int) -> None:
    assert label_of(line) == label
    assert len(cells_of(line)) == cells


def test_an_endless_line_is_no_row() -> None:
    assert not is_cells("a | b " * LONGEST_ROW)
