"""A sentence as tokens that know where they stand, whether they carry content, and whether they could be a name."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from index.lexical import STOP_WORDS
from rag.evidence.text import stem
from rag.interpret.english import english_words
from rag.verify.vocabulary import CONNECTIVES, DEMONYMS, FUNCTION_WORDS, NEUTRAL

REMEMBERED = 50_000
"""Sentences kept in memory, once for each check that reads them; a reading is about 5 kB."""
COMMON = 5_000
"""Times in the word list from which a capitalised first word is taken for a common one ("russia" stands at 1,193)."""
BEGINNING = 5
"""Letters that two relatives ("escalate", "escalatory") must share at least."""
FLOOR = 0.2
"""Rarity, as a share of the highest possible, up to which a word weighs nothing ("the" has .15)."""

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*|[%$€£¥]")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number at ``text[start:end]``; ``form`` is what two spellings of it share, ``lower`` is without capitals.

    ``content``: no function word; ``named``: capitalised, and not only because the sentence begins;
    ``opens``: capitalised at the beginning, which may be either.
    """

    text: str
    form: str
    lower: str
    start: int
    end: int
    content: bool
    named: bool
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as tokens; ``content`` are those that say what it is about, ``forms`` all that stand in it.

    ``beginnings`` are those of the long forms, by which relatives are looked up; ``reports`` where a word for saying is here.
    """

    text: str
    tokens: tuple[Token, ...]
    content: tuple[Token, ...]
    forms: frozenset[str]
    beginnings: dict[str, tuple[str, ...]]
    reports: bool


@lru_cache(maxsize=REMEMBERED)
def read(text: str) -> Reading:
    """Read a text; the same text is read once."""
    found = list(_TOKEN.finditer(text))
    tokens = tuple(_token(found, place) for place in range(len(found)))
    beginnings: dict[str, tuple[str, ...]] = {}
    for form in dict.fromkeys(token.form for token in tokens if len(token.form) >= BEGINNING):
        beginnings[form[:BEGINNING]] = (*beginnings.get(form[:BEGINNING], ()), form)
    content = tuple(token for token in tokens if token.content)
    forms, reports = frozenset(token.form for token in tokens), any(token.lower in NEUTRAL for token in tokens)
    return Reading(text, tokens, content, forms, beginnings, reports)


def _token(found: list[re.Match[str]], place: int) -> Token:
    match = found[place]
    word = match.group().translate(_APOSTROPHES)
    base = word.removesuffix("'s").removesuffix("'S")
    if "." in base and base[0].isalpha():
        base = base.replace(".", "")
    lower = base.lower()
    content = lower not in FUNCTION_WORDS and lower not in STOP_WORDS and not lower.endswith("n't")
    content = content and (lower not in CONNECTIVES or place > 0)
    capital = base[:1].isupper() and (content or (len(base) > 1 and base.isupper()))
    first = _begins(match, found[place - 1] if place else None)
    named = capital and (not first or (base.isupper() and len(base) > 1) or _before_name(found, place))
    opens = capital and first and not named and english_words().word_frequency[lower] < COMMON
    return Token(
        match.group(), form_of(base), word.lower(), match.start(), match.end(), content or named, named, opens
    )  # fmt: skip


def _begins(match: re.Match[str], before: re.Match[str] | None) -> bool:
    """Whether a token opens a sentence or a quotation."""
    if before is None:
        return True
    between = match.string[before.end() : match.start()]
    return bool(re.search(r"[.!?:“\"]", between)) and not re.fullmatch(r"\.?\s", between)


def _before_name(found: list[re.Match[str]], place: int) -> bool:
    """Whether the next word goes on with a name: "Ada Berg" at the beginning of a sentence."""
    if place + 1 >= len(found):
        return False
    following = found[place + 1]
    lower = following.group().lower()
    beside = found[place].string[found[place].end() : following.start()] in (" ", "-", ". ")
    return beside and following.group()[0].isupper() and lower not in STOP_WORDS and lower not in FUNCTION_WORDS


@lru_cache(maxsize=REMEMBERED)
def form_of(word: str) -> str:
    """What spellings of one word share: no accents, no case, its stem; a people's name becomes its country's."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).lower()
    return stem(DEMONYMS.get(plain, plain)) if plain else word


@lru_cache(maxsize=REMEMBERED)
def weight(word: str) -> float:
    """How much it says that a word is found, 0 to 1, by how rare it is in English; numbers count in full."""
    if word[:1].isdigit():
        return 1.0
    lower = word.lower().translate(_APOSTROPHES).removesuffix("'s")
    rarity = math.log(_total() / (english_words().word_frequency[lower] + 1)) / math.log(_total())
    return max(0.0, (rarity - FLOOR) / (1 - FLOOR))


@cache
def _total() -> int:
    return sum(english_words().word_frequency.dictionary.values())
