"""What a sentence holds beside the question's own words, and whether it is of the kind asked for."""

from __future__ import annotations

import re

from rag.evidence.asked import Asking, asking
from rag.evidence.lexicon import (
    DIRECTIONS,
    MANNERS,
    NUMBERED,
    PLACE_WORDS,
    REASONS,
    TOLD_BY_A_NUMBER,
    TOLD_BY_A_TIME,
)
from rag.evidence.properties import UNITS
from rag.evidence.text import Reading, read, stem

NEAR = 12
"""Tokens within which an answer stands from the question's words, more or less."""
COUNTED = 4
"""Tokens between a number and the thing it counts, at most ("600 badly wounded soldiers")."""
FAR_OFF = -0.5
"""The thing counted is not in the sentence: worse than counted, better than there without a number."""


ROOT = 4
"""Letters that a country and its people share, most of them: Norway, Norwegian."""
_WORD = re.compile(r"[^\W_]+")
_TOLD_BY_AN_ADDRESS = frozenset({"email", "emails", "mail", "address"})
_WHEN_EVER = re.compile(r"^\W*when (?:is|are|do|does|can|may|must|should|will|would|am)\b", re.IGNORECASE)
"""Asks for a rule rather than a date: what must have happened answers it."""
_ON_AN_EVENT = re.compile(
    r"\b(?:at the (?:end|beginning|start|close) of|after|before|until|once|when(?:ever)?|if|as soon as|upon|on (?:completion|receipt|request|"
    r"arrival|termination)|during|where)\b",
    re.IGNORECASE,
)


class Beside:
    """One sentence against one question."""

    def __init__(self, asked: Asking, here: Reading, around: Reading | None = None) -> None:
        """Find in ``here`` what ``asked`` asks for; ``places`` is None where any kind of answer will do.

        ``around`` is what a row or an entry is read with: in it, what is asked about stands beside its value.
        """
        self._asked, self._here, self._around = asked, here, around
        self.places = answers(asked, here)

    def unit(self) -> float:
        """1 where a number stands before the thing counted, -1 where the thing stands without, 0 if nothing is."""
        if not self._asked.unit or self.places is None:
            return 0.0
        if self._around and self.places and self._asked.unit in self._around.known:
            return 1.0
        spots = [number for number, form in enumerate(self._here.stems) if form == self._asked.unit]
        if not spots:
            return FAR_OFF
        return 1.0 if any(0 < spot - place <= COUNTED for spot in spots for place in self.places) else -1.0

    def proximity(self) -> float:
        """Nearness of what is asked for to the question's words: 1 beside them, towards 0 far off."""
        if not self.places:
            return 0.0
        terms = self._asked.words
        if self._around and self._around.known & terms.keys():
            return 1.0
        matched = [number for number, form in enumerate(self._here.stems) if form in terms]
        gaps = [abs(place - match) for place in self.places for match in matched]
        return 1.0 / (1.0 + min(gaps) / NEAR) if gaps else 0.0

    def novel(self) -> int:
        """How many content words are here that the question does not have."""
        own = self._asked.reading.known
        return sum(form not in own for form in self._here.content)


def lacks_kind(question: str, text: str, whole: str = "") -> bool:
    """Whether a number or a time is asked for and a text has none that the question does not have itself.

    Where a weight or a length is asked for, its unit must be there, or in ``whole``, what the text is read with.
    """
    asked = asking(question)
    if asked.measure and not UNITS[asked.measure].search(whole or text):
        return True
    if asked.type == "time" and _WHEN_EVER.match(question) and _ON_AN_EVENT.search(text):
        return False
    return asked.type in ("number", "time") and not answers(asked, read(text))


def says_itself(word: str, text: str) -> bool:
    """Whether a word of a question only names what a text gives: "year" beside "in 1932", "share" beside "80 percent"."""
    here, lower = read(text), word.lower()
    if lower in _TOLD_BY_AN_ADDRESS and "@" in text:
        return True
    return (lower in TOLD_BY_A_TIME and bool(here.times)) or (lower in TOLD_BY_A_NUMBER and bool(here.numbers))


def lacks_thing(question: str, text: str) -> bool:
    """Whether one of the things is asked for that go by a number ("which room"), and a text has none of them."""
    wanted = asking(question).noun & NUMBERED
    return bool(wanted) and not wanted & read(text).known


def of_another(question: str, text: str, whole: str = "", entry: bool = False) -> tuple[str, ...]:
    """The names of a question for a number or a time that a text lacks, where it names somebody or something else.

    "How many soldiers did Norway lose?" is not answered by what Denmark lost, however near the two stand. ``whole`` is
    the text with what it is read with. An entry of a table or a list is always about what it stands under.
    """
    asked, here = asking(question), read(text)
    if asked.is_german or asked.type not in ("number", "time"):
        return ()  # in German every noun has a capital
    others = [
        n
        for n in here.names
        if here.stems[n] not in asked.reading.known and n not in here.times and len(here.words[n]) > 1
    ]
    said = {form[:ROOT] for form in read(whole or text).stems}
    absent = {form for form in asked.names if form[:ROOT] not in said} if others or entry else set()
    return tuple(dict.fromkeys(word for word in _WORD.findall(question) if stem(word.lower()) in absent))


def answers(asked: Asking, here: Reading) -> list[int] | None:
    """Tokens that could be the answer and are not in the question; None where any kind will do."""
    own, stems, words = asked.reading.known, here.stems, here.words
    match asked.type:
        case "number":
            return [n for n in here.numbers if stems[n] not in own]
        case "time":
            return [n for n in here.times if stems[n] not in own and n >= here.dateline]
        case "person" | "organisation":
            return [n for n in here.names if stems[n] not in own]
        case "place":
            named = [n for n in here.names if stems[n] not in own and PLACE_WORDS & set(words[max(0, n - 4) : n])]
            return named + [n for n, word in enumerate(words) if word in DIRECTIONS and stems[n] not in own]
        case "reason":
            return [n for n, word in enumerate(words) if word in REASONS and word not in asked.reading.words]
        case "manner":
            return [n for n, word in enumerate(words) if word in MANNERS]
        case _:
            return None
