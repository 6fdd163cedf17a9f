"""Tables as they stand in a text: which lines are rows, what their cells hold, and which row names the columns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from index.shapes import bare, is_row, word_count
from index.types import Span

LONGEST_ROW = 1_000
"""Characters; a longer line is a paragraph, whatever it holds."""
LONGEST_CAPTION, LONGEST_LABEL = 14, 5
"""Words of the line above a table, and before a colon."""
LEAST_ROWS = 3
"""Rows from which a table without marks of its own may have a heading row."""
LOOKED_AT = 6
"""Rows below the first one that tell whether it names the columns."""
REMEMBERED = 16
"""Texts whose tables are kept: every sentence of one asks for them."""

_DELIMITER = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S")
_CELLS = re.compile(r"\s*\|\s*| {2,}|\t+")
_NUMBER = r"[$€£]?[(+−–-]?\d+(?:[.,]\d+)*\)?%?"
_FIGURES = re.compile(rf"(?=.*[^\W\d_]).{{3,80}}?(?:(?<=\))|(?<=\s))(?:{_NUMBER}\s+)+{_NUMBER}")
"""A row of a table whose lines a page has lost: words, and two figures or more."""
_YEARS = re.compile(r"(?:(?:19|20)\d\d\s+)+(?:19|20)\d\d")
"""The heading row of such a table."""
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?")
_LABEL = re.compile(r"[\s*_>•–-]*(?P<label>[A-ZÀ-Þ0-9][^|:.\n]{0,40}?)\s*[*_]*:[*_]*(?:\s|$)")


def is_cells(line: str) -> bool:
    """Whether a line is a row of a table, drawn or set in columns."""
    if len(line) > LONGEST_ROW:
        return False
    line = line.strip()
    return is_row(line) or bool(_COLUMNS.search(line) or _FIGURES.fullmatch(line) or _YEARS.fullmatch(line))


def cells_of(row: str) -> list[str]:
    """What stands in the cells of a row, empty ones left out."""
    row = row.strip()
    if _YEARS.fullmatch(row):
        return row.split()
    if "|" not in row and _FIGURES.fullmatch(row):
        return [part for part in re.split(r"\s+(?=[$€£(+−–-]?\d)|(?<=\))(?=\d)", row) if part]
    return [cell.strip() for cell in _CELLS.split(row.strip("|").strip()) if cell.strip()]


def label_of(line: str) -> str:
    """What a row, or a line such as ``Weight: 12 kg``, says that its value is; empty where it says nothing."""
    if is_cells(line):
        cells = cells_of(line)
        return bare(cells[0]) if cells else ""
    match = _LABEL.match(line)
    return bare(match["label"]) if match and word_count(match["label"]) <= LONGEST_LABEL else ""


def heads_of(text: str, start: int) -> tuple[Span, ...]:
    """The caption and the heading row of the table that the line at ``start`` is a row of, where it has them."""
    starts, heads = _tables(text)
    at = bisect_left(starts, start)
    return heads[at] if at < len(starts) and starts[at] == start else ()


def names_columns(text: str, line: Span) -> bool:
    """Whether a line is the heading row of a table."""
    starts, heads = _tables(text)
    below = bisect_right(starts, line.start)
    return line.start in starts[below - 1 : below] and below < len(starts) and line in heads[below]


def lines(text: str) -> Iterator[Span]:
    """Every line of a text, in order."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        yield Span(start, end)
        start = end + 1


@lru_cache(REMEMBERED)
def _tables(text: str) -> tuple[tuple[int, ...], tuple[tuple[Span, ...], ...]]:
    """Where the rows of a text start, and what each of them stands under."""
    found: list[tuple[int, tuple[Span, ...]]] = []
    heads: tuple[Span, ...] | None = None  # of the table that the last line was a row of
    loose, above = False, Span(0, 0)
    for line in lines(text):
        words = text[line.start : min(line.end, line.start + LONGEST_ROW + 1)]
        if is_cells(words):
            caption = _caption(text, above) if heads is None else ()
            found.append((line.start, caption if heads is None else heads))
            if heads is None:
                loose = not is_row(words)  # on a page that lost its lines a table may have gaps
                heads = (*caption, line) if _is_header(text, line) else caption
        elif not (_DELIMITER.fullmatch(words) or (loose and not words.strip())):
            heads = None
        above = line
    return tuple(start for start, _ in found), tuple(spans for _, spans in found)


def _caption(text: str, above: Span) -> tuple[Span, ...]:
    """The line above a table where it is short and no sentence."""
    words = text[above.start : min(above.end, above.start + LONGEST_ROW)]
    short = 0 < word_count(words) <= LONGEST_CAPTION and not words.rstrip().endswith((".", "!", ";"))
    return (above,) if short and not words.lstrip().startswith("#") else ()


def _is_header(text: str, first: Span) -> bool:
    """Whether a table's first row names its columns: it is underlined, or holds no figures where others do."""
    after = text[first.end + 1 : first.end + 1 + LOOKED_AT * LONGEST_ROW].split("\n")[: 2 * LOOKED_AT]
    if _DELIMITER.fullmatch(after[0]) and "-" in after[0]:
        return True
    if after[0].strip() == "" and is_row(text[first.start : first.end]):
        return False
    head = cells_of(text[first.start : first.end])
    below = takewhile(lambda row: is_cells(row) or not row.strip(), after)
    rows = [cells_of(row) for row in below if row.strip()][:LOOKED_AT]
    if len(rows) < LEAST_ROWS - 1 or any(_has_figure(cell) for cell in head):
        return False
    # With two columns, "Name | Ada" above other entries looks like a heading too.
    figures = sum(any(map(_has_figure, row[1:])) for row in rows)
    return len(head) > 2 or max(map(len, rows)) > 2 or 2 * figures > len(rows)


def _has_figure(cell: str) -> bool:
    """Whether a cell holds a figure rather than a year or the name of a thing."""
    return bool(re.match(r"[^\w\s]{0,2}\d", cell)) and not _YEAR.fullmatch(cell.strip())
