"""What a question takes for granted and a candidate says otherwise: "why was it rejected?" of what was carried."""

from __future__ import annotations

from collections.abc import Sequence

from rag.evidence.asked import asking, compares
from rag.evidence.text import read, stem
from rag.types import Candidate
from rag.verify.vocabulary import OPPOSITES

_OPPOSITE = frozenset((stem(one), stem(other)) for one, other in OPPOSITES)
NEAR = 3
"""Sentences after a candidate in which it may be told what became of it."""
_REFUSED = frozenset(
    "reject rejected refuse refused defeat defeated dismissed overturned withdrawn lost failed".split()
)
_GRANTED = frozenset("carried adopted approved passed accepted agreed granted upheld".split())
_AGAINST = frozenset("against oppose opposed opposes".split())
_FOR = frozenset("proposed moved seconded supported supports backed favoured favour".split())


def turned_round(question: str, found: Candidate, others: Sequence[Candidate] = ()) -> bool:
    """Whether a candidate has, for a word of the question that it lacks, the word for the contrary.

    What was decided may be told a little later, by one of ``others``. Whoever asks whether something is so, or compares,
    asks about both.
    """
    if asking(question).type == "yes_no" or compares(question):
        return False
    asked, here = read(question), read(found.whole)
    if any((form, other) in _OPPOSITE for form in asked.known - here.known for other in here.known - asked.known):
        return True
    own = {word for word, form in zip(asked.words, asked.stems, strict=True) if form not in here.known}
    there = {word for word, form in zip(here.words, here.stems, strict=True) if form not in asked.known}
    if own & _AGAINST and there & _FOR:
        return True
    told = there | _told_after(found, others)
    return _decided(own, told) and not own & told & (_REFUSED | _GRANTED)


def _decided(asked: set[str], told: set[str]) -> bool:
    return bool((asked & _REFUSED and told & _GRANTED) or (asked & _GRANTED and told & _REFUSED))


def _told_after(found: Candidate, others: Sequence[Candidate]) -> set[str]:
    """The words of the few sentences after a candidate."""
    after = (c for c in others if c.document_id == found.document_id and 0 < c.number - found.number <= NEAR)
    return {word for c in after for word in read(c.text).words}
