"""Who said or thinks something: the sentences that say it, with those who answer for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.choose.base import Desk, distinct
from rag.choose.claims import content_of
from rag.choose.doubt import refused, required
from rag.choose.fact import fact
from rag.choose.placing import SIDED, Placed, place
from rag.choose.stated import only_points
from rag.choose.subject import is_about
from rag.choose.weigh import weighed
from rag.interpret.roster import name_words
from rag.taken_back import takes_back
from rag.types import Choice, Evidence
from rag.voices import joined

MOST = 4
"""Citations; as many people may say one thing."""
RIVAL = 0.6
"""Share of the best probability that a further sentence must reach."""
READ = 6
"""Most probable sentences that are held against the claim."""
HELD, ENTAILED = 0.6, 0.8
"""Probabilities from which a sentence holds the claim, or certainly holds it."""
CONTRARY = 0.85
"""Probability from which a sentence holds its opposite where a warning is asked for: it sounds like one, whatever it says."""
LENIENT = 0.5
"""Share of the threshold that is enough for a sentence that certainly holds the claim."""
FEWEST, HALF = 2, 0.5
"""Words of content from which a claim is found by its words, and the share that others must have where it is."""
SURE = 0.5
"""What certainty of holding the claim counts for as a probability that the sentence answers."""

_NEGATION = re.compile(r"\b(?:not|no|never|nothing|nobody|neither|nor|hardly)\b|n[’']t\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:whether|if|unless|doubt\w*|den(?:y|ies|ied)|disput\w*|reject\w*|wrong|false|untrue|nonsense|myth|unlikely|"
    r"(?:little|no|small|slim) (?:chance|hope|prospect|likelihood|reason|evidence|sign))\b",
    re.IGNORECASE,
)
_GRAVE = re.compile(
    r"\b(?:warn|caution|complain|worr|fear|afraid|suspect|object|regret|doubt|admit|conced)\w*", re.IGNORECASE
)
_DID = re.compile(r"^\W*who (?:called|calls|rang|ordered|answered|wrote)\b", re.IGNORECASE)
"""May ask who did a thing: called the police, ordered an audit."""
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_ABOUT = re.compile(r"\b(?:about|that|on|over)\s+", re.IGNORECASE)


def speakers(desk: Desk) -> Choice:
    """The sentences that say it, without those that say the opposite; a refusal where none is probable enough."""
    found = [_reasoned(e) for e in weighed(desk, desk.retrieved.candidates)]
    ranked = [e for e in found if e.voice.speaker and not only_points(e.candidate)]
    ranked = [e for e in ranked if e.voice.speaker not in desk.question.besides]
    said = [e for e in ranked if _has_words(desk.question.text, e.candidate.text)]
    if said:
        return Choice(tuple(distinct(said, MOST)), max(SURE, said[0].probability), certain=True)
    if takes_back(desk.question.text):
        ranked = _who_took_back(desk, ranked) or ranked
    if desk.question.proposition is None:
        choice = _as_weighed(desk, ranked)
        return fact(desk) if choice.reason and _DID.match(desk.question.text) else choice
    placed = place(desk, [e.candidate for e in ranked[:READ]])
    against = {p.evidence.voice.speaker for p in placed if p.is_outright and p.stance == "disputes"}
    opposite = CONTRARY if _GRAVE.search(desk.question.text) else SIDED
    held = [
        replace(
            e, stance="affirms" if one.affirms >= SIDED else None, probability=max(e.probability, one.affirms * SURE)
        )
        for e, one in zip(ranked, placed, strict=False)
        if one.disputes < opposite and e.voice.speaker not in against and _says(desk, e, one)
    ]
    literal = [e for e in ranked if _in_its_words(desk.question.proposition, e) and e.voice.speaker not in against]
    if literal:  # others that are only alike say something else
        literal = [replace(e, stance="affirms", probability=max(e.probability, SURE)) for e in literal]
        held = [*literal, *(e for e in held if _in_its_words(desk.question.proposition, e, HALF))]
    held = sorted(held, key=lambda e: -e.probability)
    held = [e for e in held if e.probability >= RIVAL * held[0].probability]
    return Choice(tuple(distinct(held, MOST)), held[0].probability) if held else refused(desk, ranked)


def _reasoned(evidence: Evidence) -> Evidence:
    """The evidence as the speaker's in it, where nobody else answers: a reason behind what somebody supported is theirs."""
    first = evidence.candidate.voices[0] if evidence.candidate.voices else None
    if evidence.voice.speaker or first is None or not first.speaker:
        return evidence
    return replace(evidence, voice=joined(evidence.candidate.voices))


def _has_words(question: str, text: str) -> bool:
    """Whether a sentence has the words that the question quotes."""
    quoted = [name_words(found) for found in _QUOTED.findall(question)]
    words = " ".join(name_words(text))
    return bool(quoted) and all(f" {' '.join(one)} " in f" {words} " for one in quoted)


def _in_its_words(claim: str, evidence: Evidence, share: float = 1.0) -> bool:
    """Whether a sentence has the words of a claim, or this share of them, and denies as much as the claim does."""
    wanted, text = content_of(claim), evidence.candidate.as_told
    same = len(_NEGATION.findall(text)) % 2 == len(_NEGATION.findall(claim)) % 2
    same = same and not _OPEN.search(text)
    return len(wanted) >= FEWEST and same and len(wanted & content_of(text)) >= share * len(wanted)


def _says(desk: Desk, evidence: Evidence, placed: Placed) -> bool:
    """Whether the evidence is probable enough, or near and clearly of this view."""
    if evidence.probability >= required(desk, evidence):
        return True
    if placed.affirms >= HELD and evidence.probability >= desk.threshold:
        return True  # words of the question that stand nowhere near count less where the claim itself is held
    return placed.affirms >= ENTAILED and evidence.probability >= LENIENT * desk.threshold


def _who_took_back(desk: Desk, ranked: Sequence[Evidence]) -> list[Evidence]:
    """Those who take something back, as probable as may be: what it was stands in other sentences."""
    asked = _ABOUT.split(desk.question.text)[-1].rstrip("?!. ")
    found = [e for e in ranked if takes_back(e.candidate.text) and is_about(desk, e.candidate, asked)]
    return [replace(e, probability=max(e.probability, SURE)) for e in found]


def _as_weighed(desk: Desk, ranked: Sequence[Evidence]) -> Choice:
    if not ranked or ranked[0].probability < required(desk, ranked[0]):
        return refused(desk, ranked)
    level = RIVAL * ranked[0].probability
    return Choice(tuple(distinct([e for e in ranked if e.probability >= level], MOST)), ranked[0].probability)
