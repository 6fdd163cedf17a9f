"""What a sentence denies and what it says only with a reserve: each "not" and each "may" with the words it governs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rag.verify.reading import REMEMBERED, Reading, Token, read
from rag.verify.vocabulary import DENYING, MODALS, NEGATORS, NOT_ONLY, REPORTING

REACH = 2
"""Content words that a denial or a reserve governs: the verb and its object, or the adjective and its noun."""
LONG_REACH = 5
"""Of "without" and its like, which governs a whole noun phrase: "without the signing of a formal peace treaty"."""
LONG = frozenset({"without", "lacking"})
FAR = 7
"""Tokens after which it governs nothing more."""

_BREAK = re.compile(r"[,;:.!?“”\"]|\bbut\b")
_END = re.compile(r"[;:.!?”\"]")
REPORT = "(report)"
"""Stands among the forms that are governed for any verb of saying: "did not say"."""
_WHOLE = re.compile(
    r"^\W*(?:it|that)\s+(?:is|was|isn[’']t|wasn[’']t)\s+(?:not\s+)?(?:the case|true|false|untrue|wrong|incorrect)\b",
    re.I,
)
_DENIES_WHOLE = re.compile(r"\b(?:not|false|untrue|wrong|incorrect)\b|n[’']t\b", re.I)


@dataclass(frozen=True, slots=True)
class Governed:
    """A word that denies or hedges, with the forms it governs; ``kind`` is "denial" or a kind of reserve."""

    word: str
    kind: str
    forms: tuple[str, ...]


@lru_cache(maxsize=REMEMBERED)
def denials(text: str) -> tuple[Governed, ...]:
    """The denials of a sentence, in order."""
    reading = read(text)
    whole = _WHOLE.match(text)
    found = []
    if whole and _DENIES_WHOLE.search(whole.group()):
        rest = [t for t in reading.content if t.start >= whole.end()]
        found.append(Governed(whole.group().strip(), "denial", tuple(t.form for t in rest)))
    for place, token in enumerate(reading.tokens):
        if (whole and token.start < whole.end()) or not _denies(reading, place):
            continue
        found.append(Governed(token.text, "denial", tuple(_governed(reading, place))))
    return tuple(found)


def _denies(reading: Reading, place: int) -> bool:
    lower = reading.tokens[place].lower
    following = reading.tokens[place + 1].lower if place + 1 < len(reading.tokens) else ""
    if lower == "no" and (following[:1].isdigit() or following in ("longer",) or reading.tokens[place].text == "No."):
        return following == "longer"
    if lower == "against":
        return following.endswith("ing")  # "urged against treating"
    if lower == "not" and following in NOT_ONLY:
        return False
    return lower in NEGATORS or lower in DENYING or lower.endswith("n't")


@lru_cache(maxsize=REMEMBERED)
def reserves(text: str) -> tuple[Governed, ...]:
    """The words of a sentence that hedge, put into the future, or want, in order."""
    reading = read(text)
    return tuple(
        Governed(token.text, MODALS[token.lower], tuple(_governed(reading, place)))
        for place, token in enumerate(reading.tokens)
        if token.lower in MODALS and not _is_month(token)
    )


def _is_month(token: Token) -> bool:
    return token.text == "May" and token.start > 0


def _governed(reading: Reading, place: int) -> Iterable[str]:
    """The next content words, as far as the clause goes."""
    taken, reach = 0, LONG_REACH if reading.tokens[place].lower in LONG else REACH
    for token in reading.tokens[place + 1 : place + 1 + (FAR if reach == REACH else 2 * FAR)]:
        between = reading.text[reading.tokens[place].end : token.start]
        if (_BREAK if taken else _END).search(between):
            return
        if not taken and token.lower in REPORTING:
            yield REPORT
        if token.content and token.lower not in MODALS:
            yield token.form
            taken += 1
            if taken == reach:
                return


def forms_with_reports(text: str) -> frozenset[str]:
    """The forms of a text, and ``REPORT`` where it has a verb of saying."""
    reading = read(text)
    return reading.forms | ({REPORT} if any(t.lower in REPORTING for t in reading.tokens) else frozenset())


def governing(found: Iterable[Governed], form: str) -> int:
    """How many of these govern a word: "not … no" is two."""
    return sum(form in one.forms for one in found)
