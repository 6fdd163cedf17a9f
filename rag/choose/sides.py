"""Who disputes, affirms or reports a claim: statements about it from every document, each placed on a side.

A statement need not share a word with the question: what is found first is searched for again (pseudo-relevance
feedback; Rocchio 1971), so that a claim in one author's words finds its denial in another's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rag.choose.base import Desk, distinct, is_by, refused, sentences_by
from rag.interpret.roster import name_words
from rag.retrieve import candidate, retrieve
from rag.types import Candidate, Choice, Evidence, Named, Question, Stance
from rag.voices import joined
from rag.wording import counted

WEIGHED = 14
"""Statements placed on a side for one question; each costs about 4 ms on two cores."""
SEEDS = 3
"""First hits whose words are searched for again."""
SIDED = 0.5
"""Least probability of a side."""
ABOUT = 0.3
"""Least cosine of a statement with the claim, or with what was found first, to be about it."""
EACH = 2
"""Citations a speaker on a side."""
MOST_NAME_WORDS = 4
"""Words of a claim that can be no more than somebody's name."""
DEPTH = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with the probabilities of its sides."""

    evidence: Evidence
    affirms: float
    disputes: float

    @property
    def stance(self) -> Stance | None:
        """The side it takes, if it takes one."""
        if max(self.affirms, self.disputes) < SIDED:
            return None
        return "affirms" if self.affirms >= self.disputes else "disputes"

    @property
    def certainty(self) -> float:
        """Probability of the side it takes."""
        return max(self.affirms, self.disputes)


def sides(desk: Desk) -> Choice:
    """The asked side first, speaker by speaker, then the other; a refusal where nobody takes the asked side."""
    desk = _held_by_named(desk)
    question = desk.question
    placed = [p for p in place(desk, about(desk)) if not any(is_by(p.evidence.voice, n) for n in _holders(question))]
    asked: Stance = question.stance or "disputes"
    other: Stance = "affirms" if asked == "disputes" else "disputes"
    ours, theirs = _side(placed, asked), _side(placed, other)
    if not ours:
        return refused(desk, [p.evidence for p in placed], "low_confidence")
    speakers = {e.voice.speaker for e in ours}
    return Choice(tuple([*ours, *theirs]), max(e.probability for e in ours), counted(len(speakers), asked))


def _held_by_named(desk: Desk) -> Desk:
    """For "who disagrees with NAME?": the claim is what NAME says, as near to the question as they say it."""
    question = desk.question
    if not _holders(question):
        return desk
    own = sentences_by(desk, question.speakers[0])
    if not own:
        return desk
    claim = max(own, key=lambda c: c.dense).text
    asked = replace(question, proposition=claim, search=claim)
    retrieved = retrieve(asked, desk.view, desk.searcher, desk.scope, DEPTH)
    return replace(desk, question=asked, retrieved=retrieved)


def _holders(question: Question) -> tuple[Named, ...]:
    """The speaker whose view is asked about, where the question names nothing but a speaker."""
    only_name = question.speakers and question.topic and len(name_words(question.topic)) <= MOST_NAME_WORDS
    return question.speakers[:1] if only_name else ()


def about(desk: Desk) -> list[Candidate]:
    """Statements about the claim, nearest first, from all documents in scope."""
    found = {(c.document_id, c.number): c for c in desk.retrieved.candidates}
    asked = desk.searcher.embed(desk.question.search)
    queries = [asked]
    for first in sorted(found.values(), key=lambda c: -c.dense)[:SEEDS]:
        read = desk.view.read(first.document_id)
        queries.append(read.vectors[first.number])
        for hit in desk.searcher.search(desk.view, first.text, SEEDS, desk.scope):
            other = desk.view.read(hit.chunk.document_id)
            for number in range(hit.chunk.first, hit.chunk.last + 1):
                if not other.document.sentences[number].furniture:
                    key = (other.document.id, number)
                    found.setdefault(key, candidate(other, number, asked))
    matrix = np.stack(queries)

    def nearness(one: Candidate) -> float:
        cosines = matrix @ desk.view.read(one.document_id).vectors[one.number]
        return float(max(cosines[0], 0.8 * cosines[1:].max(initial=0.0)))

    ranked = sorted(((nearness(c), c) for c in found.values()), key=lambda pair: -pair[0])
    return [c for near, c in ranked if near >= ABOUT][:WEIGHED]


def place(desk: Desk, candidates: Sequence[Candidate]) -> list[Placed]:
    """Each statement with its sides, those of several speakers once for each voice."""
    proposition = desk.question.proposition or desk.question.text
    if not candidates:
        return []
    scores = desk.stance.score([(proposition, c.text) for c in candidates])
    return [
        Placed(Evidence(c, c.span, float(max(row[0], row[1])), voice), float(row[0]), float(row[1]))
        for c, row in zip(candidates, scores, strict=True)
        for voice in [joined(c.voices)]
    ]


def _side(placed: Sequence[Placed], stance: Stance) -> list[Evidence]:
    """Those on one side, speakers by their surest statement, each with at most ``EACH``."""
    ours = sorted((p for p in placed if p.stance == stance), key=lambda p: -p.certainty)
    by_speaker: dict[str | None, list[Evidence]] = {}
    for one in ours:
        by_speaker.setdefault(one.evidence.voice.speaker, []).append(replace(one.evidence, stance=stance))
    return [e for evidence in by_speaker.values() for e in distinct(evidence, EACH)]
