"""Two speakers, or two documents, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from index.embed.base import Vectors
from rag.choose.base import SHORTEST, Desk, distinct
from rag.choose.doubt import refused
from rag.choose.stated import SENTENCES, stated
from rag.choose.statements import said_by, sentences_by
from rag.choose.subject import section_before
from rag.choose.weigh import weighed
from rag.evidence.text import read
from rag.interpret.roster import name_words
from rag.types import Choice, Evidence, Named
from rag.wording import NOT_SAID_BY

_FIGURES = re.compile(r"\b(?:estimate|figure|number|percentage|amount|price|cost|rate|total|result)s?\b", re.IGNORECASE)
"""Words for what is compared where it has a value."""
EACH = 2
"""Citations on each side."""
NEAR = 0.2
"""Least cosine of a speaker's statement with the question for it to stand on one side of a comparison."""
LENIENT = 0.5
"""Share of the threshold that is enough for the second document once the first answers."""


def compare(desk: Desk) -> Choice:
    """The words of each speaker named, or, where fewer than two are, of each document that answers."""
    if len(desk.question.speakers) < 2:
        return _documents(desk)
    own = {named.name: _side(desk, named) for named in desk.question.speakers}
    silent = [name for name, found in own.items() if not found]
    found = _merged([e for evidence in own.values() for e in evidence])
    if len(silent) == len(own):
        return _documents(desk)
    best = max(e.probability for e in found)
    if best < desk.threshold and not any(named.is_person for named in desk.question.speakers):
        facts = _documents(desk)  # "the council's figure": not what it says, but what is said of it
        if not facts.reason:
            return facts
    lead = " ".join(NOT_SAID_BY.format(speaker=name) for name in silent) or None
    return Choice(tuple(found), best, lead)


def _side(desk: Desk, named: Named) -> list[Evidence]:
    """One side of a comparison: the speaker's figures where figures are compared, else what answers, else what is near."""
    near = _nearest(desk, named)
    figures = [e for e in near if read(e.candidate.text).numbers] if _FIGURES.search(desk.question.text) else []
    if figures:
        return distinct(figures, EACH)
    return distinct([*_taken(desk, near), *(said_by(desk, named, EACH) or near)], EACH)


def _taken(desk: Desk, near: Sequence[Evidence]) -> list[Evidence]:
    """The first of a speaker's sentences whose own verb takes a side on what is compared ("spoke against the levy")."""
    topic = desk.question.topic or ""
    for one in near if topic else ():
        before = section_before(desk.view.document(one.candidate.document_id), one.candidate.number, SENTENCES)
        if stated(topic, one.candidate, one.voice, before, desk.unlike):
            return [one]
    return []


def _nearest(desk: Desk, named: Named) -> list[Evidence]:
    """What a speaker says, nearest to the topic first, for one side where nothing answers by itself."""
    # The names in a question are near to whatever names them, so its topic alone counts too.
    topic = desk.searcher.embed(desk.question.topic or desk.question.search)
    said = [e for e in weighed(desk, sentences_by(desk, named)) if len(name_words(e.candidate.text)) >= SHORTEST]
    near = [(_cosine(desk, e, topic), e) for e in said]
    ranked = sorted((pair for pair in near if pair[0] >= NEAR), key=lambda pair: -pair[0])
    return [e for _, e in ranked]


def _cosine(desk: Desk, evidence: Evidence, topic: Vectors) -> float:
    found = evidence.candidate
    return max(found.dense, float(np.dot(desk.view.read(found.document_id).vectors[found.number], topic)))


def _merged(evidence: list[Evidence]) -> list[Evidence]:
    """Each span once: a sentence that both speak in is cited for both."""
    kept: dict[tuple[str, int], Evidence] = {}
    for one in evidence:
        kept.setdefault((one.candidate.document_id, one.candidate.number), one)
    return list(kept.values())


def _documents(desk: Desk) -> Choice:
    ranked = weighed(desk, desk.retrieved.candidates)
    if not ranked or ranked[0].probability < desk.threshold:
        return refused(desk, ranked)
    level = LENIENT * desk.threshold
    chosen: list[Evidence] = []
    for document_id in dict.fromkeys(e.candidate.document_id for e in ranked):
        here = [e for e in ranked if e.candidate.document_id == document_id and e.probability >= level]
        chosen += distinct(here, EACH)
    return Choice(tuple(chosen), ranked[0].probability)
