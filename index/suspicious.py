"""What in a text may be meant for a program rather than a reader; it is told in the file's report, and left as it is.

Nothing here changes what is indexed: a citation shows the text as it stands, whoever it was written for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MOST_PLACES = 3
"""Places that are named of each kind."""

_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\U000e0001-\U000e007f]+")
_WORD = re.compile(r"[^\W\d_]{4,}")
# Greek letters that pass for Latin ones; others stand in words of science with a reason (µ, β, Δ).
_GREEK_ALIKE = frozenset("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικρ")
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,30}\b(?:previous|prior|above|preceding|earlier|all|your|system)\b"
    r"[^.!?\n]{0,30}\b(?:instructions?|prompts?|directives?|guidelines|rules)\b"
    r"|\b(?:reveal|print|repeat|output)\b[^.!?\n]{0,20}\b(?:system|hidden|initial)\s+prompt\b"
    r"|\b(?:you are|act as|pretend (?:to be|you are))\b[^.!?\n]{0,20}\b(?:an? )?(?:AI|LLM|language model|chatbot|AI assistant)\b"
    r"|\b(?:instructions?|note|message) (?:to|for) (?:the |any |all )?(?:AI|LLM|language model|chatbot|AI assistant)s?\b"
    r"|<\|(?:im_start|im_end|system|endoftext)\|>|\[/?INST\]|<</?SYS>>",
    re.IGNORECASE,
)


def suspicious(text: str) -> str | None:
    """A sentence that names what was found and where; None where nothing was."""
    found = [
        ("an order to a program", [match.start() for match in _ORDERS.finditer(text)]),
        ("signs that turn the direction of letters", _turned(text)),
        ("letters that are not shown", [match.start() for match in _UNSEEN.finditer(text)]),
        ("a word of letters from two scripts", list(_mixed(text))),
    ]
    told = [f"{what} ({_places(places)})" for what, places in found if places]
    return f"look at {'; '.join(told)}" if told else None


def _turned(text: str) -> list[int]:
    """Where direction is turned in a text that is written from left to right; others need these signs."""
    places = [match.start() for match in _TURNED.finditer(text)]
    if not places:
        return []
    from_right = sum(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
    return places if from_right * 10 < len(text) else []


def _mixed(text: str) -> Iterator[int]:
    if text.isascii():
        return
    for match in _WORD.finditer(text):
        word = match.group()
        if not word.isascii() and _passes_for_latin(word):
            yield match.start()


def _passes_for_latin(word: str) -> bool:
    latin = sum(character.isascii() for character in word)
    names = [unicodedata.name(character, "") for character in word if not character.isascii()]
    cyrillic = any(name.startswith("CYRILLIC") for name in names)
    return bool(latin) and (cyrillic or (latin >= 3 and not _GREEK_ALIKE.isdisjoint(word)))


def _places(places: list[int]) -> str:
    shown = ", ".join(f"{place:,}" for place in places[:MOST_PLACES])
    more = len(places) - MOST_PLACES
    return f"at character {shown}" + (f" and {more:,} more" if more > 0 else "")
