"""Names in a row: authors below a title, those present at a meeting, several behind one title.

The parser knows common names; in such a row the ones it knows, or the title, tell what the others are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribute.titles import FIRST_NAMES, TITLES_OF_SEVERAL, bare
from index.attribute.view import View

LEAST = 3
"""Names in a row. Two may be somebody and where they work ("Ann Lee, Oriel Technologies")."""
LABEL = 5
"""Tokens within which the label of a line ends."""
_BETWEEN = frozenset({",", ";", "and", "&", "·", "|", ")", "*", "**", "."})
_JOINS = frozenset({",", "and", "&"})
_OF_PEOPLE = frozenset(
    "present attendance attending attendees absent apologies authors members participants speakers panel signed signatories".split()
)
"""Of labels: one name that is known is enough behind them."""
_SHORTEST, _LONGEST = 2, 4
"""Words of each name."""
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*$|[A-Z]\.$")


def listed_runs(view: View) -> set[tuple[int, int]]:
    """First and last token of each name in a line of nothing but names, where most are known to be people's."""
    return {run for line in _lines(view) for run in _people(view, *line)}


def titled_runs(view: View) -> set[tuple[int, int]]:
    """First and last token of each name in a row behind a title of several: "Councillors Amadi, Castellane and Nkemelu"."""
    found: set[tuple[int, int]] = set()
    for token, word in enumerate(view.lower):
        if word in TITLES_OF_SEVERAL and view.word[token][:1].isupper():
            found |= _row_behind(view, token + 1)
    return found


def _row_behind(view: View, token: int) -> set[tuple[int, int]]:
    """The names from a token on, as long as commas and "and" join them; none for one alone."""
    runs: set[tuple[int, int]] = set()
    begins = token
    for at in range(token, len(view)):
        named = view.pos[at] == "PROPN" and view.word[at][:1].isupper() and _NAME_WORD.match(view.word[at])
        if named and at - begins < _LONGEST:
            continue
        if begins < at:
            runs.add((begins, at - 1))
        if view.lower[at] not in _JOINS or view.pos[at] not in ("PUNCT", "CCONJ"):
            break
        begins = at + 1
    return runs if len(runs) > 1 else set()


def _lines(view: View) -> Iterator[tuple[int, int]]:
    """Tokens of each line as a range, without its break."""
    first = 0
    for token in range(1, len(view) + 1):
        if token == len(view) or view.paragraph[token] != view.paragraph[first]:
            yield first, token - 1 if "\n" in view.word[token - 1] else token
            first = token


def _people(view: View, first: int, end: int) -> list[tuple[int, int]]:
    """The names of a line behind its label ("Present:"), none where it holds anything but them and brackets."""
    label = next((t for t in range(first, min(first + LABEL, end)) if view.word[t].strip("*") == ":"), None)
    of_people = label is not None and not _OF_PEOPLE.isdisjoint(view.lower[first:label])
    runs: list[tuple[int, int]] = []
    begins, bracket = first if label is None else label + 1, False
    for token in range(begins, end + 1):
        mark = view.lower[token] if token < end else ","
        bracket = mark == "(" or (bracket and mark != ")" and token < end)
        if not (bracket or mark in _BETWEEN):
            continue
        if begins < token:
            runs.append((begins, token - 1))
        begins = token + 1
    if len(runs) < LEAST or not all(_like_a_name(view, *run) for run in runs):
        return []
    known = sum(_known(view, *run) for run in runs)
    return runs if known * 2 > len(runs) or (of_people and known) else []


def _like_a_name(view: View, first: int, last: int) -> bool:
    words = view.word[first : last + 1]
    return _SHORTEST <= len(words) <= _LONGEST and all(w[:1].isupper() and _NAME_WORD.match(w) for w in words)


def _known(view: View, first: int, last: int) -> bool:
    """Whether the parser, or a first name, says that a run is somebody's name."""
    return bare(view.word[first]) in FIRST_NAMES or {view.entity[t] for t in range(first, last + 1)} == {"PERSON"}
