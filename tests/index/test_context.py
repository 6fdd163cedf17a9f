from __future__ import annotations

import re

import pytest

from index.context import context_of, is_column_heads, is_entry, read_with, words_of
from index.types import Sentence

SHEET = """# Harbour sheet

## Boats

| Boat | Mass |
|---|---|
| Skiff | 90 kg |

The skiff is old. It leaks.

## Rules

Allowed are:

- fires on the beach. They must be small.
- dogs

From: Ann Lee <ann@port.example>

Room: W 2
"""


def sentences() -> list[Sentence]:
    return [Sentence(*match.span()) for match in re.finditer(r"[^\s][^\n]*?(?:[.:](?=\s)(?! W)|(?=\n))", SHEET)]


def at(words: str) -> int:
    return next(n for n, s in enumerate(sentences()) if SHEET[s.start : s.end].startswith(words))


@pytest.mark.parametrize(
    ("words", "heading", "heads"),
    [
        ("| Skiff", "Boats", "Boat Mass"),
        ("It leaks", "Boats", ""),
        ("- dogs", "Rules", "Allowed are"),
        ("They must", "Rules", "Allowed are. fires on the beach"),
        ("Room", "", ""),  # another message: the heading above is not its own
    ],
)
def test_what_a_sentence_stands_under(words: str, heading: str, heads: str) -> None:
    found = context_of(SHEET, sentences(), at(words))
    assert words_of(SHEET, [found.heading] if found.heading else []) == heading
    assert words_of(SHEET, found.heads) == heads


def test_rows_and_entries_are_embedded_with_it_and_prose_is_not() -> None:
    assert read_with(SHEET, sentences(), at("| Skiff")) == "Boats. Boat Mass: | Skiff | 90 kg |"
    assert read_with(SHEET, sentences(), at("It leaks")) == "It leaks."


def test_what_is_an_entry() -> None:
    assert [is_entry(SHEET, sentences()[at(words)]) for words in ("- dogs", "Room", "It leaks")] == [True, True, False]


def test_the_heading_row_is_known() -> None:
    assert is_column_heads(SHEET, sentences()[at("| Boat")])
    assert not is_column_heads(SHEET, sentences()[at("| Skiff")])


def test_an_endless_line_costs_nothing() -> None:
    text = "word " * 100_000
    assert context_of(text, [Sentence(250_000, 250_004)], 0).heads == ()
