"""Opposites: "rose" where the passage says "fell"."""

from __future__ import annotations

from collections.abc import Iterator, Set

from rag.types import Candidate
from rag.verify import wording
from rag.verify.case import Case
from rag.verify.checks.fewest import fewest
from rag.verify.polarity import denials
from rag.verify.reading import read
from rag.verify.types import Objection
from rag.verify.vocabulary import OPPOSITES


def opposed(case: Case) -> Iterator[Objection]:
    """A word of the claim whose opposite stands in the premise instead, and no denial makes up for it."""
    yield from fewest(list(_opposed(case, number, premise)) for number, premise in case.framed())


def _opposed(case: Case, number: int, premise: Candidate) -> Iterator[Objection]:
    said, there = ([token.lower for token in read(text).tokens] for text in (case.claim.text, premise.text))
    for one in said:
        other = next((word for word in there if (one, word) in OPPOSITES), None)
        if other is not None and one not in there and other not in said and _as_often(case, premise, {one, other}):
            yield Objection("opposites", wording.OPPOSITE.format(given=other, claimed=one), True, number)


def _as_often(case: Case, premise: Candidate, pair: Set[str]) -> bool:
    """Whether both deny as often, the two opposites aside: "opposed" denies by itself, and "not rejected" accepts."""
    counts = (sum(d.word.lower() not in pair for d in denials(text)) for text in (case.claim.text, premise.text))
    return len(set(counts)) == 1
