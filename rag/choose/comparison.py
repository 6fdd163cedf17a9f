"""Two speakers, or two documents, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from index.embed.base import Vectors
from rag.choose.base import SHORTEST, Desk, distinct, is_question
from rag.choose.claims import content_of, said_to_be
from rag.choose.doubt import refused
from rag.choose.placing import denies, place
from rag.choose.pointed import SENTENCES
from rag.choose.stated import stated
from rag.choose.statements import said_by, sentences_by
from rag.choose.subject import section_before
from rag.choose.weigh import weighed
from rag.evidence.text import read
from rag.interpret.roster import name_words
from rag.types import Candidate, Choice, Evidence, Named
from rag.wording import NOT_SAID_BY

_FIGURES = re.compile(r"\b(?:estimate|figure|number|percentage|amount|price|cost|rate|total|result)s?\b", re.IGNORECASE)
"""Words for what is compared where it has a value."""
EACH = 2
"""Citations on each side."""
NEAR = 0.2
"""Least cosine of a speaker's statement with the question for it to stand on one side of a comparison."""
ONE_MATTER = 0.5
"""Least cosine of two statements that are about one matter."""
SHARED = 2
"""Words that a claim and what takes a side on it must have in common, where nobody asked about that claim."""
CLAIMS, WEIGHED, PLAIN = 3, 6, 0.75
"""Of what somebody calls a thing so many are held against the other's nearest statements; probability of a plain side."""
LENIENT = 0.5
"""Share of the threshold that is enough for the second document once the first answers."""


def compare(desk: Desk) -> Choice:
    """The words of each speaker named, or, where fewer than two are, of each document that answers."""
    if len(desk.question.speakers) < 2:
        return _documents(desk)
    if desk.question.topic is None and len(desk.question.speakers) == 2:
        both = _on_one_matter(desk, *desk.question.speakers)
        if both:
            return Choice(tuple(both), max(e.probability for e in both))
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


def _on_one_matter(desk: Desk, one: Named, other: Named) -> list[Evidence]:
    """What two people say of one thing, where it is not said what they are compared on.

    That is what one calls a thing, with what takes a side on it in the other's words; else what is nearest in meaning.
    """
    ours, theirs = (
        [e for e in weighed(desk, sentences_by(desk, named)) if _is_said(e.candidate)] for named in (one, other)
    )
    if not (ours and theirs):
        return []
    sided = _sided(desk, theirs, ours)[::-1] or _sided(desk, ours, theirs)
    return list(sided) or _nearest_pair(desk, ours, theirs)


def _sided(desk: Desk, holding: Sequence[Evidence], replying: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """A statement that calls a thing something, and another's that surely takes a side on that; empty without them."""
    best: tuple[float, tuple[Evidence, ...]] = (PLAIN, ())
    called = [(e, said_to_be(e.candidate.text)) for e in holding if not denies(e.candidate.text)]
    for held, claim in [(e, claim) for e, claim in called if claim][:CLAIMS]:
        asked = replace(desk, question=replace(desk.question, proposition=claim, search=claim))
        vector = desk.searcher.embed(claim)
        near = sorted(replying, key=lambda e: -float(np.dot(_vector(desk, e), vector)))[:WEIGHED]
        for reply, placed in zip(near, place(asked, [e.candidate for e in near]), strict=True):
            common = content_of(claim) & content_of(reply.candidate.text)
            if placed.certainty > best[0] and len(common) >= SHARED:
                best = (placed.certainty, (held, reply))
    return best[1]


def _nearest_pair(desk: Desk, ours: Sequence[Evidence], theirs: Sequence[Evidence]) -> list[Evidence]:
    first, second = (np.array([_vector(desk, e) for e in own]) for own in (ours, theirs))
    alike = first @ second.T
    mine, other = np.unravel_index(int(alike.argmax()), alike.shape)
    return _merged([ours[int(mine)], theirs[int(other)]]) if float(alike[mine, other]) >= ONE_MATTER else []


def _is_said(found: Candidate) -> bool:
    return not is_question(found) and len(name_words(found.text)) >= SHORTEST


def _vector(desk: Desk, evidence: Evidence) -> Vectors:
    vector: Vectors = desk.view.read(evidence.candidate.document_id).vectors[evidence.candidate.number]
    return vector


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
    return max(evidence.candidate.dense, float(np.dot(_vector(desk, evidence), topic)))


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
