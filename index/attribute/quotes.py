"""Finds quotations: where quoted words begin and end, over sentences and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A quotation that is closed further away than this (characters) is taken for a mark that was never closed.
LONGEST = 6000
# Curly, low and angled marks; a mark that opens maps to those that close it.
_PAIRS = {"“": '”“"', "„": "“”", "«": "»", "‘": "’", "``": ("''",), "''": ("''",)}
_MARK = re.compile(r"``|''|[“”„«»‘’\"']")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]`` is one quotation with its marks; ``closed`` says whether its end is marked."""

    start: int
    end: int
    closed: bool
    words: int


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a text in order; a paragraph that opens one and never closes it ends it."""
    found: list[Quotation] = []
    for start, end in _paragraphs(text):
        found.extend(_in_paragraph(text, start, end))
    return tuple(found)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of a text; a line is a paragraph here."""
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations of one paragraph, from left to right."""
    found: list[Quotation] = []
    at = start
    while (opening := _next_opening(text, at, end)) is not None:
        closing = _closing(text, opening, end)
        if closing is None and not _may_run_on(text, opening, start):
            at = opening.end()
            continue
        stop = closing if closing is not None else len(text[:end].rstrip())
        words = len(_WORD.findall(text, opening.end(), stop))
        if words:
            found.append(Quotation(opening.start(), stop, closing is not None, words))
        at = max(stop, opening.end())
    return found


def _next_opening(text: str, start: int, end: int) -> re.Match[str] | None:
    """The next mark that can open a quotation."""
    for match in _MARK.finditer(text, start, end):
        if _opens(text, match):
            return match
    return None


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark opens: an opening sign, or a straight one before a word and after none."""
    sign, before, after = mark.group(), text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    if sign in "“„«" or sign == "``":
        return True
    if sign in "‘'":
        return not before.isalnum() and bool(after) and not after.isspace() and _single_closes(text, mark.end())
    return (
        sign in ('"', "''")
        and bool(after)
        and not after.isspace()
        and not (before and (before.isalnum() or before in ".,!?;"))
    )


def _single_closes(text: str, start: int) -> bool:
    """Whether a single mark that opens here is closed in its line after a comma, stop or word of some length.

    Apostrophes look the same ("’90s", "rock ’n’ roll"), so a closing sign must stand before a space or stop.
    """
    line_end = text.find("\n", start)
    line = text[start : line_end if line_end >= 0 else len(text)]
    return _single_end(line, 0) is not None


def _single_end(line: str, start: int) -> int | None:
    """Where a single quotation ends: a mark after a stop, else the last one that no letter follows."""
    ends = [m.end() for m in re.finditer(r"(?<=[\w.,!?…])['’](?![\w])", line[start:])]
    stops = [end for end in ends if line[start + end - 2] in ".,!?…"]
    chosen = stops or [end for end in ends if line[start + end - 2] != "s"] or ends
    return start + chosen[0] if chosen and chosen[0] > 2 else None


def _closing(text: str, opening: re.Match[str], end: int) -> int | None:
    """The offset behind the mark that closes this one, None where its paragraph has none."""
    sign = opening.group()
    limit = min(end, opening.end() + LONGEST)
    if sign in "‘'":
        stop = _single_end(text[:limit], opening.end())
        return stop if stop is not None and stop <= limit else None
    closers = _PAIRS.get(sign, '"”')
    for match in _MARK.finditer(text, opening.end(), limit):
        mark = match.group()
        if mark in closers and not (mark in '"“' and _looks_opening(text, match)):
            return match.end()
    return None


def _looks_opening(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark inside a quotation opens a further one: a space before it and a word after it."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return before.isspace() and after.isalnum()


def _may_run_on(text: str, opening: re.Match[str], paragraph: int) -> bool:
    """Whether an unclosed quotation may fill its paragraph: it opens it, or follows a colon or said-comma."""
    before = text[paragraph : opening.start()].rstrip()
    return opening.group() != "'" and (not before or before[-1] in ":,.—-")
