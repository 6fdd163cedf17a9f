"""Numbers and dates: every one that is claimed must be given, no more exactly than it is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.tables import is_cells
from rag.verify import wording
from rag.verify.case import FRAME, Case
from rag.verify.moments import Moment, moments
from rag.verify.quantities import Quantity, noun_after, quantities
from rag.verify.types import Objection


def numbered(case: Case) -> Iterator[Objection]:
    """A number or date that the premises do not give, or give otherwise for the same thing."""
    best = case.nearest()
    close = case.close(best)
    for quantity in quantities(case.claim.text):
        yield from _number(case, quantity, best, close)
    for moment in moments(case.claim.text):
        yield from _date(case, moment, best, close)


def _number(case: Case, claimed: Quantity, best: int, close: bool) -> Iterator[Objection]:
    text, shown = case.premises[best].text, _shown(case.claim.text, claimed)
    claims = quantities(case.claim.text)
    # A number that bears out another claim exactly does not bear out this one as well ("41%", "more than 4%").
    free = [q for q in quantities(text) if not any(c is not claimed and c.value == q.value for c in claims)]
    column = _in_column(case, claimed, best)
    if column is not None:
        yield Objection("numbers", wording.NUMBER_OTHER.format(given=_shown(text, column), claimed=shown), True, best)
        return
    if claimed.weak or any(_bears(case.claim.text, claimed, text, q) for q in free) or _as_year(case, claimed):
        return
    if any(_same_value(claimed, q) and q.within(claimed) for q in quantities(text)):
        return
    instead = _left(quantities(text), claims)
    given = [(premise.text, q) for premise in case.premises for q in quantities(premise.text)]
    bearing = [(there, q) for there, q in given if _bears(case.claim.text, claimed, there, q)]
    if any(_same_thing(case.claim.text, claimed, text, q) for q in quantities(text)):
        # The nearest passage gives another number of the same: a bare one from elsewhere is of something else.
        bearing = [(there, q) for there, q in bearing if _same_thing(case.claim.text, claimed, there, q)]
    if not (close and instead) and bearing:
        return
    same = [q for q in quantities(text) if _counts_same(case.claim.text, claimed, text, q)]
    other = next(iter((*same, *(instead if close else ()))), None)
    if other is not None and case.shares[best] >= FRAME:
        there = _shown(text, other)
        yield Objection("numbers", wording.NUMBER_OTHER.format(given=there, claimed=shown), True, best)
    else:
        yield Objection("numbers", wording.NUMBER_ABSENT.format(claimed=shown), False, best)


def _in_column(case: Case, claimed: Quantity, best: int) -> Quantity | None:
    """The number that a row has in the unit of a claimed one, where that stands there in another unit only."""
    premise = case.premises[best]
    if not is_cells(premise.text):
        return None
    same = [q for q in quantities(premise.text) if _same_thing(case.claim.text, claimed, premise.text, q)]
    return None if any(q.within(claimed) for q in same) else next(iter(same), None)


def _bears(claim: str, claimed: Quantity, text: str, given: Quantity) -> bool:
    """Whether a number bears out a claimed one: the same value, or, of the same things, one that it allows for."""
    return given.within(claimed) and (_same_value(claimed, given) or _counts_same(claim, claimed, text, given))


def _same_value(claimed: Quantity, given: Quantity) -> bool:
    """Whether two numbers are one; "nine per cent" is not nine months."""
    return given.value == claimed.value and (not given.unit or not claimed.unit or given.unit == claimed.unit)


def _left(given: Sequence[Quantity], claimed: Sequence[Quantity]) -> list[Quantity]:
    """The numbers of a premise that the claim does not give."""
    return [q for q in given if not q.weak and not any(q.within(c) for c in claimed)]


def _counts_same(claim: str, claimed: Quantity, text: str, other: Quantity) -> bool:
    """Whether two numbers count the same: the same word follows, or they differ only in how they are bounded."""
    return _same_thing(claim, claimed, text, other) or _same_value(claimed, other)


def _same_thing(claim: str, claimed: Quantity, text: str, other: Quantity) -> bool:
    """Whether the same word follows two numbers, or they are of one unit."""
    noun = noun_after(claim, claimed)
    unit = claimed.unit is not None and claimed.unit == other.unit and claimed.unit != "ordinal"
    return (noun is not None and noun == noun_after(text, other)) or unit


def _as_year(case: Case, claimed: Quantity) -> bool:
    """Whether a bare number stands as a year in a premise ("1066 men" aside, nothing is lost by it)."""
    return claimed.unit is None and any(m.year == claimed.value for p in case.premises for m in moments(p.text))


def _shown(text: str, quantity: Quantity) -> str:
    """A quantity with the words that bound it: "more than 3,000"."""
    bounding = 0 if quantity.bound == "exact" else 2
    before = text[: quantity.start].split()[-bounding:] if bounding else []
    return " ".join([*before, text[quantity.start : quantity.end]]).strip()


def _date(case: Case, claimed: Moment, best: int, close: bool) -> Iterator[Objection]:
    text, shown = case.premises[best].text, case.claim.text[claimed.start : claimed.end]
    here = list(moments(text))
    if _together(claimed, here):
        return
    if claimed.month is None and any(q.value == claimed.year for p in case.premises for q in quantities(p.text)):
        return
    instead = [m for m in here if m.denies(claimed) and not any(m.tells(c) for c in moments(case.claim.text))]
    if not (close and instead):
        given = [m for p in case.premises for m in moments(p.text)]
        # What a sentence leaves out of its date often stands in the one before it or in the title.
        near = [m for reading in case.near() for m in moments(reading.text)]
        if _together(claimed, given) or (_together(claimed, given + near) and not instead):
            return
    if instead and case.shares[best] >= FRAME:
        there = text[instead[0].start : instead[0].end]
        yield Objection("dates", wording.DATE_OTHER.format(given=there, claimed=shown), close, best)
    else:
        yield Objection("dates", wording.DATE_ABSENT.format(claimed=shown), False, best)


def _together(claimed: Moment, given: list[Moment]) -> bool:
    """Whether every part that is claimed is given by a date that denies none of the others."""
    if any(m.tells(claimed) for m in given):
        return True
    fitting = [m for m in given if not m.denies(claimed) and not claimed.decade]
    return all(
        getattr(claimed, part) is None or any(getattr(m, part) == getattr(claimed, part) for m in fitting)
        for part in ("year", "month", "day")
    ) and bool(fitting)
