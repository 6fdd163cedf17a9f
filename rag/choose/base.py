"""What every way of choosing works with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.search import Searcher
from index.types import Statement
from index.view import View
from rag.defined import defined
from rag.evidence.likeness import Likener
from rag.interpret.roster import name_words
from rag.retrieve import Retrieved
from rag.types import Candidate, Evidence, Named, Question, Voice

SAME = 0.6
"""Share of words in common (Jaccard) from which a second sentence says nothing new."""
SHORTEST = 5
"""Words; a shorter sentence is near to many questions and answers few."""

Weigher = Callable[[Question, Sequence[Candidate]], list[float]]
"""Gives each candidate the probability that it answers the question."""

Lacker = Callable[[Question, Candidate], tuple[str, ...]]
"""Names the rare words of the question that stand nowhere near a candidate."""


Hearer = Callable[[str, Sequence[Candidate]], list[float]]
"""Gives each candidate the logit of answering a question, by the two texts alone."""


class StanceScorer(Protocol):
    """Where statements stand on propositions."""

    def score_both_ways(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Probabilities of affirms, disputes and unrelated, shape ``(pairs, 3)``, for (proposition, statement)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that lies on the table while one question is answered.

    ``weigh`` gives the probability that each candidate answers the question, ``hear`` how each answers any question when
    both are read together, ``lacking`` the rare words of the question that stand nowhere near a candidate; ``scope`` holds the ids of the documents that may be cited.
    """

    question: Question
    view: View
    searcher: Searcher
    retrieved: Retrieved
    scope: tuple[str, ...]
    threshold: float
    weigh: Weigher
    hear: Hearer
    lacking: Lacker
    unlike: Likener
    stance: StanceScorer


def is_question(found: Candidate) -> bool:
    """Whether a sentence asks rather than says."""
    return found.text.rstrip('”" ').endswith("?")


def is_by(voice: Voice, named: Named) -> bool:
    """Whether a voice is this speaker's."""
    return voice.speaker is not None and voice.speaker in {named.name, *named.names}


def is_turn(told: Voice | Statement) -> bool:
    """Whether words are somebody's own letter, mail or speech, and not cited within one."""
    return told.cue is None and told.attribution == "direct"


def as_unit(desk: Desk, found: Candidate) -> Candidate:
    """A candidate as it is weighed: an answer with its question and without its label, a party with its name beside its term."""
    found = with_names(desk, _without_label(found))
    return replace(found, text=found.as_told, dense=found.nearness, prompt=None) if found.prompt else found


def without_words(found: Candidate) -> Candidate:
    """The place of a candidate with nothing in it but what it stands under: what such a one lacks is all that could be lacking."""
    return replace(found, text="", before="", above="", after="", title="", voices=(), prompt=None)


def _without_label(found: Candidate) -> Candidate:
    """A turn without the name before it, which is no part of what is said."""
    first = found.voices[0] if found.voices else None
    if first is None or first.cue is not None or first.source is None or not first.content:
        return found
    begins = first.content[0].start - found.span.start
    is_label = found.span.start <= first.source.start < first.source.end <= first.content[0].start
    return replace(found, text=found.text[begins:]) if is_label and 0 < begins < len(found.text) else found


def with_names(desk: Desk, found: Candidate) -> Candidate:
    """A candidate with the names that its document gives for its terms, where the question has them: to be read, not cited."""
    terms = defined(desk.view.document(found.document_id))
    if not terms:
        return found
    asked, text = frozenset(name_words(desk.question.text)), found.text
    for term in terms:
        text = term.beside(text, asked)
    return found if text == found.text else replace(found, text=text)


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
