"""What a question asks for: its terms, the kind of answer, the thing counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.lexical import STOP_WORDS
from rag.evidence.lexicon import AUXILIARIES, EMPTY_NOUNS, TYPE_NOUNS, WH
from rag.evidence.text import Reading, read, stem
from rag.types import AnswerType

_HOW_MUCH = re.compile(r"\bhow (?:many|much|old|long|far|often|tall|high|large|big|deep|wide|fast|heavy|few)\b")
_HOW_TIME = re.compile(r"\bhow (?:long ago|old|long)\b")
_NAMED_TYPE = re.compile(r"\b(?:what|which|whose)\s+(?:[\w'-]+\s+){0,2}?([\w'-]+)\b")
_NUMBER_OF = re.compile(r"\b(?:number|amount|percentage|proportion|share|total|headcount)\s+of\s+(?:the\s+)?([\w'-]+)")


@dataclass(frozen=True, slots=True)
class Asking:
    """A question read: terms to be found (stems, once each), the type asked for, and the stem of what is counted."""

    reading: Reading
    type: AnswerType
    terms: tuple[str, ...]
    words: dict[str, str]
    names: frozenset[str]
    numbers: frozenset[str]
    pairs: tuple[tuple[str, str], ...]
    unit: str | None
    keywords: bool


@lru_cache(maxsize=4096)
def asking(text: str) -> Asking:
    """Read a question; the same text is read once."""
    reading, lower = read(text), text.lower().replace("’", "'")
    kind, dropped, unit = _kind(lower)
    words: dict[str, str] = {}
    for word, form in zip(reading.words, reading.stems, strict=True):
        if word not in STOP_WORDS | EMPTY_NOUNS | dropped and not word.endswith("n't"):
            words.setdefault(form, word)
    terms = tuple(words)
    kept = [form for form in reading.stems if form in words]
    return Asking(
        reading=reading, type=kind, terms=terms, words=words,
        names=frozenset(reading.stems[n] for n in reading.names) & frozenset(terms),
        numbers=frozenset(form for form in terms if form[0].isdigit()),
        pairs=tuple(dict.fromkeys(pairwise(kept))),
        unit=unit, keywords=not (WH | AUXILIARIES) & set(reading.words),
    )  # fmt: skip


def answer_type(text: str) -> AnswerType:
    """The kind of answer that a question asks for; "any" where it does not say."""
    return asking(text).type


def _kind(lower: str) -> tuple[AnswerType, frozenset[str], str | None]:
    """Type asked for, the words that only ask, and the stem of the thing counted."""
    if match := _HOW_MUCH.search(lower):
        asked = frozenset(match.group().split())
        rest = [word for word in re.findall(r"[\w'-]+", lower[match.end() :]) if word not in STOP_WORDS]
        counted = match.group().endswith(("many", "much", "few")) and rest
        return "number", asked, stem(rest[0]) if counted else None
    words = re.findall(r"[\w'-]+", lower)
    first = next((word for word in words if word in WH), None)
    simple: dict[str, AnswerType] = {"who": "person", "whom": "person", "whose": "person", "when": "time",
                                "where": "place", "why": "reason", "how": "manner"}  # fmt: skip
    if first in simple:
        return simple[first], frozenset((first,)), None
    if first:
        return _named_kind(lower[lower.index(first) :])
    if words and words[0] in AUXILIARIES:
        return "yes_no", frozenset(), None
    return "any", frozenset(), None


def _named_kind(lower: str) -> tuple[AnswerType, frozenset[str], str | None]:
    """For "what" and "which": by the noun that follows, or the one after "is the"."""
    words = re.findall(r"[\w'-]+", lower)[1:]
    while words and (words[0] in AUXILIARIES or words[0] in STOP_WORDS):
        words = words[1:]
    for word in words[:3]:
        if word in AUXILIARIES or word in STOP_WORDS:
            break
        if word in TYPE_NOUNS:
            counted = _NUMBER_OF.search(lower)
            return TYPE_NOUNS[word], frozenset((word,)), stem(counted[1]) if counted else None
    return "any", frozenset(), None
