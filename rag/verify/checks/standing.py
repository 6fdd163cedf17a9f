"""Who or how many stands where: names and numbers that are all there, but each in another's place.

A place is a side of a content word: left of "invaded", right of "casualties". Where the claim puts one name there and
the passage puts another, and the claim's name stands in none of its own places, they were exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.types import Candidate
from rag.verify import wording
from rag.verify.case import Case
from rag.verify.checks.fewest import fewest
from rag.verify.names import Name, aliases, names, same
from rag.verify.quantities import Quantity, quantities
from rag.verify.reading import REMEMBERED, read
from rag.verify.types import Objection
from rag.verify.vocabulary import NEUTRAL, REPORTING

REACH = 5
"""Tokens on either side within which the content word is looked for."""

REPEATED = 0.9
"""Share of what is neither name nor number that must be the premise's own words."""

_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b(?:\s+\w+){0,3}?\s+by\b")
_STOP = re.compile(r"[;:.!?“”\"]")

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A name or number with the places it fills."""

    text: str
    filler: Name | Quantity
    places: frozenset[Place]


@lru_cache(maxsize=REMEMBERED)
def standings(text: str) -> tuple[Standing, ...]:
    """The names and numbers of a sentence with their places."""
    reading = read(text)
    fillers: list[Name | Quantity] = [*names(text), *quantities(text)]
    inside = {
        n for n, token in enumerate(reading.tokens) for f in fillers if f.start < token.end and token.start < f.end
    }
    found = []
    for filler in fillers:
        own = [n for n, t in enumerate(reading.tokens) if filler.start < t.end and t.start < filler.end]
        if own:
            sides = (
                ("left", range(own[-1] + 1, own[-1] + 1 + REACH)),
                ("right", range(own[0] - 1, own[0] - 1 - REACH, -1)),
            )
            places = [(side, _content(text, numbers, inside, filler)) for side, numbers in sides]
            kept = frozenset((side, form) for side, form in places if form)
            found.append(Standing(text[filler.start : filler.end], filler, kept))
    return tuple(found)


def _content(text: str, numbers: range, inside: set[int], filler: Name | Quantity) -> str | None:
    """The form of the first content word among these tokens; None where the clause ends before it, or it reports."""
    tokens = read(text).tokens
    for n in numbers:
        if not 0 <= n < len(tokens):
            return None
        token = tokens[n]
        between = text[filler.end : token.start] if token.start >= filler.end else text[token.end : filler.start]
        if _STOP.search(between):
            return None
        if token.lower in REPORTING or token.lower in NEUTRAL:
            return None
        if n not in inside and token.content:
            return token.form
    return None


def standing(case: Case) -> Iterator[Objection]:
    """A name or number whose place another one has in the premise."""
    yield from fewest(list(_exchanged(case, number, premise)) for number, premise in case.framed())


def _exchanged(case: Case, number: int, premise: Candidate) -> Iterator[Objection]:
    """Those whose places in one premise are another's."""
    turned = bool(_PASSIVE.search(case.claim.text)) != bool(_PASSIVE.search(premise.text))
    if turned or case.plain_share(number) < REPEATED:
        return
    others = standings(premise.text)
    for claimed in standings(case.claim.text):
        if any(said.speaker.endswith(claimed.text) or said.speaker in claimed.text for said in case.claim.said):
            continue  # who is credited is a check of its own
        other = _displaced(claimed, others, case)
        if other is not None:
            reason = wording.NAME_OTHER.format(given=other.text, claimed=claimed.text)
            yield Objection("numbers" if isinstance(claimed.filler, Quantity) else "roles", reason, True, number)


def _displaced(claimed: Standing, others: tuple[Standing, ...], case: Case) -> Standing | None:
    """Who stands in a claimed name's place, where it stands in none of its own."""
    alike = [o for o in others if isinstance(o.filler, type(claimed.filler))]
    own = frozenset(place for o in alike if _equal(claimed, o, case) for place in o.places)
    if not claimed.places or own & claimed.places:
        return None
    return next((o for o in alike if o.places & claimed.places and not _equal(claimed, o, case)), None)


def _equal(one: Standing, other: Standing, case: Case) -> bool:
    if isinstance(one.filler, Quantity) and isinstance(other.filler, Quantity):
        return other.filler.within(one.filler)
    if isinstance(one.filler, Name) and isinstance(other.filler, Name):
        if same(one.filler.forms, other.filler.forms):
            return True
        known = aliases(one.filler.text, case.roster) if case.roster else ()
        return any(same(alias, other.filler.forms) for alias in known)
    return False
