"""Rows of a table among the candidates: each is about another thing, and what holds for one is not said of the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.tables import cells_of
from rag.evidence.asked import compares
from rag.evidence.beside import of_another
from rag.evidence.lexicon import MONTHS, WEEKDAYS
from rag.evidence.likeness import ALIKE, CLOSELY, Likener, Unlike
from rag.evidence.text import read, stem
from rag.types import Candidate

OF_A_KIND = 3
"""Columns from which the rows of a table are things of a kind; with two they are properties of one thing."""
LIKE_ROWS = 2
"""Rows like a word beyond which it is of their kind."""
CALENDAR = MONTHS | WEEKDAYS
"""Days and months that are nothing else; each is like the others."""
_RATE = re.compile(r"\b(?:per|each|every|a) (second|minute|hour|day|night|week|month|year)\b")


def siblings(found: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The entries that stand under the same headings as ``found``, itself among them; none where it is no entry."""
    if not found.label:
        return []
    return [c for c in candidates if c.document_id == found.document_id and c.label and c.context == found.context]


def is_one_of_a_kind(found: Candidate) -> bool:
    """Whether a candidate is a row of a table whose rows are things of a kind."""
    return bool(found.label) and len(cells_of(found.text)) >= OF_A_KIND


def of_their_kind(words: Sequence[str], question: str, rows: Sequence[Candidate], unlike: Unlike) -> set[str]:
    """The words that are like several rows of a table: one more of their kind, which the table does not have.

    Cholera is like typhoid and like rabies, and is neither.
    """
    if not words or not rows or len(cells_of(rows[0].text)) < OF_A_KIND:
        return set()
    lacking = [unlike(words, question, row.text) for row in rows]
    like = {word for word in words if sum(word not in absent for absent in lacking) > LIKE_ROWS}
    return like & {*unlike(words, question, f"{rows[0].context} {rows[0].heading}")}


def of_another_row(words: Sequence[str], question: str, found: Candidate, unlike: Likener) -> set[str]:
    """The words that are like nothing but what a row is about, and not close to it: a horse is no dog, though both have fares."""
    if not words or not is_one_of_a_kind(found):
        return set()
    cells = cells_of(found.text)
    rest = f"{found.context} {found.heading} {' '.join(cells[1:])}"
    return {*unlike(unlike(words, question, rest, ALIKE), question, found.text, CLOSELY)}


def exact(word: str, question: str) -> bool:
    """Whether nothing else means the like of a word: a number, a weekday, or the unit of a rate ("per month")."""
    return any(map(str.isdigit, word)) or word in CALENDAR or word in _RATE.findall(question.lower())


def beside_it(words: Sequence[str], question: str, rows: Sequence[Candidate]) -> tuple[str, ...]:
    """The words that a row may lack because the row beside it has them: a question that compares asks about both."""
    if not compares(question):
        return ()
    known = {form for row in rows for form in read(row.text).known}
    return tuple(word for word in words if stem(word.lower()) in known)


def names_missing(question: str, found: Candidate, missing: Sequence[str]) -> int:
    """How many names and numbers of a question an entry lacks: it is about something else that its headings cover."""
    if not found.label:
        return 0
    others = {name.lower() for name in of_another(question, found.text, found.whole, entry=True)}
    return sum(word.lower() in others or any(map(str.isdigit, word)) for word in missing)
