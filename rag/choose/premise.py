"""What a question takes for granted and a candidate says otherwise: "why was it rejected?" of what was carried."""

from __future__ import annotations

from rag.evidence.asked import asking, compares
from rag.evidence.text import read
from rag.types import Candidate
from rag.verify.vocabulary import OPPOSITES


def turned_round(question: str, found: Candidate) -> bool:
    """Whether a candidate has, for a word of the question that it lacks, the word for the contrary.

    Whoever asks whether something is so, or compares, asks about both.
    """
    if asking(question).type == "yes_no" or compares(question):
        return False
    asked, here = read(question), read(found.whole)
    own = [word for word, form in zip(asked.words, asked.stems, strict=True) if form not in here.known]
    there = [word for word, form in zip(here.words, here.stems, strict=True) if form not in asked.known]
    return any((word, other) in OPPOSITES for word in own for other in there)
