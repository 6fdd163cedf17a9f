"""Names in a row on a line of their own: authors below a title, those present at a meeting, who signed a letter.

The parser knows common names; in such a line the ones it knows tell what the others are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribute.titles import FIRST_NAMES, TITLES_OF_SEVERAL, bare
from index.attribute.view import View

LEAST = 3
"""Names in a row. Two may be somebody and where they work ("Ann Lee, Oriel Technologies")."""
_BETWEEN = frozenset({",", ";", "and", "&", "·", "|"})
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
    runs: set[tuple[int, int]] = set()
    begins = token
    while token < len(view):
        named = view.pos[token] == "PROPN" and view.word[token][:1].isupper() and _NAME_WORD.match(view.word[token])
        if named and token - begins < _LONGEST:
            token += 1
            continue
        if begins < token:
            runs.add((begins, token - 1))
        while token < len(view) and view.lower[token] in (",", "and", "&"):
            token += 1
        if token == begins or view.pos[token - 1] not in ("PUNCT", "CCONJ"):
            break
        begins = token
    return runs if len(runs) > 1 else set()


def _lines(view: View) -> Iterator[tuple[int, int]]:
    """Tokens of each line as a range, without its break."""
    first = 0
    for token in range(1, len(view) + 1):
        if token == len(view) or view.paragraph[token] != view.paragraph[first]:
            yield first, token - 1 if "\n" in view.word[token - 1] else token
            first = token


def _people(view: View, first: int, end: int) -> list[tuple[int, int]]:
    """The names of a line, none where it holds anything else."""
    runs: list[tuple[int, int]] = []
    begins = first
    for token in range(first, end + 1):
        if token < end and view.lower[token] not in _BETWEEN:
            continue
        if begins < token:
            runs.append((begins, token - 1))
        begins = token + 1
    if len(runs) < LEAST or not all(_like_a_name(view, *run) for run in runs):
        return []
    known = sum(_known(view, *run) for run in runs)
    return runs if known * 2 > len(runs) else []


def _like_a_name(view: View, first: int, last: int) -> bool:
    words = view.word[first : last + 1]
    return _SHORTEST <= len(words) <= _LONGEST and all(w[:1].isupper() and _NAME_WORD.match(w) for w in words)


def _known(view: View, first: int, last: int) -> bool:
    """Whether the parser, or a first name, says that a run is somebody's name."""
    return bare(view.word[first]) in FIRST_NAMES or {view.entity[t] for t in range(first, last + 1)} == {"PERSON"}
