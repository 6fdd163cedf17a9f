"""What a sentence is read with: the heading it stands under, its table's column headings, the line that leads its list in.

A cell says "138 g"; what weighs that stands elsewhere. All of it follows from the text, so nothing is stored: what is
searched and judged has these words, what is cited is the sentence alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from index.dates import is_date
from index.shapes import bare, is_credit, is_headline, is_list_item, is_noise, is_row, word_count
from index.types import Sentence, Span

FAR = 20_000
"""Characters above a sentence within which its heading stands."""
LONGEST_HEADING, LONGEST_LEAD = 14, 25
"""Words of a heading, and of a line that leads a list in."""
REMEMBERED = 64
"""Texts whose headings are kept: every sentence of one asks for them."""
LEAST_ROWS = 3
"""Rows from which a table without marks of its own may have a heading row."""

_DELIMITER = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S")
_CELLS = re.compile(r"\s*\|\s*| {2,}|\t+")
_NUMBER = r"[$€£]?[(+−–-]?\d+(?:[.,]\d+)*\)?%?"
_FIGURES = re.compile(rf"(?=.*[^\W\d_]).{{3,80}}?(?:(?<=\))|(?<=\s))(?:{_NUMBER}\s+)+{_NUMBER}")
"""A row of a table whose lines a page has lost: words, and two figures or more."""
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?")
_YEARS = re.compile(r"(?:(?:19|20)\d\d\s+)+(?:19|20)\d\d")
"""The heading row of such a table."""
_MESSAGE = re.compile(r"^From: ", re.MULTILINE)
"""Begins another message of a thread: no heading reaches into it."""
_LABEL = re.compile(r"[\s*_>•–-]*(?P<label>[A-ZÀ-Þ0-9][^|:.\n]{0,40}?)\s*[*_]*:[*_]*(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Context:
    """Spans of the text: the nearest heading above, and what the sentence itself needs to be understood.

    ``heads`` is a table's heading row, the line that leads a list in, or the first sentence of a list item.
    """

    heading: Span | None = None
    heads: tuple[Span, ...] = ()


def context_of(text: str, sentences: Sequence[Sentence], number: int) -> Context:
    """The context of one sentence."""
    here = _line_at(text, sentences[number].start)
    heads = _header(text, here) or _lead(text, sentences, number, here)
    return Context(_heading(text, here), heads)


def words_of(text: str, spans: Sequence[Span]) -> str:
    """What stands at some spans, without the marks of Markdown and of tables, parted by full stops."""
    parts = (re.sub(r"[\s|*_#]+", " ", text[span.start : span.end]).strip(" .:-–") for span in spans)
    return ". ".join(part for part in parts if part)


def read_with(text: str, sentences: Sequence[Sentence], number: int) -> str:
    """What of a sentence is embedded: its words, after its heading and heads where it is a row or an entry."""
    sentence = sentences[number]
    own = text[sentence.start : sentence.end]
    if not is_entry(text, sentence):
        return own
    found = context_of(text, sentences, number)
    before = words_of(text, [*([found.heading] if found.heading else []), *found.heads])
    return f"{before}: {own}" if before else own


def is_entry(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a row of a table, an item of a list, or a label with its value."""
    line = _line_at(text, sentence.start)
    words = text[line.start : line.end]
    return is_cells(words) or is_list_item(words) or bool(label_of(words))


def is_cells(line: str) -> bool:
    """Whether a line is a row of a table, drawn or set in columns."""
    line = line.strip()
    return is_row(line) or bool(_COLUMNS.search(line) or _FIGURES.fullmatch(line) or _YEARS.fullmatch(line))


def label_of(line: str) -> str:
    """What a row, or a line such as ``Weight: 12 kg``, says that its value is; empty where it says nothing."""
    if is_cells(line):
        cells = cells_of(line)
        return bare(cells[0]) if cells else ""
    match = _LABEL.match(line)
    return bare(match["label"]) if match and word_count(match["label"]) <= 5 else ""


def is_column_heads(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is the row of a table that names its columns."""
    line = _line_at(text, sentence.start)
    return is_cells(text[line.start : line.end]) and next(_rows(text, line), None) is None and _is_header(text, line)


def _line_at(text: str, place: int) -> Span:
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return Span(start, end if end >= 0 else len(text))


def _above(text: str, line: Span) -> Iterator[Span]:
    """The lines above one, nearest first, as far as anything is looked for."""
    start = line.start
    while start > max(0, line.start - FAR):
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
        yield Span(start, end)


def _heading(text: str, line: Span) -> Span | None:
    """The nearest heading above a line."""
    known = _headings(text)
    at = bisect_left(known, line)
    if not at or line.start - known[at - 1].start > FAR or _MESSAGE.search(text, known[at - 1].end, line.end):
        return None
    return known[at - 1]


@lru_cache(REMEMBERED)
def _headings(text: str) -> tuple[Span, ...]:
    """The lines that are headings: those of Markdown, and what stands alone and is no sentence."""
    lines = [Span(0, -1), *(Span(*match.span()) for match in re.finditer(r"[^\n]*", text)), Span(len(text), len(text))]
    lines = [
        line for n, line in enumerate(lines) if not (n and lines[n - 1].end == line.start and line.start == line.end)
    ]
    empty = [not text[line.start : max(line.start, line.end)].strip() for line in lines]
    return tuple(
        line for n, line in enumerate(lines)
        if not empty[n] and _is_heading(text[line.start : line.end], empty[n - 1] and empty[min(n + 1, len(lines) - 1)])
    )  # fmt: skip


def _is_heading(words: str, alone: bool) -> bool:
    """Whether a line is a heading by its mark or, where nothing is beside it, by its shape."""
    if re.match(r" {0,3}#{1,6}\s+\S", words):
        return True
    plain = bare(words).rstrip(":")
    if not alone or word_count(plain) > LONGEST_HEADING or not is_headline(plain):
        return False
    if words.lstrip().startswith(">") or is_list_item(words) or is_cells(words):
        return False
    if label_of(words) and not words.isupper():
        return False
    return not any(test(plain) for test in (is_date, is_noise, is_credit))


def _header(text: str, line: Span) -> tuple[Span, ...]:
    """The caption and the heading row of the table that a line is a row of, where it has them."""
    if not is_cells(text[line.start : line.end]):
        return ()
    above = list(_rows(text, line))
    first = above[-1] if above else line
    header = (first,) if above and _is_header(text, first) else ()
    return (*_caption(text, first), *header)


def _caption(text: str, first: Span) -> tuple[Span, ...]:
    """The short line that stands right above a table."""
    above = next(_above(text, first), None)
    words = text[above.start : above.end] if above else ""
    short = 0 < word_count(words) <= LONGEST_HEADING and not words.rstrip().endswith((".", "!", ";"))
    return (above,) if above and short and not words.lstrip().startswith("#") else ()


def _rows(text: str, line: Span) -> Iterator[Span]:
    """The rows above a row, nearest first; figures whose table a page has lost may have a blank line between."""
    loose = not is_row(text[line.start : line.end])
    for above in _above(text, line):
        words = text[above.start : above.end]
        if is_cells(words):
            yield above
        elif not (_DELIMITER.fullmatch(words) or (loose and not words.strip())):
            return


def _is_header(text: str, first: Span) -> bool:
    """Whether a table's first row names its columns: it is underlined, or holds no figures where others do."""
    after = text[first.end + 1 : first.end + 2_000].split("\n")
    if _DELIMITER.fullmatch(after[0]) and "-" in after[0]:
        return True
    if after[0].strip() == "" and is_row(text[first.start : first.end]):
        return False
    head = cells_of(text[first.start : first.end])
    below = takewhile(lambda row: is_cells(row) or not row.strip(), after)
    rows = [cells_of(row) for row in below if row.strip()][: 2 * LEAST_ROWS]
    if len(rows) < LEAST_ROWS - 1 or any(_has_figure(cell) for cell in head):
        return False
    # With two columns, "Name | Ada" above other entries looks like a heading too.
    figures = sum(any(map(_has_figure, row[1:])) for row in rows)
    return len(head) > 2 or max(map(len, rows)) > 2 or 2 * figures > len(rows)


def cells_of(row: str) -> list[str]:
    """What stands in the cells of a row, empty ones left out."""
    if _YEARS.fullmatch(row.strip()):
        return row.split()
    if "|" not in row and _FIGURES.fullmatch(row.strip()):
        return [part for part in re.split(r"\s+(?=[$€£(+−–-]?\d)|(?<=\))(?=\d)", row.strip()) if part]
    return [cell.strip() for cell in _CELLS.split(row.strip().strip("|").strip()) if cell.strip()]


def _has_figure(cell: str) -> bool:
    """Whether a cell holds a figure rather than a year or the name of a thing."""
    return bool(re.match(r"[^\w\s]{0,2}\d", cell)) and not _YEAR.fullmatch(cell.strip())


def _lead(text: str, sentences: Sequence[Sentence], number: int, line: Span) -> tuple[Span, ...]:
    """The first sentence of the item that a sentence is a later one of, and the line that leads the list in."""
    if not is_list_item(text[line.start : line.end]):
        return ()
    found: list[Span] = []
    for above in _above(text, line):
        words = text[above.start : above.end]
        if not words.strip() or is_list_item(words):
            if _is_outer(text, above, line) and not found:
                found.append(above)
            continue
        if words.rstrip(" *_").endswith(":") and word_count(words) <= LONGEST_LEAD:
            found.append(above)
        break
    first = next((s for s in sentences[max(0, number - 12) : number] if s.start >= line.start), None)
    return (*reversed(found), *([Span(first.start, first.end)] if first else []))


def _is_outer(text: str, above: Span, line: Span) -> bool:
    """Whether an item above is the one that this item's list lies in."""
    words = text[above.start : above.end]
    return bool(words.strip()) and _indent(words) < _indent(text[line.start : line.end])


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip())
