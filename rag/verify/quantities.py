"""Numbers as values: "twelve thousand" is 12,000, "up to" and "about" are kept, units are told apart."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from rag.verify.moments import moment_spans
from rag.verify.reading import REMEMBERED, form_of

ABOUT = 0.05
"""How far a value may lie from one that is given as "about": 5%."""
NEARLY = 0.1
"""How far below one that is given as "nearly"."""
CONTEXT = 24
"""Characters before a number in which a word of approximation is looked for."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: float(n) for n, word in enumerate(_ONES)} | {word: 20.0 + 10 * n for n, word in enumerate(_TENS)}
_LARGE = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9,
    "trillion": 1e12, "tn": 1e12, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "dozen": 12.0, "dozens": 12.0,
}  # fmt: skip
_PLURALS = frozenset("hundreds thousands millions billions dozens".split())
_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "thirds": 200 / 3, "quarters": 75.0}
_ORDINALS = {
    word: float(n)
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
_WORDS = "|".join(sorted((*_SMALL, *_LARGE), key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.])(?P<sign>[$€£¥])?\s?(?:(?P<digits>{_DIGITS})(?P<ordinal>st|nd|rd|th)?(?=\b|(?:k|m|mn|bn|tn)\b)|(?P<word>\b(?:{_WORDS})\b))"
    rf"(?P<more>(?:(?:\s|-|\sand\s(?:a\s)?)(?:{_WORDS}|half)\b|(?<=\d)(?:k|m|mn|bn|tn)\b)*)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:1\d|20)\d\d[–/-]$")
"""Before the second half of "2018–19"."""
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:(?:one|two|three|a)[\s-](third|thirds|quarter|quarters)|(half))\b(?!-)", re.IGNORECASE)
_UNITS = {
    unit: name
    for name, units in {
        "%": "% percent percentage", "$": "$ dollar dollars usd", "€": "€ euro euros eur", "£": "£ pound pounds gbp",
        "¥": "¥ yen jpy yuan", "second": "second seconds sec", "minute": "minute minutes min mins",
        "hour": "hour hours hrs", "day": "day days", "week": "week weeks", "month": "month months",
        "year": "year years yr", "km": "km kilometre kilometres kilometer kilometers", "mile": "mile miles mi",
        "metre": "metre metres meter meters", "foot": "foot feet ft", "kg": "kg kilogram kilograms kilo kilos",
        "ton": "ton tons tonne tonnes", "litre": "litre litres liter liters", "degree": "degree degrees °c",
    }.items()
    for unit in units.split()
}  # fmt: skip
_UNIT = re.compile(r"\s?(%|[$€£¥]|per\s?cent\b|°C|-?[^\W\d_]+)")
_BEFORE = (
    ("most", r"up to|as many as|as much as|at most|no more than|not more than|a maximum of|as high as"),
    ("least", r"at least|no fewer than|no less than|not less than|a minimum of|as few as"),
    ("more", r"more than|over|above|exceeding|greater than|upwards? of|in excess of|well over"),
    ("less", r"fewer than|less than|under|below"),
    ("nearly", r"nearly|almost|close to|just under|approaching"),
    ("about", r"about|around|approximately|approx\.|roughly|some|circa|ca\.|an estimated|or so|~"),
)
_BOUNDS = tuple((kind, re.compile(rf"(?:^|\W)(?:{words})\s*(?:the\s|a\s)?[$€£¥]?$", re.I)) for kind, words in _BEFORE)
_AFTER = ((re.compile(r"\s*(?:\w+\s)?or (?:more|over|above)\b|\+", re.I), "least"),
          (re.compile(r"\s*(?:\w+\s)?or (?:fewer|less|under)\b", re.I), "most"),
          (re.compile(r"\s*(?:\w+\s)?or so\b", re.I), "about"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number at ``text[start:end]``: any value from ``low`` to ``high``, ``value`` where it is exact.

    ``bound`` is how it is given ("exact", "about", "most" …), ``unit`` None where none is known; ``weak`` ones
    ("one", "first", "dozens") are often not meant as numbers.
    """

    value: float
    low: float
    high: float
    bound: str
    unit: str | None
    start: int
    end: int
    weak: bool = False

    def within(self, claimed: Quantity) -> bool:
        """Whether what this says makes what is claimed true; an "about" may be left out, an "up to" may not.

        "Up to 3,300" does not follow from "up to 3,000": who reports it so has the number wrong.
        """
        if self.unit and claimed.unit and self.unit != claimed.unit:
            return False
        if "ordinal" in (self.unit, claimed.unit) and self.unit != claimed.unit:
            return False
        if math.isclose(self.value, claimed.value, rel_tol=1e-9):
            return self.bound == claimed.bound or (self.bound, claimed.bound) in _LENIENT
        inside = claimed.low <= self.low and self.high <= claimed.high
        return inside and claimed.bound not in ("exact", self.bound)


_LENIENT = frozenset(
    {("exact", "about"), ("about", "exact"), ("exact", "most"), ("exact", "least"), ("nearly", "about"),
     ("about", "nearly"), ("exact", "nearly"), ("more", "least"), ("less", "most"), ("more", "about"),
     ("less", "about")}
)  # fmt: skip
"""How a value is given, and how it may be claimed: no less certain, or with no more than an "about" left out."""


@lru_cache(maxsize=REMEMBERED)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a text in order, those of dates left out."""
    dates = moment_spans(text)
    found = [
        _quantity(text, match)
        for match in _NUMBER.finditer(text)
        if not any(match.start() < end and start < match.end() for start, end in dates)
        and not _YEARS.search(text[: match.start()])
    ]
    # "a third" and "two-thirds" are parts; "two and a half million" is a number.
    parts = [part for part in map(_part, _PART.finditer(text)) if not any(_holds(q, part) for q in found)]
    taken = [q for q in found if not any(q.start < p.end and p.start < q.end for p in parts)]
    ordinals = [
        Quantity(n, n, n, "exact", "ordinal", m.start(), m.end(), True)
        for m in _ORDINAL.finditer(text)
        if (n := _ORDINALS[m.group().lower()]) and not any(p.start < m.end() and m.start() < p.end for p in parts)
    ]
    return tuple(sorted([*taken, *parts, *ordinals], key=lambda q: q.start))


def _holds(number: Quantity, part: Quantity) -> bool:
    return number.start <= part.start and part.end <= number.end


def _part(match: re.Match[str]) -> Quantity:
    word = (match[1] or match[2]).lower()
    first = re.split(r"[\s-]", match.group().lower())[0]
    value = {"two": 2, "three": 3}.get(first, 1) * _PARTS[word.removesuffix("s") if match[1] else word]
    return Quantity(value, value, value, "exact", "%", match.start(), match.end(), word == "half")


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    value, plural = _value(match)
    unit, end = _unit(text, match)
    if match["ordinal"]:
        unit = "ordinal"
    bound = _bound(text, match.start(), end)
    low, high = _range(value, bound)
    start = match.start() + (len(match.group()) - len(match.group().lstrip()))
    weak = plural or match.group().strip().lower() == "one"
    return Quantity(value, low, high, bound, unit, start, match.end(), weak)


def _value(match: re.Match[str]) -> tuple[float, bool]:
    """The value, and whether it is a plural that names none ("thousands")."""
    words = re.findall(r"[^\W\d_]+", match["more"] or "")
    if match["word"]:
        words.insert(0, match["word"])
    total, current = 0.0, float(match["digits"].replace(",", "")) if match["digits"] else 0.0
    for place, word in enumerate(w.lower() for w in words):
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "half":
            current += 0.5
        elif word in _LARGE:
            current = (current or 1.0) * _LARGE[word]
            if _LARGE[word] > 100 and place + 1 < len(words) and words[place + 1].lower() not in _LARGE:
                total, current = total + current, 0.0
    return total + current, any(w.lower() in _PLURALS for w in words)


def _unit(text: str, match: re.Match[str]) -> tuple[str | None, int]:
    if match["sign"]:
        return match["sign"], match.end()
    after = _UNIT.match(text, match.end())
    if after is None:
        return None, match.end()
    word = after[1].lower().lstrip("-")
    if word.startswith("per"):
        word = "percent" if word.replace(" ", "") == "percent" else word
    unit = _UNITS.get(word)
    return (unit, after.end()) if unit else (None, match.end())


def _bound(text: str, start: int, end: int) -> str:
    before = text[max(0, start - CONTEXT) : start]
    for kind, pattern in _BOUNDS:
        if pattern.search(before):
            return kind
    return next((kind for pattern, kind in _AFTER if pattern.match(text, end)), "exact")


def _range(value: float, bound: str) -> tuple[float, float]:
    return {
        "exact": (value, value),
        "about": (value * (1 - ABOUT), value * (1 + ABOUT)),
        "nearly": (value * (1 - NEARLY), value),
        "most": (-math.inf, value),
        "less": (-math.inf, math.nextafter(value, -math.inf)),
        "least": (value, math.inf),
        "more": (math.nextafter(value, math.inf), math.inf),
    }[bound]


def noun_after(text: str, quantity: Quantity) -> str | None:
    """The form of the word that follows a number: what is counted, as far as one word can tell."""
    after = re.compile(r"[\s-]*([^\W\d_]{3,})").match(text, quantity.end)
    return form_of(after[1]) if after else None
