"""One answer, stage by stage; who reads this file knows the room.

    interpret → retrieve → evidence → choose → cite → compose (→ draft)

Everything is read from one view of the store, so an answer never mixes two generations.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache

from index.search import Searcher
from index.view import View
from rag.choose import Desk, choose
from rag.choose.base import Lacker, StanceScorer, Weigher
from rag.choose.doubt import doubt
from rag.citations import cite
from rag.compose import compose
from rag.draft.types import Listener
from rag.draft.write import Matter, Pen, is_rewritten, rewrite
from rag.errors import Unverified
from rag.evidence.base import EvidenceJudge
from rag.evidence.likeness import Likener
from rag.evidence.model import EvidenceModel, missing_terms
from rag.evidence.platt import PlattScaling
from rag.evidence.statistics import corpus_statistics
from rag.interpret import Lexicon, interpret
from rag.quotations import whole
from rag.retrieve import retrieve
from rag.taken_back import with_withdrawals
from rag.types import (
    Answer,
    Candidate,
    Choice,
    Confidence,
    Coverage,
    Drafting,
    Inquiry,
    Question,
    Receipt,
    Refusal,
)
from rag.wording import NO_MODEL, REFUSALS

STAGES = ("interpret", "retrieve", "evidence", "compose", "verify", "draft")


@dataclass(frozen=True, slots=True)
class Parts:
    """What answering needs, loaded once; ``pen`` is None where no language model is configured.

    ``threshold`` is on the confidence, as ``confidence`` makes it of what ``evidence`` weighs.
    """

    searcher: Searcher
    lexicon: Lexicon
    evidence: EvidenceJudge
    confidence: PlattScaling
    unlike: Likener
    stance: StanceScorer
    threshold: float
    receipt: Receipt
    pen: Pen | None = None


@dataclass(slots=True)
class Stopwatch:
    """Milliseconds by stage."""

    began: float = field(default_factory=time.perf_counter)
    stages: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what runs inside."""
        start = time.perf_counter()
        yield
        self.stages[name] += (time.perf_counter() - start) * 1000

    def read(self) -> dict[str, float]:
        """All stages and the total."""
        return {**self.stages, "total": (time.perf_counter() - self.began) * 1000}


def answer(inquiry: Inquiry, view: View, parts: Parts, listener: Listener | None = None) -> Answer:
    """Answer a question from the documents in one view, or refuse it; ``listener`` hears what a model writes of it."""
    watch = Stopwatch()
    scope = inquiry.documents or tuple(view.document_ids())
    with watch.stage("interpret"):
        question = interpret(inquiry, parts.lexicon)
    if not question.text:
        return _finish(question, _out_of_scope(), (), scope, parts, watch)
    with watch.stage("retrieve"):
        retrieved = retrieve(question, view, parts.searcher, inquiry.documents, inquiry.top_k)
    with watch.stage("evidence"):
        weigh, lacking = readers(parts, view, question)
        desk = Desk(
            question,
            view,
            parts.searcher,
            retrieved,
            scope,
            parts.confidence.weight(parts.threshold),
            weigh,
            parts.evidence.read,
            lacking,
            parts.unlike,
            parts.stance,
        )
        choice = _doubted(desk, choose(desk))
        choice = replace(choice, evidence=whole(with_withdrawals(choice.evidence, view), view))
    base = _finish(question, choice, _silent(choice, scope), scope, parts, watch, view)
    if inquiry.mode != "model" or not is_rewritten(base, choice):
        return base
    if parts.pen is None:
        return replace(base, drafting=Drafting(asked=False, warnings=(NO_MODEL,)))
    with watch.stage("draft"):
        matter = Matter(
            question, choice, retrieved.candidates, view, inquiry.documents, bool(inquiry.show_unsupported)
        )  # fmt: skip
        written = rewrite(base, matter, parts.pen, listener)
    return replace(written, timings_ms=watch.read())


def readers(parts: Parts, view: View, question: Question) -> tuple[Weigher, Lacker]:
    """Weighs candidates, and names what they lack, with the statistics of this question's words, looked up once."""
    statistics = corpus_statistics(view, question)

    def weigh(asked: Question, candidates: Sequence[Candidate]) -> list[float]:
        return parts.evidence.probabilities(asked, candidates, statistics)

    @cache  # asked of every candidate again for each one that might be cited
    def lacking(asked: Question, found: Candidate) -> tuple[str, ...]:
        # A judge that reads both texts knows without counting words.
        return missing_terms(asked, found, statistics) if isinstance(parts.evidence, EvidenceModel) else ()

    return weigh, lacking


def _doubted(desk: Desk, choice: Choice) -> Choice:
    """The choice with its score less what its best evidence lacks of the question."""
    first = () if choice.certain else (*choice.evidence, *choice.nearest)[:1]
    return replace(choice, score=choice.score / doubt(desk, first[0])) if first else choice


def confidence(question: Question, choice: Choice, parts: Parts) -> Confidence:
    """How sure the answer is; what is answered reaches the threshold, and what is refused does not."""
    score, least = parts.confidence.probability(question.kind, choice.score), parts.threshold
    if choice.reason and score >= least:
        score *= least  # moved below, in the same order
    elif not choice.reason and score < least:
        score = least + (1 - least) * score
    return Confidence(min(score, math.nextafter(least, 0.0)) if choice.reason else score, least)


def _out_of_scope() -> Choice:
    return Choice((), 0.0, reason="out_of_scope", message=REFUSALS["out_of_scope"])


def _silent(choice: Choice, scope: Sequence[str]) -> tuple[str, ...]:
    """Documents that nothing was found in, neither cited nor near."""
    heard = {e.candidate.document_id for e in (*choice.evidence, *choice.nearest)}
    return tuple(document_id for document_id in scope if document_id not in heard)


def _finish(
    question: Question, choice: Choice, silent: tuple[str, ...], scope: Sequence[str], parts: Parts, watch: Stopwatch,
    view: View | None = None,
) -> Answer:  # fmt: skip
    """Verify, compose, and put together; a citation that does not hold turns the answer into a refusal."""
    try:
        with watch.stage("verify"):
            citations = cite(choice.evidence, view) if view else ()
            nearest = cite(choice.nearest, view) if view else ()
    except Unverified:
        citations, nearest = (), ()
        choice = Choice((), choice.score, reason="unverified", message=REFUSALS["unverified"])
    with watch.stage("compose"):
        composed = compose(question, choice, citations)
    coverage = Coverage(len(scope), len({c.document_id for c in citations}), silent)
    base = Answer(
        question.asked, question.text or question.asked, composed.marked, composed.plain,
        confidence(question, choice, parts), coverage, parts.receipt, timings_ms=watch.read(),
    )  # fmt: skip
    if choice.reason:
        message = choice.message or REFUSALS[choice.reason]
        return replace(base, marked=message, plain=message, refusal=Refusal(choice.reason, message, nearest))
    return replace(base, sentences=composed.sentences, citations=citations, positions=composed.positions)
