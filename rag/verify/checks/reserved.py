"""Modality: "may" is not "will", and neither is "is"."""

from __future__ import annotations

from collections.abc import Iterator

from rag.types import Candidate
from rag.verify import wording
from rag.verify.case import Case
from rag.verify.checks.fewest import fewest
from rag.verify.polarity import Governed, reserves
from rag.verify.reading import Reading, read
from rag.verify.types import Objection

WEAKER = frozenset({"possible", "likely", "hearsay", "condition"})
"""A claim may add these and so claim less."""


def reserved(case: Case) -> Iterator[Objection]:
    """A reserve of the premise that the claim leaves out, or a "will" or "must" that the premise has not."""
    yield from fewest(list(_reserved(case, number, premise)) for number, premise in case.framed())


def _reserved(case: Case, number: int, premise: Candidate) -> Iterator[Objection]:
    if not case.close(number):
        return  # too different to tell which word a reserve belongs to
    here, there = reserves(case.claim.text), reserves(premise.text)
    for one in _unmatched(there, here, case.said):
        yield Objection("modality", wording.HEDGED.format(word=one.word), False, number)
    for one in _unmatched(here, there, read(premise.text)):
        if one.kind not in WEAKER:
            yield Objection("modality", wording.ADDED.format(word=one.word), False, number)


def _unmatched(ones: tuple[Governed, ...], others: tuple[Governed, ...], reading: Reading) -> list[Governed]:
    """Reserves whose first word the other text has, under no reserve of the kind."""
    found = []
    for one in ones:
        shared = [form for form in one.forms[:1] if form in reading.forms]
        alike = [o for o in others if o.kind == one.kind or o.word.lower() == one.word.lower()]
        if shared and not any(form in o.forms for o in alike for form in one.forms):
            found.append(one)
    return found
