"""On which side a statement stands: by what it says outright, or else by how the model weighs its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rag.choose.answered import answered, distanced, retorted
from rag.choose.base import Desk
from rag.choose.claims import is_clause, said_to_be
from rag.choose.judged import called_unfounded, echoed, judged, wished
from rag.choose.stated import CALLED_FOR, Stated, shared
from rag.evidence.text import read
from rag.types import Candidate, Evidence, Stance
from rag.voices import joined

LEANING, PLAIN = 0.4, 0.9
"""Probabilities of a side between which a statement is read twice more: it leans to it, and is not plain."""
SIDED = 0.5
"""Least probability of a side, chosen on the dev part of the stance cases; see eval/LOG.md."""
HEDGED = 0.7
"""Least probability of a side where the statement says only what could or may be, and the claim says what is."""
SAID = 0.9
"""Probability of the side that a statement takes outright."""

_HEDGE = re.compile(r"\b(?:could(?! not|n[’']t)|may|might|possibl[ey]|perhaps)\b", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:say|said|tell|told|argu|think|thought|believ|insist|maintain|claim|add|explain|writ|wrote|hold|held|stat|point|note|report|"
    r"testif|assur|remind|conclud|predict|declar|warn|caution|admit|announc|complain|object|according)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:not|never|nor|no|hardly|against|wrong|reject\w*|den(?:y|ies|ied)|disput\w*|dismiss\w*)\b|n[’']t\b",
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


def place(desk: Desk, candidates: Sequence[Candidate]) -> list[Placed]:
    """Each statement with its sides, in their order: what it says outright, or else as the model weighs its words."""
    rows = desk.stance.score_both_ways([(claim_of(desk), c.as_told) for c in candidates])
    both = [(plainly(desk, c), _placed(desk, c, *map(float, row[:2]))) for c, row in zip(candidates, rows, strict=True)]
    return [outright(plain) if plain else weighed for plain, weighed in both]


def place_closely(desk: Desk, candidates: Sequence[Candidate]) -> list[Placed]:
    """As ``place``, and those that lean to a side read again after what stands before them, and without their verb."""
    claim = claim_of(desk)
    rows = desk.stance.score_both_ways([(claim, c.as_told) for c in candidates])[:, :2].copy()
    leaning = [n for n, row in enumerate(rows) if LEANING <= row.max() < PLAIN]
    again = {(n, text) for n in leaning for text in _readings(candidates[n]) if text != candidates[n].as_told}
    pairs = sorted(again)
    scores = desk.stance.score_both_ways([(claim, text) for _, text in pairs])
    known = {pair: score[:2] for pair, score in zip(pairs, scores, strict=True)}
    for n in leaning:
        first = rows[n].copy()
        rows[n] = np.mean([first, *(known.get((n, text), first) for text in _readings(candidates[n]))], axis=0)
    return [_placed(desk, c, float(row[0]), float(row[1])) for c, row in zip(candidates, rows, strict=True)]


def _readings(found: Candidate) -> tuple[str, str]:
    """A statement after the sentence before it, and the words alone that somebody is cited for."""
    return found.as_told if found.prompt else f"{found.before} {found.text}", _said(found) or found.text


def _said(found: Candidate) -> str:
    """What the first speaker of a sentence says, where the verb only says so; the whole where there is no verb."""
    voice = found.voices[0]
    if voice.cue is None:
        return found.text
    plain = _SAYS.match(found.part(voice.cue))
    return _THAT.sub("", " ".join(found.part(part) for part in voice.content).strip()) if plain else ""


def claim_of(desk: Desk) -> str:
    """The claim that statements are held against."""
    return desk.question.proposition or desk.question.text


def plainly(desk: Desk, found: Candidate) -> Stated | None:
    """A statement whose side needs no weighing: it says yes or no to the claim, what it is worth, or what should be."""
    claim, voice = claim_of(desk), joined(found.voices)
    if said_to_be(found.text) == claim and not _DENIES.search(found.text):
        return Stated(found, voice, "affirms")  # it was spelled out in these very words
    own = next((v for v in found.voices if v.cue is None), None)
    if own is not None and distanced(claim, found.text):
        return Stated(found, own, "disputes")
    if called_unfounded(found.text) or retorted(claim, found):
        return Stated(found, voice, "disputes")
    side = answered(claim, found) or wished(claim, found.text) or judged(claim, found.text)
    side = side or (echoed(claim, _said(found)) if says_that(desk) else None)
    return Stated(found, voice, side) if side else None


def speaks_of_another(desk: Desk, found: Candidate) -> bool:
    """Whether a statement calls unfounded what somebody fears or claims that is not the claim asked about."""
    feared = called_unfounded(found.text)
    return feared is not None and shared(claim_of(desk), feared, desk.unlike) < CALLED_FOR


def outright(stated: Stated) -> Placed:
    """A statement that takes its side outright."""
    affirms = SAID if stated.stance == "affirms" else 1 - SAID
    found = stated.candidate
    return Placed(Evidence(found, found.span, SAID, stated.voice), affirms, 1 - affirms)


def says_that(desk: Desk) -> bool:
    """Whether the claim says that something is so: by its form, or by the "that" before it in the question."""
    claim = claim_of(desk)
    return is_clause(claim) or f"that {claim}".casefold() in desk.question.text.casefold()


def _placed(desk: Desk, found: Candidate, affirms: float, disputes: float) -> Placed:
    proposition, clause, voice = claim_of(desk), says_that(desk), joined(found.voices)
    cue = found.part(voice.cue) if voice.cue else ""
    # Who warns of what a plan would bring is against the plan, however grave the tone that the model hears.
    if _WARNING.match(cue) and not clause:
        affirms, disputes = min(affirms, disputes), max(affirms, disputes)
    if affirms > disputes and _other_number(proposition, found.text):
        affirms, disputes = 0.0, min(disputes, affirms)
    hedged = clause and _HEDGE.search(found.text) and not _HEDGE.search(proposition)
    needed = HEDGED if hedged else SIDED
    return Placed(Evidence(found, found.span, max(affirms, disputes), voice), affirms, disputes, needed)


def _other_number(claim: str, text: str) -> bool:
    """Whether a claim has a number and a text another in its place: words that are alike otherwise do not affirm it."""
    asked, here = read(claim), read(text)
    wanted = {asked.stems[n] for n in asked.numbers if asked.stems[n][0].isdigit()}
    there = {here.stems[n] for n in here.numbers if here.stems[n][0].isdigit()}
    return bool(wanted) and bool(there) and not wanted & there
