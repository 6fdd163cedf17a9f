"""Negation: what one side denies and the other does not."""

from __future__ import annotations

from collections.abc import Iterator

from rag.types import Candidate
from rag.verify import wording
from rag.verify.case import Case
from rag.verify.checks.fewest import fewest
from rag.verify.polarity import Governed, denials, forms_with_reports, governing
from rag.verify.reading import form_of, read
from rag.verify.types import Objection
from rag.verify.vocabulary import DENYING, OPPOSITES


def denied(case: Case) -> Iterator[Objection]:
    """A denial in the claim that the premise has not, or in the premise that the claim has not."""
    framed = case.framed()
    yield from fewest(list(_denied(case, number, premise)) for number, premise in framed)
    if not framed and case.premises:
        here, there = denials(case.claim.text), denials(case.premises[0].text)
        if here and not there and not _opposed(case, case.premises[0]):
            yield Objection("negation", wording.DENIAL_ABSENT)


def _denied(case: Case, number: int, premise: Candidate) -> Iterator[Objection]:
    """The denials in which a claim and one premise differ."""
    here, there = _own(case.claim.text, premise.text), _own(premise.text, case.claim.text)
    turned = _unmatched(here, there, premise.text)
    dropped = _unmatched(there, here, case.claim.text)
    if (turned or dropped) and _opposed(case, premise):
        return  # "not rejected" and "accepted"
    close = case.close(number)
    for one in turned:
        yield Objection("negation", wording.DENIED_HERE.format(word=one.word), close, number)
    for one in dropped:
        yield Objection("negation", wording.DENIED_THERE.format(word=one.word), close, number)
    if here and not there and not turned and not _opposed(case, premise):
        yield Objection("negation", wording.DENIAL_ABSENT, False, number)


def _own(text: str, other: str) -> tuple[Governed, ...]:
    """The denials of a text, without words like "prohibited" that stand in both and so turn nothing round."""
    forms = read(other).forms
    return tuple(d for d in denials(text) if d.word.lower() not in DENYING or form_of(d.word) not in forms)


def _unmatched(ones: tuple[Governed, ...], others: tuple[Governed, ...], text: str) -> list[Governed]:
    """Denials whose words the other text has, none of them denied there as often as here."""
    forms, found = forms_with_reports(text), []
    for one in ones:
        shared = [form for form in one.forms if form in forms]
        if shared and not any(governing(others, form) == governing(ones, form) for form in shared):
            found.append(one)
    return found


def _opposed(case: Case, premise: Candidate) -> bool:
    one, other = ({t.lower for t in read(text).tokens} for text in (case.claim.text, premise.text))
    return any((a, b) in OPPOSITES for a in one - other for b in other - one)
