"""What every way of choosing works with, and the steps they share."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.search import Searcher
from index.sentences import PARSED_LANGUAGE
from index.view import View
from rag.choose.rows import beside_it, exact, names_missing, of_their_kind, siblings
from rag.evidence.asked import asking
from rag.evidence.beside import lacks_kind, lacks_thing, of_another, says_itself
from rag.evidence.lexicon import LIGHT_WORDS
from rag.evidence.likeness import Unlike
from rag.evidence.text import stem
from rag.interpret.roster import NOT_NAMES, name_words
from rag.retrieve import Retrieved
from rag.types import Candidate, Choice, Evidence, Named, Question, RefusalReason, Voice
from rag.voices import joined
from rag.wording import MISSING, REFUSALS, listed

SAME = 0.6
"""Share of words in common (Jaccard) from which a second sentence says nothing new."""
NEAREST = 3
"""Passages shown with a refusal."""
FAINT = 0.5
"""Share of the threshold below which nothing in the documents is even near."""
AUTHORS_MARGIN = 2
"""Words that the question must share with the rest of a sentence, beyond any statement in it, to make it the author's."""
AGAIN = 0.5
"""Times the probability of a sentence that the last answer already quoted, for a question that goes on from there."""
WRONG_KIND = 0.1
"""Times the probability of a sentence without a number where one is asked for, or without a time."""
PUT = 0.2
"""Times the probability of a sentence that is put to somebody, whose answer counts."""
UNNUMBERED = 0.5
"""Times the probability of a sentence without a room, a floor or a page where one is asked for."""
FOREIGN = 0.4
"""Share of a question's words that must be missing from all passages found for it to be in other words altogether."""
FEWEST = 2
"""Words that must be missing for it: that one is not there says that it is not told."""
STEEPNESS, EVEN = 8.0, 0.65
"""Of the logistic curve from a cosine to a probability for such questions: 0.45 gives 0.17. Set on the dev cases."""
STEM = 5
"""Letters by which a name is known in a question."""
SHORTEST = 5
"""Words; a shorter sentence is near to many questions and answers few."""
DOUBT = 3.0
"""Raises the threshold, as a share of it, for each rare word of the question that stands nowhere near a sentence:
the topic is there, the fact asked for may not be. Chosen on the dev cases; see eval/LOG.md."""
FOREIGN_DOUBT = 1.0
"""The same for each noun of a question in German, whose words are found in fewer of their forms."""


Weigher = Callable[[Question, Sequence[Candidate]], list[float]]
"""Gives each candidate the probability that it answers the question."""


Lacker = Callable[[Question, Candidate], tuple[str, ...]]
"""Names the rare words of the question that stand nowhere near a candidate."""


class StanceScorer(Protocol):
    """Where statements stand on propositions."""

    def score_both_ways(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Probabilities of affirms, disputes and unrelated, shape ``(pairs, 3)``, for (proposition, statement)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that lies on the table while one question is answered.

    ``weigh`` gives the probability that each candidate answers the question, ``lacking`` the rare words of the
    question that stand nowhere near a candidate; ``scope`` holds the ids of the documents that may be cited.
    """

    question: Question
    view: View
    searcher: Searcher
    retrieved: Retrieved
    scope: tuple[str, ...]
    threshold: float
    weigh: Weigher
    lacking: Lacker
    unlike: Unlike
    stance: StanceScorer


def weighed(desk: Desk, candidates: Sequence[Candidate]) -> list[Evidence]:
    """The candidates as evidence, most probable first, ties in their order."""
    asked = desk.question
    pairs = zip(candidates, desk.weigh(asked, [_unit(c) for c in candidates]), strict=True)
    evidence = [Evidence(c, c.span, p * _less(asked, c), speaking(asked, c)) for c, p in pairs]
    ranked = sorted(evidence, key=lambda e: -e.probability)
    if ranked and in_other_words(desk):
        ranked = sorted(map(_by_meaning, ranked), key=lambda e: -e.probability)
    return ranked


def _unit(found: Candidate) -> Candidate:
    """A candidate as it is weighed: an answer together with its question."""
    return replace(found, text=found.as_told, dense=found.nearness) if found.prompt else found


def in_other_words(desk: Desk) -> bool:
    """Whether the documents have so few of the question's words that it must be judged by meaning alone.

    A question that names a speaker of theirs speaks their language.
    """
    if desk.question.speakers:
        return False  # before every candidate is read for what it lacks
    asked = asking(desk.question.text)
    if asked.is_german:
        return False  # the encoder's language is English: its cosines say little of another
    words = [word for word in asked.words.values() if word not in LIGHT_WORDS]
    least, absent = max(FEWEST, math.floor(FOREIGN * len(words)) + 1), set(words)
    for found in desk.retrieved.candidates:
        if len(absent) < least:
            return False  # each further sentence leaves fewer
        absent.intersection_update(lacks(desk, found))
    return len(absent) >= least


def is_question(found: Candidate) -> bool:
    """Whether a sentence asks rather than says."""
    return found.text.rstrip('”" ').endswith("?")


def _by_meaning(evidence: Evidence) -> Evidence:
    """The evidence with the probability that its cosine alone gives it, where that is higher."""
    found = evidence.candidate
    if is_question(found) or len(name_words(found.text)) < SHORTEST:
        return evidence
    alone = 1 / (1 + math.exp(-STEEPNESS * (found.dense - EVEN)))
    return replace(evidence, probability=max(evidence.probability, alone))


def _less(question: Question, found: Candidate) -> float:
    """What is left of the probability of a sentence that was quoted already, or is of another kind than asked for."""
    told = (AGAIN if _told(question, found) else 1.0) * (PUT if _only_put(question, found) else 1.0)
    told *= UNNUMBERED if lacks_thing(question.text, found.whole) else 1.0
    return told * (WRONG_KIND if lacks_kind(question.text, found.text, found.whole) else 1.0)


def _only_put(question: Question, found: Candidate) -> bool:
    """Whether a sentence is only what an interviewer puts to somebody, and not an interviewer who is asked about."""
    first = found.voices[0] if found.voices else None
    return (
        found.is_put and first is not None and first.cue is None and not any(is_by(first, n) for n in question.speakers)
    )


def _told(question: Question, found: Candidate) -> bool:
    return question.answer_type != "person" and " ".join(found.text.split()) in question.told


def required(desk: Desk, evidence: Evidence) -> float:
    """The probability that this evidence must have: the threshold, and more for what it lacks."""
    return min(1.0, desk.threshold * doubt(desk, evidence))


def doubt(desk: Desk, evidence: Evidence) -> float:
    """Times the threshold that evidence must have, 1 or more: each rare word of the question that it lacks adds to it.

    Only English is read closely enough to tell a rare word from a common one.
    """
    asked = asking(desk.question.text)
    if asked.is_german:
        # Its nouns have capitals; a verb is more often another one than a thing is.
        nouns = [word for word in lacks(desk, evidence.candidate) if stem(word) in asked.names]
        return 1.0 + FOREIGN_DOUBT * len(nouns)
    if desk.view.document(evidence.candidate.document_id).language != PARSED_LANGUAGE or in_other_words(desk):
        return 1.0
    missing = misses(desk, evidence.candidate)
    # A row under another name is about another thing, however much of the question its headings share.
    return 1.0 + DOUBT * (len(missing) + names_missing(desk.question.text, evidence.candidate, missing))


def misses(desk: Desk, found: Candidate) -> tuple[str, ...]:
    """The rare words of the question that a candidate lacks, and has no word for that means the like."""
    question, absent = desk.question.text, lacks(desk, found)
    around = f"{found.whole} {found.heading}" if found.label else found.whole
    words = [word for word in absent if not exact(word, question)]
    unlike = {*absent} - {*words} | {*desk.unlike(words, question, around)}
    rows = siblings(found, desk.retrieved.candidates)
    unlike |= of_their_kind([word for word in words if word not in unlike], question, rows, desk.unlike)
    known = {word.lower() for word in unlike}
    others = of_another(question, found.as_told, f"{around} {found.title}", bool(found.label))
    others = _typed(desk.question, (name for name in others if name.lower() not in known))
    missing = (*(word for word in absent if word in unlike), *others)
    beside = beside_it(missing, question, rows)
    return tuple(word for word in missing if word not in beside)


def lacks(desk: Desk, found: Candidate) -> tuple[str, ...]:
    """The question's rare words that stand nowhere near a candidate, names and titles of those it asks about aside."""
    called = [name for named in desk.question.speakers for name in (named.name, *named.names, named.role or "")]
    names = {word for name in called for word in name_words(name)}
    lacking = _typed(desk.question, desk.lacking(desk.question, _unit(found)))
    return tuple(w for w in lacking if not set(name_words(w)) <= names and not says_itself(w, found.as_told))


def _typed(question: Question, words: Iterable[str]) -> tuple[str, ...]:
    """Those of the words that this question has itself: what it took from the one before is no longer asked for."""
    if not question.told:
        return tuple(words)
    own = set(name_words(question.asked))
    return tuple(word for word in words if set(name_words(word)) <= own)


def speaking(question: Question, found: Candidate) -> Voice:
    """Whose words a candidate is cited for: those of a speaker the question names, else of the first one there."""
    for named in question.speakers:
        own = [voice for voice in found.voices if is_by(voice, named)]
        if own:
            return joined([own[0], *[v for v in found.voices if v != own[0]]])
    return joined(_most_said(question, found))


def _most_said(question: Question, found: Candidate) -> Sequence[Voice]:
    """The voices of a sentence, those whose words share most with the question.

    Where most of what the question shares with the sentence lies outside anybody's statement, it is the author's.
    """
    asked = set(name_words(question.search))
    parts = [_words_of(voice, found) for voice in found.voices]
    own = asked & (set(name_words(found.text)) - set().union(*parts))
    shared = [len(asked & words) for words in parts]
    if found.author and len(own) > max(shared) + AUTHORS_MARGIN:
        return [found.author]
    called = [len(_stems(voice.speaker or "") & _stems(question.search)) for voice in found.voices]
    places = sorted(range(len(parts)), key=lambda n: (-called[n], -shared[n]))
    return [found.voices[n] for n in places]


def _stems(text: str) -> set[str]:
    """The words of a name for finding it in a question: "South Korea’s" in "the South Koreans"."""
    return {word[:STEM] for word in name_words(text)} - NOT_NAMES


def _words_of(voice: Voice, found: Candidate) -> set[str]:
    """The words in a sentence that a voice answers for, its name included."""
    said = [found.part(span) for span in voice.content] or [found.text]
    return set(name_words(" ".join([*said, voice.speaker or ""])))


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
    """No answer: nothing near, or not near enough, with what came nearest and what is missing from it."""
    best = max((e.probability for e in nearest), default=0.0)
    why: RefusalReason = reason or ("no_evidence" if best < FAINT * desk.threshold else "low_confidence")
    shown = tuple(distinct(nearest, NEAREST))
    lacking = misses(desk, shown[0].candidate) if shown and why == "low_confidence" else ()
    message = REFUSALS[why] + (f" {MISSING.format(terms=listed(lacking))}" if lacking else "")
    return Choice((), best, reason=why, message=message, nearest=shown)
