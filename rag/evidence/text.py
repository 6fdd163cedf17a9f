"""What a text holds, read once and remembered: words, stems, numbers, names, times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer

from index.lexical import STOP_WORDS
from index.shapes import DATELINE
from rag.evidence.lexicon import NUMBER_WORDS, QUANTITIES, TIMES

REMEMBERED = 50_000
"""Texts and stems kept in memory; a sentence's reading is about 3 kB."""
PREFIX = 5
"""Letters that two forms must share to count as near relatives (militarise, militant)."""

_CLOCK = (
    r"\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b|\d{1,2}:\d\d(?::\d\d)?|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)\b"
)
_E_MAIL = re.compile(r"\b([eE])-(?=mail)")
_TOKEN = re.compile(rf"{_CLOCK}|\b[A-Za-z](?:&[A-Za-z])+\b|\d+(?:[.,]\d+)*|\w+(?:[’']\w+)?|%|[$€£¥]")
_YEAR = re.compile(r"(?:1\d|20)\d\d$")
_MOMENT = re.compile(_CLOCK)
"""A time of day or a date in figures."""
_DECADE = re.compile(r"(?:1\d|20)?\d0s$")
_CURRENCY = frozenset("$€£¥")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as tokens: lower-case words, their stems, and the positions of what could be an answer.

    ``dateline`` is the first token after "KIEL, 3 May –", where a text begins so; ``known`` are the stems, ``prefixes`` their beginnings, ``content`` the stems of words that are no stop words.
    """

    words: tuple[str, ...]
    stems: tuple[str, ...]
    known: frozenset[str]
    prefixes: frozenset[str]
    numbers: tuple[int, ...]
    times: tuple[int, ...]
    names: tuple[int, ...]
    asks: bool
    content: tuple[str, ...]
    dateline: int


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a lower-case English word; a number as digits."""
    if word[0].isdigit():
        return word.replace(",", "")
    # The pure Python stemmer keeps its word between calls; where PyStemmer is installed, its C one is used.
    with _ONE_AT_A_TIME:
        found: str = _STEMMER.stemWord(_IN_FULL.get(word) or NUMBER_WORDS.get(word, word))
    return found


@lru_cache(maxsize=REMEMBERED)
def read(text: str) -> Reading:
    """Read a text; the same text is read once."""
    tokens = _TOKEN.findall(_E_MAIL.sub(r"\1", text.replace("’", "'")))
    words = tuple(token.lower().removesuffix("'s") or token for token in tokens)
    stems = tuple(map(stem, words))
    return Reading(
        words=words,
        stems=stems,
        known=frozenset(stems),
        prefixes=frozenset(s[:PREFIX] for s in stems if len(s) >= PREFIX),
        numbers=tuple(n for n, word in enumerate(words) if _is_number(word)),
        times=tuple(n for n, word in enumerate(words) if _is_time(word)),
        names=tuple(n for n, token in enumerate(tokens) if _is_name(tokens, n, token)),
        asks=text.rstrip(" \"”’')").endswith("?"),
        dateline=len(_TOKEN.findall(match.group())) if (match := DATELINE.match(text)) else 0,
        content=tuple(form for word, form in zip(words, stems, strict=True) if word not in STOP_WORDS),
    )


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in NUMBER_WORDS or word in QUANTITIES or word in _CURRENCY


def _is_time(word: str) -> bool:
    return word in TIMES or bool(_YEAR.match(word) or _DECADE.match(word) or _MOMENT.fullmatch(word))


def _is_name(tokens: list[str], place: int, token: str) -> bool:
    """Capitalised, and not only because the sentence begins: there, the next token must be capitalised too."""
    if not token[0].isupper() or token.lower() in STOP_WORDS:
        return False
    if place > 0 or token[1:].isupper():
        return True
    return len(tokens) > 1 and tokens[1][0].isupper() and tokens[1].lower() not in STOP_WORDS


_IN_FULL = {"wed": "wednesday"}
"""A short form that is the stem of another word, of "wedding"."""
_STEMMER = snowballstemmer.stemmer("english")
_ONE_AT_A_TIME = Lock()
