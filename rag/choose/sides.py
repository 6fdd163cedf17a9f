"""Who disputes, affirms or reports a claim: statements about it from every document, each placed on a side.

A statement need not share a word with the question: a claim that is only named is first spelled out in the words of
whoever holds it, and searched for again in these, so that it finds its denial in another's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from rag.choose.base import Desk, distinct, is_by, is_question, refused, sentences_by
from rag.choose.claims import is_clause, said_to_be, spelled_out
from rag.choose.stated import Stated, asks_whether, stated_near
from rag.choose.subject import is_about
from rag.interpret.roster import name_words
from rag.retrieve import retrieve
from rag.types import Candidate, Choice, Evidence, Named, Question, Stance
from rag.voices import joined
from rag.wording import ONE_SIDE_ONLY, STANCE_VERBS, counted

LOOKED_AT = 24
"""Statements nearest to a claim of which it is asked whether they are about it."""
WEIGHED = 10
"""Statements placed on a side for one question; each costs some 4 ms on two cores, asked both ways."""
LEANING = 0.35
"""Least probability of a side from which a statement is read twice more."""
SIDED = 0.5
"""Least probability of a side, chosen on the dev part of the stance cases; see eval/LOG.md."""
HEDGED = 0.7
"""Least probability of a side where the statement says only what could or may be, and the claim says what is."""
OPPOSED = 0.15
"""Added to the nearness of a statement that holds words of opposition: a denial seldom repeats what it denies."""
CITED = 0.03
"""Added to the nearness of a statement that somebody is cited for."""
EACH = 2
"""Citations a speaker on a side."""
MOST_NAME_WORDS = 4
"""Words of a claim that can be no more than somebody's name."""
DEPTH = 8
"""Passages searched for the claim once it is spelled out."""
SAID = 0.9
"""Probability of the side that a statement's own verb takes."""

_OPPOSING = re.compile(
    r"\b(?:not|no|nor|never|against|unlikely|hardly|little|less|limited|den(?:y|ies|ied)|reject\w*|disput\w*|oppos\w*|"
    r"disagree\w*|doubt\w*|dismiss\w*|refus\w*|caution\w*|warn\w*|overstat\w*|exaggerat\w*|insignificant|wrong|false|"
    r"mistake\w*|instead|rather|contrary|however|nonetheless)\b|n[’']t\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(r"\b(?:could|may|might|possibl[ey]|perhaps)\b", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:say|said|tell|told|argu|think|thought|believ|insist|maintain|claim|add|explain|writ|wrote|hold|held|stat|point|note|report|"
    r"testif|assur|remind|conclud|predict|declar|according)",
    re.IGNORECASE,
)
_THAT = re.compile(r"^that\s+", re.IGNORECASE)
_WARNING = re.compile(r"^(?:warn|caution|fear|worr|concern|alarm)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with the probabilities of its sides."""

    evidence: Evidence
    affirms: float
    disputes: float
    needed: float = SIDED

    @property
    def stance(self) -> Stance | None:
        """The side it takes, if it takes one."""
        if self.certainty < self.needed:
            return None
        return "affirms" if self.affirms >= self.disputes else "disputes"

    @property
    def certainty(self) -> float:
        """Probability of the side it takes."""
        return max(self.affirms, self.disputes)


def sides(desk: Desk) -> Choice:
    """The asked side first, speaker by speaker, then the other; a refusal where nobody takes the asked side."""
    desk = _held_by_named(desk)
    named = desk.question.proposition or desk.question.text
    claim = spelled_out(desk.question.proposition or desk.question.text, about(desk))
    if claim != desk.question.proposition:
        desk = _searched_for(desk, claim)
    holders = _holders(desk.question)
    placed = [p for p in _placed_near(desk, named) if not any(is_by(p.evidence.voice, named) for named in holders)]
    asked: Stance = desk.question.stance or "disputes"
    other: Stance = "affirms" if asked == "disputes" else "disputes"
    ours, theirs = _side(placed, asked), _side(placed, other)
    if not ours:
        nobody = ONE_SIDE_ONLY.format(verb=STANCE_VERBS[asked][0])
        nearest = [replace(p.evidence, probability=getattr(p, asked)) for p in placed]
        nearest.sort(key=lambda e: -e.probability)
        return replace(refused(desk, nearest, "low_confidence"), message=nobody)
    speakers = {e.voice.speaker for e in ours}
    return Choice((*ours, *theirs), max(e.probability for e in ours), counted(len(speakers), asked), claim)


def _searched_for(desk: Desk, claim: str) -> Desk:
    """The desk with the claim in these words, and with what they find beside what was found before."""
    asked = replace(desk.question, proposition=claim, search=claim)
    found = retrieve(asked, desk.view, desk.searcher, desk.scope, DEPTH)
    known = {(c.document_id, c.number) for c in found.candidates}
    others = tuple(c for c in desk.retrieved.candidates if (c.document_id, c.number) not in known)
    return replace(desk, question=asked, retrieved=replace(found, candidates=(*found.candidates, *others)))


def _held_by_named(desk: Desk) -> Desk:
    """For "who disagrees with NAME?": the claim is what NAME says, as near to the question as they say it."""
    question = desk.question
    if not _holders(question):
        return desk
    own = sentences_by(desk, question.speakers[0])
    if not own:
        return desk
    nearest = max(own, key=lambda c: c.dense).text
    claim = said_to_be(nearest) or nearest
    return _searched_for(desk, claim)


def _holders(question: Question) -> tuple[Named, ...]:
    """The speaker whose view is asked about, where the question names nothing but a speaker."""
    only_name = question.speakers and question.topic and len(name_words(question.topic)) <= MOST_NAME_WORDS
    return question.speakers[:1] if only_name else ()


def about(desk: Desk) -> list[Candidate]:
    """The statements that are most likely to take a side on the claim, nearest first."""
    asked = desk.searcher.embed(desk.question.search)
    # Each document once: reading one asks the store whether it has changed.
    vectors = {number: desk.view.read(number).vectors for number in {c.document_id for c in desk.retrieved.candidates}}

    def nearness(one: Candidate) -> float:
        cosine = float(np.dot(vectors[one.document_id][one.number], asked))
        cosine = max(cosine, one.prompt.dense) if one.prompt else cosine
        cited = any(voice.attribution != "author" for voice in one.voices)
        return cosine + OPPOSED * bool(_OPPOSING.search(one.text)) + CITED * cited

    answering = [c for c in desk.retrieved.candidates if _may_side(c)]
    return sorted(answering, key=lambda c: -nearness(c))[:LOOKED_AT]


def _may_side(found: Candidate) -> bool:
    """Whether a sentence says something that somebody answers for, and not only asks it or puts it to somebody."""
    first = found.voices[0] if found.voices else None
    if first is None or first.speaker is None or (found.is_put and first.cue is None):
        return False
    return not (is_question(found) or asks_whether(found))


def place(desk: Desk, candidates: Sequence[Candidate]) -> list[Placed]:
    """Each statement with its sides as the model weighs its words, in their order."""
    proposition = desk.question.proposition or desk.question.text
    rows = desk.stance.score_both_ways([(proposition, c.as_told) for c in candidates])
    return [_placed(proposition, c, float(row[0]), float(row[1])) for c, row in zip(candidates, rows, strict=True)]


def place_closely(desk: Desk, candidates: Sequence[Candidate]) -> list[Placed]:
    """As ``place``, and those that lean to a side read again after what stands before them, and without their verb."""
    proposition = desk.question.proposition or desk.question.text
    placed = place(desk, candidates)
    leaning = [n for n, one in enumerate(placed) if one.certainty >= LEANING]
    pairs = [(proposition, text) for n in leaning for text in _readings(candidates[n])]
    rows = desk.stance.score_both_ways(pairs)
    for at, n in enumerate(leaning):
        first = np.array([placed[n].affirms, placed[n].disputes])
        row = (first + rows[2 * at, :2] + rows[2 * at + 1, :2]) / 3
        placed[n] = _placed(proposition, candidates[n], float(row[0]), float(row[1]))
    return placed


def _readings(found: Candidate) -> tuple[str, str]:
    """A statement after the sentence before it, and the words alone that somebody is cited for."""
    voice = found.voices[0]
    plain = voice.cue is not None and _SAYS.match(found.part(voice.cue))
    said = " ".join(found.part(part) for part in voice.content).strip() if plain else ""
    return found.as_told if found.prompt else f"{found.before} {found.text}", _THAT.sub("", said) or found.text


def _placed_near(desk: Desk, named: str) -> list[Placed]:
    """The statements about the claim: those whose own verb takes a side, and others by their words.

    ``named`` is the claim in the words of the question.
    """
    stated = stated_near(desk, desk.question.proposition or desk.question.text)
    known = {(s.candidate.document_id, s.candidate.number) for s in stated}
    near = (c for c in about(desk) if (c.document_id, c.number) not in known)
    others = (c for c in near if is_about(desk, c, named))
    return [*map(_by_verb, stated), *place_closely(desk, list(islice(others, WEIGHED)))]


def _by_verb(stated: Stated) -> Placed:
    affirms = SAID if stated.stance == "affirms" else 1 - SAID
    found = stated.candidate
    return Placed(Evidence(found, found.span, SAID, stated.voice), affirms, 1 - affirms)


def _placed(proposition: str, found: Candidate, affirms: float, disputes: float) -> Placed:
    voice = joined(found.voices)
    cue = found.part(voice.cue) if voice.cue else ""
    # Who warns of what a plan would bring is against the plan, however grave the tone that the model hears.
    if _WARNING.match(cue) and not is_clause(proposition):
        affirms, disputes = min(affirms, disputes), max(affirms, disputes)
    hedged = is_clause(proposition) and _HEDGE.search(found.text) and not _HEDGE.search(proposition)
    needed = HEDGED if hedged else SIDED
    return Placed(Evidence(found, found.span, max(affirms, disputes), voice), affirms, disputes, needed)


def _side(placed: Sequence[Placed], stance: Stance) -> list[Evidence]:
    """Those on one side, speakers by their surest statement, each with at most ``EACH``; nobody is on both sides."""
    balance: dict[str | None, float] = {}
    for one in placed:
        if one.stance:
            sign = 1 if one.stance == "affirms" else -1
            balance[one.evidence.voice.speaker] = balance.get(one.evidence.voice.speaker, 0.0) + sign * one.certainty
    by_speaker: dict[str, list[Evidence]] = {}
    for one in sorted(placed, key=lambda p: -p.certainty):
        speaker = one.evidence.voice.speaker
        if one.stance == stance and speaker and (balance[speaker] > 0) == (stance == "affirms"):
            by_speaker.setdefault(speaker, []).append(replace(one.evidence, stance=stance))
    return [e for evidence in by_speaker.values() for e in distinct(evidence, EACH)]
