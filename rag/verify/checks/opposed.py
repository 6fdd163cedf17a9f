"""Opposites: "rose" where the passage says "fell"."""

from __future__ import annotations

from collections.abc import Iterator

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
    if len(denials(case.claim.text)) != len(denials(premise.text)):
        return
    said, there = ([token.lower for token in read(text).tokens] for text in (case.claim.text, premise.text))
    for one in said:
        other = next((word for word in there if (one, word) in OPPOSITES), None)
        if other is not None and one not in there and other not in said:
            yield Objection("opposites", wording.OPPOSITE.format(given=other, claimed=one), True, number)
