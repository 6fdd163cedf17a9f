"""What a sentence is read with: the heading it stands under, its table's column headings, the line that leads its list in.

A cell says "138 g"; what weighs that stands elsewhere. All of it follows from the text, so nothing is stored: what is
searched and judged has these words, what is cited is the sentence alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.dates import is_date
from index.shapes import bare, is_credit, is_headline, is_list_item, is_noise, word_count
from index.tables import LONGEST_ROW, REMEMBERED, heads_of, is_cells, label_of, lines, names_columns
from index.types import Sentence, Span

FAR = 20_000
"""Characters above a sentence within which its heading stands."""
LONGEST_HEADING, LONGEST_LEAD = 14, 25
"""Words of a heading, and of a line that leads a list in."""
ITEMS = 12
"""Lines above an item among which the one that leads its list in stands."""
PARTS = 12
"""Sentences before one among which its item begins."""

_MARKED = re.compile(r" {0,3}#{1,6}\s+\S")
_MESSAGE = re.compile(r"^From: ", re.MULTILINE)
"""Begins another message of a thread: no heading reaches into it."""


@dataclass(frozen=True, slots=True)
class Context:
    """Spans of the text: the nearest heading above, and what the sentence itself needs to be understood.

    ``heads`` is a table's caption and heading row, the line that leads a list in, or the first sentence of an item.
    """

    heading: Span | None = None
    heads: tuple[Span, ...] = ()


def context_of(text: str, sentences: Sequence[Sentence], number: int) -> Context:
    """The context of one sentence."""
    here = _line_at(text, sentences[number].start)
    heads = () if _is_long(here) else heads_of(text, here.start) or _lead(text, sentences, number, here)
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
    """Whether a sentence is a row of a table, part of an item of a list, or of a line with a label."""
    line = _line_at(text, sentence.start)
    words = "" if _is_long(line) else text[line.start : line.end]
    return is_cells(words) or is_list_item(words) or bool(label_of(words))


def is_column_heads(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is the row of a table that names its columns."""
    line = _line_at(text, sentence.start)
    return not _is_long(line) and names_columns(text, line)


def _line_at(text: str, place: int) -> Span:
    """The line around a place; of an endless one, enough to see that it is."""
    first = max(0, place - LONGEST_ROW - 1)
    start, end = text.rfind("\n", first, place), text.find("\n", place, place + LONGEST_ROW + 1)
    return Span(start + 1 if start >= 0 else first, end if end >= 0 else min(len(text), place + LONGEST_ROW + 1))


def _is_long(line: Span) -> bool:
    return line.end - line.start > LONGEST_ROW


def _heading(text: str, line: Span) -> Span | None:
    """The nearest heading above a line."""
    known = _headings(text)
    at = bisect_left(known, line)
    if not at or line.start - known[at - 1].start > FAR or _MESSAGE.search(text, known[at - 1].end, line.start):
        return None
    return known[at - 1]


@lru_cache(REMEMBERED)
def _headings(text: str) -> tuple[Span, ...]:
    """The lines that are headings: those of Markdown, and what stands alone and is no sentence."""
    found, known = [], [Span(0, 0), *lines(text), Span(len(text), len(text))]
    empty = [line.end - line.start <= LONGEST_ROW and not text[line.start : line.end].strip() for line in known]
    for number, line in enumerate(known[1:-1], 1):
        alone = empty[number - 1] and empty[number + 1]
        if not empty[number] and not _is_long(line) and _is_heading(text[line.start : line.end], alone):
            found.append(line)
    return tuple(found)


def _is_heading(words: str, alone: bool) -> bool:
    """Whether a line is a heading by its mark or, where nothing is beside it, by its shape."""
    if _MARKED.match(words):
        return True
    plain = bare(words).rstrip(":")
    if not alone or word_count(plain) > LONGEST_HEADING or not is_headline(plain):
        return False
    if words.lstrip().startswith(">") or is_list_item(words) or is_cells(words):
        return False
    if label_of(words) and not words.isupper():
        return False
    return not any(test(plain) for test in (is_date, is_noise, is_credit))


def _lead(text: str, sentences: Sequence[Sentence], number: int, line: Span) -> tuple[Span, ...]:
    """The line that leads a list in, and the first sentence of the item that a sentence is a later one of."""
    if not is_list_item(text[line.start : line.end]):
        return ()
    before = sentences[max(0, number - PARTS) : number]
    first = next((Span(s.start, s.end) for s in before if s.start >= line.start), None)
    return (*_leading(text, line), *([first] if first else []))


def _leading(text: str, line: Span) -> tuple[Span, ...]:
    """The line above a list that ends with a colon, or the item that a list lies in."""
    above = line
    for _ in range(ITEMS):
        if not above.start:
            break
        above = _line_at(text, above.start - 1)
        words = "" if _is_long(above) else text[above.start : above.end]
        if not words.strip() and not _is_long(above):
            continue
        if is_list_item(words):
            if _indent(words) < _indent(text[line.start : line.end]):
                return (above,)
            continue
        return (above,) if words.rstrip(" *_").endswith(":") and word_count(words) <= LONGEST_LEAD else ()
    return ()


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip())
