"""Whether a text has a value of the very kind that a question asks for: a count and not a date, pounds and not euros."""

from __future__ import annotations

import re
from itertools import takewhile

from index.lexical import STOP_WORDS
from rag.evidence.asked import asking
from rag.evidence.lexicon import AUXILIARIES, LIGHT_WORDS, MONTHS, SHORT_MONTHS
from rag.evidence.text import Reading, read, stem

REACH = 6
"""Tokens between a thing and its name, at most ("the nurse, a tall woman called Ana")."""

_MEASURES = frozenset(
    "percent % per cent degree degrees km kg g m cm mm mile miles metre metres meter meters hour hours minute minutes second "
    "seconds day days week weeks month months year years am pm pound pounds euro euros dollar dollars tonne tonnes ton tons "
    "litre litres liter liters watt watts w kw mw mph times hundred thousand million crown crowns franc francs cent cents pence krona "
    "krone kroner kronor yen shilling shillings guinea guineas rouble roubles".split()
)
"""What a number is of that counts nothing, and what is asked for where none is counted ("how many days")."""
_MONTHS = MONTHS | SHORT_MONTHS | {"may", "mar"}
_SIGNS_OF_MONEY = frozenset("$€£¥")
_SHARES = frozenset("% percent per third quarter twice".split())
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
"""A number that is a year, where nothing else is known of it."""
_HOW_MANY = re.compile(r"\bhow many (?:of (?:the|its|their|these|those) )?((?:[\w'’-]+ ?){1,4})", re.IGNORECASE)
_WHICH_YEAR = re.compile(r"\b(?:what|which) year\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:[1-9]\d\d|1\d\d\d|20\d\d)\b")
_IN_UNITS = re.compile(r"\b(?:how much|what)\b.*\bin (pounds|dollars|euros|percent|per cent)\b", re.IGNORECASE)
"""Hours and miles may be told in minutes and metres; pounds are not told in euros."""
_SIGNS = {
    "pounds": r"£|\bpounds?\b|\blbs?\b", "dollars": r"\$|\bdollars?\b", "euros": r"€|\beuros?\b",
    "percent": r"%|\bper ?cent\b", "per cent": r"%|\bper ?cent\b",
}  # fmt: skip
_NAME_OF = re.compile(
    r"\bnames? of (?:the |an? |his |her |its |their )?([\w' ’-]+)|^\W*(?:what|who) (?:is|was) ([\w' ’-]+?)['’]s (?:first |last )?name\b",
    re.IGNORECASE,
)
_ADJECTIVES = frozenset("total individual separate single whole full paid".split())
_PRICE = re.compile(
    r"\b(?:what|how much)\b.{0,12}\b(?:do|does|did|would|will|must|should|has|have|was|were|is|are)\b.*\b(?:costs?|pay|paid|"
    r"charged?|earn|earned)\b(?! attention| heed| tribute)|\bhow much (?:money|cash)\b|\b(?:what|which)(?:['’]s| is| was| are| were)? "
    r"(?:the |a |an )?(?:[\w-]+ )?(?:price|fee|fare|rent|salary|wage)s?(?=[?,.]|$| (?:of|for|per|in|an?|on|at|to|from|do|does|did|"
    r"will|must|now|when|if|between|before|after|under)\b)",
    re.IGNORECASE,
)
_FOR_WHAT = re.compile(r"\b(?:on|for|with|by|in)\W*$", re.IGNORECASE)
"""Ends a question after what is paid for, or what somebody is charged with."""
_MONEY = re.compile(
    r"[$€£¥%]|\b(?:dollars?|euros?|pounds?|pence|cents?|francs?|kron\w+|crowns?|marks?|yen|roubles?|rubles?|shillings?|guineas?|"
    r"guilders?|livres?|EUR|USD|GBP|CHF|free|million|billion|per ?cent|nothing|charge)\b|\d[.,]\d\d\b|\d+p\b",
    re.IGNORECASE,
)
"""Money, or what stands for it: a percentage, "free of charge", a bare amount with two decimals."""
_NOT_OF_IT = frozenset("from at in of on to for".split())
"""Before a name that is somewhere else's: "a nurse from Northgate" has none of her own."""


def lacks_value(question: str, text: str, whole: str = "") -> bool:
    """Whether a count, a year, an amount in some unit or a name is asked for, and a text has none.

    ``whole`` is the text with what it is read with: a unit may stand at the head of a column.
    """
    return (
        _lacks_count(question, text)
        or _lacks_year(question, text)
        or _lacks_unit(question, whole or text)
        or _lacks_name(question, text)
        or _lacks_money(question, whole or text)
    )


def things_asked_of(question: str) -> tuple[str, ...]:
    """What a question wants counted, by the first two words that may say it: "shells" of "how many artillery shells"."""
    found = _HOW_MANY.search(question)
    words = [word.lower() for word in found[1].split()] if found else []
    if not words or words[0] in STOP_WORDS | AUXILIARIES or words[0].endswith("ed"):
        return ()  # "how many were hurt", "how many attended"
    counted = takewhile(
        lambda word: word not in STOP_WORDS | AUXILIARIES, words
    )  # not "hurt" of "passengers were hurt"
    plain = [word for word in counted if word not in LIGHT_WORDS | _ADJECTIVES]
    return tuple(plain[:2]) if plain and not _MEASURES & set(plain) else ()


def named_thing(question: str) -> str:
    """The stem of the thing whose name is asked for; empty where no name is."""
    found = _NAME_OF.search(question)
    return _head(found[1] or found[2]) if found else ""


def lacks_somebody(question: str, text: str) -> bool:
    """Whether it is asked who, and a text names nobody but whom the question names; a weekday is nobody."""
    asked, here = asking(question), read(text)
    if asked.type != "person" or not {"who", "whom"} & set(asked.reading.words):
        return False
    return not _names(here, asked.reading.known)


def _names(here: Reading, own: frozenset[str]) -> list[int]:
    return [n for n in here.names if here.stems[n] not in own and n not in here.times and len(here.words[n]) > 1]


def _lacks_count(question: str, text: str) -> bool:
    found = _HOW_MANY.search(question)
    if found is None or _MEASURES & set(found[1].lower().split()):
        return False
    here, own = read(text), asking(question).reading.known
    return not any(_counts(here, n) for n in here.numbers if here.stems[n] not in own)


def _counts(here: Reading, place: int) -> bool:
    """Whether a number may count things: no date, no price, no share, no measure."""
    word = here.words[place]
    before = here.words[place - 1] if place else ""
    after = here.words[place + 1] if place + 1 < len(here.words) else ""
    dated = place in here.times or bool(YEAR.fullmatch(word) or {before, after} & _MONTHS)
    if "of" in here.words[place + 1 : place + 4] and (word in _SHARES or after in _SHARES):
        return True  # "a third of the members", "44 per cent of them"
    return not (dated or {word, before} & _SIGNS_OF_MONEY or word in _SHARES or after in _MEASURES)


def _lacks_year(question: str, text: str) -> bool:
    return bool(_WHICH_YEAR.search(question)) and not set(_YEAR.findall(text)) - set(_YEAR.findall(question))


def _lacks_unit(question: str, text: str) -> bool:
    found = _IN_UNITS.search(question)
    if found is None:
        return False
    return not re.search(_SIGNS[found[1].lower()], text, re.IGNORECASE)


def _lacks_money(question: str, text: str) -> bool:
    return bool(_PRICE.search(question)) and not _FOR_WHAT.search(question) and not _MONEY.search(text)


def _lacks_name(question: str, text: str) -> bool:
    """Whether a thing's name is asked for, and the thing stands there without, or nothing is named at all."""
    thing = named_thing(question)
    if not thing:
        return False
    here, own = read(text), asking(question).reading.known
    names = [n for n in _names(here, own) if not n or here.words[n - 1] not in _NOT_OF_IT]
    spots = [n for n, form in enumerate(here.stems) if form == thing]
    return not any(abs(n - spot) <= REACH for n in names for spot in spots) if spots else not names


def _head(phrase: str) -> str:
    """The stem of the noun of a phrase: its last word before one that joins ("the nurse who …")."""
    kept: list[str] = []
    for word in phrase.lower().replace("’", "'").split():
        if word in STOP_WORDS:
            break
        kept.append(word.removesuffix("'s"))
    return stem(kept[-1]) if kept else ""
