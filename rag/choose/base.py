"""What every way of choosing works with, and the steps they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.search import Searcher
from index.view import View
from rag.interpret.roster import name_words
from rag.retrieve import Retrieved, candidate
from rag.types import Candidate, Choice, Evidence, Named, Question, RefusalReason, Voice
from rag.voices import joined
from rag.wording import REFUSALS

SAME = 0.6
"""Share of words in common (Jaccard) from which a second sentence says nothing new."""
NEAREST = 3
"""Passages shown with a refusal."""
FAINT = 0.25
"""Share of the threshold below which nothing in the documents is even near."""


Weigher = Callable[[Question, Sequence[Candidate]], list[float]]
"""Gives each candidate the probability that it answers the question."""


class StanceScorer(Protocol):
    """Where statements stand on propositions."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Probabilities of affirms, disputes and unrelated, shape ``(pairs, 3)``, for (proposition, statement)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that lies on the table while one question is answered.

    ``weigh`` gives the probability that each candidate answers the question; ``scope`` holds the ids of the
    documents that may be cited.
    """

    question: Question
    view: View
    searcher: Searcher
    retrieved: Retrieved
    scope: tuple[str, ...]
    threshold: float
    weigh: Weigher
    stance: StanceScorer


def weighed(desk: Desk, candidates: Sequence[Candidate], question: Question | None = None) -> list[Evidence]:
    """The candidates as evidence, most probable first, ties in their order."""
    asked = question or desk.question
    pairs = zip(candidates, desk.weigh(asked, candidates), strict=True)
    evidence = [Evidence(c, c.span, p, speaking(asked, c)) for c, p in pairs]
    return sorted(evidence, key=lambda e: -e.probability)


def speaking(question: Question, found: Candidate) -> Voice:
    """Whose words a candidate is cited for: those of a speaker the question names, else of the first one there."""
    for named in question.speakers:
        own = [voice for voice in found.voices if is_by(voice, named)]
        if own:
            return joined([own[0], *[v for v in found.voices if v != own[0]]])
    return joined(_most_said(question, found))


def _most_said(question: Question, found: Candidate) -> Sequence[Voice]:
    """The voices of a sentence, the one whose words share most with the question first."""
    asked = set(name_words(question.search))

    def overlap(voice: Voice) -> int:
        said = " ".join(
            found.text[max(0, p.start - found.span.start) : max(0, p.end - found.span.start)] for p in voice.content
        )
        return len(asked & set(name_words(f"{said} {voice.speaker or ''}")))

    return sorted(found.voices, key=lambda voice: -overlap(voice))


def is_by(voice: Voice, named: Named) -> bool:
    """Whether a voice is this speaker's."""
    return voice.speaker is not None and voice.speaker in {named.name, *named.names}


def distinct(evidence: Sequence[Evidence], limit: int) -> list[Evidence]:
    """The first ``limit`` that each say something new."""
    kept: list[Evidence] = []
    for one in evidence:
        if len(kept) < limit and not any(_same(one, other) for other in kept):
            kept.append(one)
    return kept


def _same(one: Evidence, other: Evidence) -> bool:
    a, b = set(name_words(one.candidate.text)), set(name_words(other.candidate.text))
    return len(a & b) >= SAME * max(1, len(a | b))


def refused(desk: Desk, nearest: Sequence[Evidence], reason: RefusalReason | None = None) -> Choice:
    """No answer: nothing near, or not near enough, with what came nearest."""
    best = max((e.probability for e in nearest), default=0.0)
    why: RefusalReason = reason or ("no_evidence" if best < FAINT * desk.threshold else "low_confidence")
    shown = tuple(distinct(nearest, NEAREST)) if why != "no_evidence" or best > 0 else ()
    return Choice((), best, reason=why, message=REFUSALS[why], nearest=shown)


def sentences_by(desk: Desk, named: Named) -> list[Candidate]:
    """Every sentence in scope that is this speaker's, in the order of the documents, each once."""
    asked = desk.searcher.embed(desk.question.search)
    found = {(c.document_id, c.number): c for c in desk.retrieved.candidates}
    candidates = []
    for document_id in desk.view.documents_of({named.name, *named.names}, desk.scope):
        read = desk.view.read(document_id)
        for number, sentence in enumerate(read.document.sentences):
            if sentence.furniture:
                continue
            one = found.get((document_id, number)) or candidate(read, number, asked)
            if any(is_by(voice, named) for voice in one.voices):
                candidates.append(one)
    return candidates
