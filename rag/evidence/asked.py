"""What a question asks for: its terms, the kind of answer, the thing counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from index.lexical import STOP_WORDS
from rag.evidence.lexicon import AUXILIARIES, EMPTY_NOUNS, GERMAN, GERMAN_ASKS, GERMAN_MEASURES, TYPE_NOUNS, WH
from rag.evidence.properties import SAME, UNITS, properties
from rag.evidence.text import Reading, read, stem
from rag.types import AnswerType

_HOW_MUCH = re.compile(
    r"\bhow (?:many|much|old|long|far|often|tall|high|large|big|deep|wide|fast|heavy|few|hot|cold|warm)\b"
)
_COMPARES = re.compile(r"\bhow (?:much|many) (?:more|less|fewer|\w+er)\b|\b(?:difference|gap) between\b|\bthan\b")
LEAST = 2
"""Words of another language that make a question one in it."""
_ASKED_NOUN = re.compile(r"\b(?:what|which)\s+([\w'-]+)")
_WORTH = re.compile(r"\b(?:what|how much)\b.*\b(cost|costs|weigh|weighs|pay|pays|charge|charges)\b")
_PROPERTY = re.compile(
    r"\bhow (?:much )?([a-z]+er\b|heavy|long|tall|high|wide|deep|far|old|fast|hot|cold|warm|large|big|often)\b"
    r"|\b(?:what|which)(?:'s| is| was| are| were)?(?: the| a| an)? ([\w'-]+)|\bwho(?: is| was|'s)? (?:the )?(responsible|[\w'-]+)"
    r"|\b(when|where)\b"
)
"""Words after which a question names the property that it asks for."""
_HOW_TIME = re.compile(r"\bhow (?:long ago|old|long)\b")
_NAMED_TYPE = re.compile(r"\b(?:what|which|whose)\s+(?:[\w'-]+\s+){0,2}?([\w'-]+)\b")
_NUMBER_OF = re.compile(r"\b(?:number|amount|percentage|proportion|share|total|headcount)\s+of\s+(?:the\s+)?([\w'-]+)")


@dataclass(frozen=True, slots=True)
class Asking:
    """A question read: terms to be found (stems, once each), the type asked for, and the stem of what is counted.

    ``noun`` is the stem of the noun after "which" or "what"; ``property`` are the stems that name the property asked for
    ("how heavy": weight, mass), ``measure`` is the word that asks for it where it has units of its own; ``same`` gives, for
    a term, the stems that do as well.
    """

    reading: Reading
    type: AnswerType
    terms: tuple[str, ...]
    words: dict[str, str]
    names: frozenset[str]
    numbers: frozenset[str]
    pairs: tuple[tuple[str, str], ...]
    unit: str | None
    keywords: bool
    property: frozenset[str]
    noun: frozenset[str]
    measure: str | None
    same: dict[str, frozenset[str]]
    is_german: bool


_CONTRACTED = re.compile(r"n't$|^(?:i|you|he|she|it|we|they|who|what|there|that)'(?:m|d|ll|re|ve|s)$")
"""Two small words in one."""


@lru_cache(maxsize=4096)
def asking(text: str) -> Asking:
    """Read a question; the same text is read once."""
    reading, lower = read(text), text.lower().replace("’", "'")
    kind, dropped, unit = _kind(lower)
    # "Who …, and by what date?": the noun asks again and need not stand in the answer.
    dropped |= {word for word in _ASKED_NOUN.findall(lower) if word in TYPE_NOUNS}
    german = is_german(reading.words)
    if german:
        kind, dropped, unit = _german_kind(reading.words), GERMAN | GERMAN_MEASURES, None
    words: dict[str, str] = {}
    for word, form in zip(reading.words, reading.stems, strict=True):
        if word not in STOP_WORDS | EMPTY_NOUNS | dropped and not _CONTRACTED.search(word):
            words.setdefault(form, word)
    terms = tuple(words)
    wanted = _properties(lower)
    kept = [form for form in reading.stems if form in words]
    return Asking(
        reading=reading, type=kind, terms=terms, words=words,
        names=frozenset(reading.stems[n] for n in reading.names) & frozenset(terms),
        numbers=frozenset(form for form in terms if form[0].isdigit()),
        pairs=tuple(dict.fromkeys(pairwise(kept))),
        unit=unit, keywords=not (WH | AUXILIARIES) & set(reading.words),
        property=frozenset(form for word in wanted for form in properties(word)),
        noun=frozenset(stem(word) for word in _ASKED_NOUN.findall(lower) if word not in STOP_WORDS | AUXILIARIES),
        measure=next((word for word in wanted if word in UNITS), None),
        same={} if german else {form: SAME[form] for form in terms if form in SAME},
        is_german=german,
    )  # fmt: skip


def _properties(lower: str) -> tuple[str, ...]:
    """The words that ask for a property: "heavy", "cost", "room", "responsible"."""
    found = [word for match in _PROPERTY.finditer(lower) for word in match.groups() if word]
    found += _WORTH.findall(lower)
    return tuple(word for word in found if word not in STOP_WORDS | AUXILIARIES or word in ("when", "where"))


def sure_names(text: str) -> frozenset[str]:
    """The stems of a question's names; none where most of its words have capitals, which then tell nothing."""
    asked = asking(text)
    return asked.names if 2 * len(asked.reading.names) <= len(asked.reading.words) else frozenset()


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
    if _WORTH.search(lower):
        return "number", frozenset(), None
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


def is_german(words: Sequence[str]) -> bool:
    """Whether a question is in German, by the words that join and ask."""
    german = sum(word in GERMAN for word in words)
    return german >= LEAST and german > sum(word in STOP_WORDS | AUXILIARIES for word in words)


def compares(text: str) -> bool:
    """Whether a question asks by how much two values differ."""
    return bool(_COMPARES.search(text.lower()))


def _german_kind(words: Sequence[str]) -> AnswerType:
    for word, following in pairwise([*words, ""]):
        if word in ("wie", "was") and following in GERMAN_MEASURES:
            return "number"
        if word in GERMAN_ASKS:
            return GERMAN_ASKS[word]
    return "any"


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
