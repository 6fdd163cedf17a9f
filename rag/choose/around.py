"""The text around a statement in which what it speaks of is named: its section, as far as a few sentences go."""

from __future__ import annotations

from index.types import Document


def section_before(document: Document, number: int, sentences: int) -> tuple[str, ...]:
    """The heading over a sentence, and up to so many sentences before it in the same section, in text order."""
    first = number
    while first > 0 and number - first < sentences and not document.sentences[first - 1].furniture:
        first -= 1
    return (heading_of(document, number), *(_text(document, n) for n in range(first, number)))


def section_of(document: Document, number: int) -> str:
    """The section of a sentence with its heading; the whole document where it has none."""
    last = number
    while last + 1 < len(document.sentences) and not document.sentences[last + 1].furniture:
        last += 1
    above = _above(document, number)
    return document.text[document.sentences[above].start if above is not None else 0 : document.sentences[last].end]


def after(document: Document, number: int) -> str:
    """The sentence after one; empty where a heading or nothing follows."""
    last = number + 1 >= len(document.sentences) or document.sentences[number + 1].furniture
    return "" if last else _text(document, number + 1)


def heading_of(document: Document, number: int) -> str:
    """The last heading, or other line around the text, before a sentence; empty where there is none."""
    above = _above(document, number)
    return "" if above is None else _text(document, above)


def _above(document: Document, number: int) -> int | None:
    return next((n for n in range(number, -1, -1) if document.sentences[n].furniture), None)


def _text(document: Document, number: int) -> str:
    span = document.sentences[number]
    return " ".join(document.text[span.start : span.end].split())
