"""Whether a statement is about the subject of a claim at all, before anybody asks on which side it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from index.sentences import PARSED_LANGUAGE
from index.types import Document, Span
from rag.choose.base import Desk, without_words
from rag.choose.claims import content_of
from rag.types import Candidate

REMEMBERED = 256
"""Documents whose items are remembered."""
MOST_OF_IT = 0.5
"""Share of a claim's content words that the heading of an item must have, more than, to be of it."""
LED_IN = 3
"""Lines of an item, its heading first, that say what it is about."""
BEFORE = 6
"""Sentences before a statement in which its subject may be named."""
NAMED = 0.5
"""Share of the claim's rare words that must be named there, more than."""
NEAR, NEARER = 0.2, 0.3
"""Cosine of statement and claim that is enough where only the section names them, or only the document."""

_PART = re.compile(r"[*_]{2}[^*_]{2,40}[*_]{2}:?$|#{4,6} \S")
"""A heading within an item, in bold or of a low rank."""
_ITEM = re.compile(r"^#{1,3} (?P<number>(?:[A-Z]{1,4}[/.-])?\d)?[^\n]*", re.MULTILINE)
"""The heading of an item; in minutes it has a number."""
_IS = re.compile(r"\s(?:is|are|was|were)\s")


def is_about(desk: Desk, found: Candidate, claim: str) -> bool:
    """Whether the rare words of a claim, or words that mean the like, stand around a statement.

    A statement that is near to the claim in meaning may have them anywhere in its section; one that names what the
    claim says something of ("the bridge" of "the bridge is safe") needs none.
    """
    document = desk.view.document(found.document_id)
    if document.language != PARSED_LANGUAGE or _of_the_same(desk.question.proposition or claim, found):
        return True
    asked = replace(desk.question, text=claim)
    bare = without_words(found)
    enough = NAMED * len(desk.lacking(asked, bare))
    missing = desk.lacking(asked, replace(bare, text=surroundings(document, found)))
    if not enough or len(missing) < enough or len(desk.unlike(missing, claim, found.as_told)) < enough:
        return True
    vector = desk.view.read(found.document_id).vectors[found.number]
    cosine = float(np.dot(vector, desk.searcher.embed(desk.question.search)))
    wider = document.text if cosine >= NEARER else f"{document.title} {section_of(document, found.number)}"
    return cosine >= NEAR and len(desk.lacking(asked, replace(bare, text=wider))) < enough


def _of_the_same(claim: str, found: Candidate) -> bool:
    what = content_of(_IS.split(claim, maxsplit=1)[0]) if _IS.search(claim) else frozenset()
    return bool(what) and what <= content_of(found.text)


def surroundings(document: Document, found: Candidate) -> str:
    """A statement with the question it answers, the sentences around it, and the heading of its section."""
    before = section_before(document, found.number, BEFORE)
    return " ".join((*before, found.as_told, after(document, found.number)))


def section_before(document: Document, number: int, sentences: int) -> tuple[str, ...]:
    """The heading over a sentence, and up to so many sentences before it in the same section, in text order."""
    first = number
    while first > 0 and number - first < sentences and not document.sentences[first - 1].furniture:
        first -= 1
    return (heading_of(document, number), *(_text(document, n) for n in range(first, number)))


def section_of(document: Document, number: int) -> str:
    """The section of a sentence with its heading; the whole document where it has none."""
    span = _section(document, number)
    return document.text[span.start : span.end]


def own_words_of_section(document: Document, number: int) -> str:
    """The section of a sentence without what others are cited for in it."""
    span, told = _section(document, number), []
    at = span.start
    for one in document.statements:
        for part in one.content if one.cue is not None else ():
            if at <= part.start < span.end:
                told.append(document.text[at : part.start])
            at = max(at, min(part.end, span.end)) if part.start < span.end else at
    return " ".join([*told, document.text[at : span.end]])


def _section(document: Document, number: int) -> Span:
    last = number
    while last + 1 < len(document.sentences) and not document.sentences[last + 1].furniture:
        last += 1
    above = _above(document, number)
    return Span(document.sentences[above].start if above is not None else 0, document.sentences[last].end)


def after(document: Document, number: int) -> str:
    """The sentence after one; empty where a heading or nothing follows."""
    last = number + 1 >= len(document.sentences) or document.sentences[number + 1].furniture
    return "" if last else _text(document, number + 1)


def heading_of(document: Document, number: int) -> str:
    """The last heading, or other line around the text, before a sentence; empty where there is none.

    One that only parts an item ("**Objectors**") comes behind the heading of the item.
    """
    above = _above(document, number)
    if above is None:
        return ""
    here = _text(document, above)
    item = _item(document, above) if _PART.match(here) else None
    if item is None:
        return here
    first = max(bisect_right(document.sentences, item.start, key=lambda one: one.start) - 1, 0)
    led_in = [_text(document, n) for n in range(first, min(first + LED_IN, above))]
    return " ".join((*led_in, here))


def is_of_another_item(document: Document, number: int, claim: str) -> bool:
    """Whether a sentence of minutes stands under an item whose heading has nothing of a claim, where another item's has most of it."""
    own, wanted = _item(document, number), content_of(claim)
    if own is None or not own.is_numbered or own.content & wanted:
        return False
    return any(
        one.is_numbered and len(one.content & wanted) > MOST_OF_IT * len(wanted) for one in _items(document.text)
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """The heading of an item: where it begins, what it names, and whether it has a number."""

    start: int
    content: frozenset[str]
    is_numbered: bool


@lru_cache(maxsize=REMEMBERED)
def _items(text: str) -> tuple[_Item, ...]:
    return tuple(_Item(m.start(), content_of(m.group()), m["number"] is not None) for m in _ITEM.finditer(text))


def _item(document: Document, number: int) -> _Item | None:
    """The item in which a sentence stands."""
    items = _items(document.text)
    before = bisect_right(items, document.sentences[number].start, key=lambda one: one.start)
    return items[before - 1] if before else None


def _above(document: Document, number: int) -> int | None:
    return next((n for n in range(number, -1, -1) if document.sentences[n].furniture), None)


def _text(document: Document, number: int) -> str:
    span = document.sentences[number]
    return " ".join(document.text[span.start : span.end].split())
