"""On which side a statement stands: by what it says outright, or else by how the model weighs its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rag.choose.answered import answered, distanced, retorted
from rag.choose.avowed import avowed, called_after
from rag.choose.base import Desk
from rag.choose.claims import content_of, is_clause, said_to_be
from rag.choose.granted import TURNS, is_granted, is_retold, own_words
from rag.choose.judged import called_unfounded, echoed, judged, wished
from rag.choose.pointed import CALLED_FOR, shared
from rag.choose.stated import Stated, trade_places
from rag.evidence.text import read
from rag.retrieve import candidate
from rag.types import Candidate, Evidence, Stance, Voice
from rag.voices import joined

LEANING, PLAIN = 0.45, 0.8
"""Probabilities of a side between which a statement is read twice more: it leans to it, and is not plain."""
SIDED = 0.45
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
_GRANTING = re.compile(r"^(?:admit|conced|acknowledg|grant|allow)", re.IGNORECASE)
_HOWEVER = re.compile(r"^\W*(?:but|yet|however|still|nevertheless|on the other hand)\b", re.IGNORECASE)
_STAYING = re.compile(
    r"\b(?:keep(?:s|ing)?|kept|retain\w*|stay(?:s|ed|ing)?|remain(?:s|ed|ing)?|preserv\w+|sav(?:e|es|ed|ing)|restor\w+|repair\w*|maintain\w*)\b",
    re.IGNORECASE,
)
_GOING = re.compile(
    r"\b(?:remov\w+|demolish\w*|scrap\w*|abolish\w*|clos(?:e|es|ed|ing|ure)|pull(?:s|ed|ing)? down|t(?:ear|ore|orn|earing)\w* down|tak(?:e|es|ing|en) "
    r"(?:it |them )?(?:down|out)|(?:should|must|ought to|has to|have to) go|go(?:es)? back|(?:giv(?:e|es|en|ing)|hand(?:s|ed|ing)?|send(?:s|ing)?|sent) "
    r"(?:it |them )?back|return(?:s|ed|ing)?|sell(?:s|ing)?|sold)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:should|must|ought|want\w*|would like|demand\w*|urg\w+|call\w* for|recommend\w*|ask\w*|propos\w+|favou?r\w*|let)\b",
    re.IGNORECASE,
)
"""What should stay, and what should go; and that it is of what should be that is spoken."""
_THAT = re.compile(r"^that\s+", re.IGNORECASE)
_WARNING = re.compile(r"^(?:warn|caution|fear|worr|concern|alarm)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement with the probabilities of its sides; ``is_outright`` where its form alone takes one."""

    evidence: Evidence
    affirms: float
    disputes: float
    needed: float = SIDED
    is_outright: bool = False

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
    plain = [plainly(desk, c) for c in candidates]
    open_ = [c for c, one in zip(candidates, plain, strict=True) if one is None]
    rows = _weighed(desk, [(c, _own(desk, c)) for c in open_])
    weighed = iter([_placed(desk, c, *row) for c, row in zip(open_, rows, strict=True)])
    return [outright(one) if one else next(weighed) for one in plain]


def place_closely(desk: Desk, candidates: Sequence[Candidate]) -> list[Placed]:
    """As ``place``, and those that lean to a side read again after what stands before them, and without their verb."""
    told = [(c, own) for c in candidates if (own := _own(desk, c))]
    rows = np.array(_weighed(desk, told)).reshape(-1, 2)
    leaning = [n for n, row in enumerate(rows) if LEANING <= row.max() < PLAIN]
    again = {(n, text) for n in leaning for text in _readings(*told[n]) if text != _as_told(*told[n])}
    pairs = sorted(again)
    scores = desk.stance.score_both_ways([(claim_of(desk), text) for _, text in pairs])
    known = {pair: score[:2] for pair, score in zip(pairs, scores, strict=True)}
    for n in leaning:
        first = rows[n].copy()
        rows[n] = np.mean([first, *(known.get((n, text), first) for text in _readings(*told[n]))], axis=0)
    placed = [_placed(desk, c, float(row[0]), float(row[1])) for (c, _), row in zip(told, rows, strict=True)]
    return [*placed, *_turned_to(desk, candidates)]


def _weighed(desk: Desk, told: Sequence[tuple[Candidate, str]]) -> list[tuple[float, float]]:
    """The model's probabilities that statements, by their own words, affirm and dispute the claim; none for no words."""
    pairs = [(claim_of(desk), _as_told(found, own)) for found, own in told if own]
    scores = iter(desk.stance.score_both_ways(pairs))
    rows = (next(scores)[:2] if own else (0.0, 0.0) for _, own in told)
    return [(float(affirms), float(disputes)) for affirms, disputes in rows]


def _as_told(found: Candidate, own: str) -> str:
    return f"{found.prompt.text} {own}" if found.prompt else own


def _own(desk: Desk, found: Candidate) -> str:
    """The words of a sentence in which its speaker may take a side: without what is only granted or passed on.

    Who grants that something is so holds that it is.
    """
    voice, clause = found.voices[0], says_that(desk)
    if voice.cue is not None:
        grants = _GRANTING.match(found.part(voice.cue)) and not clause
        turn = TURNS.search(found.text)
        if grants or is_retold(found.text):
            rest = found.text[turn.end() :] if turn else ""
            return rest if grants else found.text[: turn.start()] if turn else found.text
        return found.text
    if clause and is_granted(found.text):
        return found.text
    return own_words(found.text)


def _turned_to(desk: Desk, candidates: Sequence[Candidate]) -> list[Placed]:
    """What the writer adds behind a "but" to what others are said to think, with the sides of that."""
    added = [
        (c, voice)
        for c in candidates
        if c.voices[0].cue is not None and is_retold(c.text) and own_words(c.text)
        if (voice := next((v for v in c.voices if v.cue is None), c.author)) is not None and voice.speaker
    ]
    rows = _weighed(desk, [(replace(c, prompt=None), c.text) for c, _ in added])
    return [
        Placed(Evidence(c, c.span, max(row), voice), *row)
        for (c, voice), row in zip(added, rows, strict=True)
        if row[1] > row[0]
    ]


def _readings(found: Candidate, own: str) -> tuple[str, str]:
    """A statement after the sentence before it, and the words alone that somebody is cited for."""
    said = _said(found) if own == found.text else own
    return _as_told(found, own) if found.prompt else f"{found.before} {own}", said or own


def _said(found: Candidate) -> str:
    """What the first speaker of a sentence says, where the verb only says so; the whole where there is no verb."""
    voice = found.voices[0]
    if voice.cue is None:
        return found.text
    plain = _SAYS.match(found.part(voice.cue))
    return _THAT.sub("", " ".join(found.part(part) for part in voice.content).strip()) if plain else ""


def _told(found: Candidate) -> str:
    """What somebody is cited for in a sentence, as it stands there; empty where there is no verb that says so."""
    voice = found.voices[0]
    return " ".join(found.part(part) for part in voice.content) if voice.cue else ""


def claim_of(desk: Desk) -> str:
    """The claim that statements are held against."""
    return desk.question.proposition or desk.question.text


def plainly(desk: Desk, found: Candidate) -> Stated | None:
    """A statement whose side needs no weighing: it says yes or no to the claim, what it is worth, or what should be."""
    claim, voice = claim_of(desk), joined(found.voices)
    if said_to_be(found.text) == claim and not denies(found.text):
        return Stated(found, voice, "affirms")  # it was spelled out in these very words
    if not claim_words(desk):
        return None  # a name alone says nothing that could be answered, echoed or judged
    own = next((v for v in found.voices if v.cue is None), None)
    if own is not None and distanced(claim, found.text):
        return Stated(found, own, "disputes")
    if called_unfounded(found.text):
        return Stated(found, voice, "disputes")
    side = replied(desk, found) or answered(claim, found) or _goes_on(desk, found)
    side = side or called_after(claim, voice.speaker or "") or _of_a_plan(desk, found)
    side = side or (echoed(claim, _said(found)) if says_that(desk) and _own(desk, found) else None)
    return Stated(found, voice, side) if side else None


def denies(text: str) -> bool:
    """Whether a sentence has words that deny, or are against something."""
    return bool(_DENIES.search(text))


def replied(desk: Desk, found: Candidate) -> Stance | None:
    """The side of a sentence, or of what it reports, that only calls wrong or right what stands before it."""
    told, claim = _told(found), claim_of(desk)
    return retorted(claim, found) or (retorted(claim, found, told) if told else None)


def _of_a_plan(desk: Desk, found: Candidate) -> Stance | None:
    """The side on a plan that a sentence takes by what it says of it or wants of it."""
    claim, own = claim_of(desk), _own(desk, found)
    before = f"{found.prompt.text if found.prompt else ''} {found.before}"
    avows = avowed(claim, own, before, only_own=found.voices[0].attribution == "direct")
    return avows or wished(claim, own) or judged(claim, own)


def _goes_on(desk: Desk, found: Candidate) -> Stance | None:
    """The side of a sentence that goes on from an answer's "yes" or "no" by the same speaker."""
    if found.prompt is None or _HOWEVER.match(found.text):
        return None
    read_document = desk.view.read(found.document_id)
    asked, first = desk.searcher.embed(desk.question.search), found
    while first.number and (one := candidate(read_document, first.number - 1, asked)).prompt == found.prompt:
        first = one
    return answered(claim_of(desk), first) if first.number != found.number else None


def speaks_of_another(desk: Desk, found: Candidate) -> bool:
    """Whether a statement calls unfounded what somebody fears or claims that is not the claim asked about."""
    feared = called_unfounded(found.text)
    return feared is not None and shared(claim_of(desk), feared, desk.unlike) < CALLED_FOR


def outright(stated: Stated) -> Placed:
    """A statement that takes its side outright."""
    affirms = SAID if stated.stance == "affirms" else 1 - SAID
    found = stated.candidate
    return Placed(Evidence(found, found.span, SAID, stated.voice), affirms, 1 - affirms, is_outright=True)


def claim_words(desk: Desk) -> frozenset[str]:
    """The content words of the claim without the names of those whom the question speaks of."""
    named = {word for one in desk.question.speakers for name in (one.name, *one.names) for word in content_of(name)}
    return content_of(claim_of(desk)) - named


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
    if affirms > disputes and _ends_what_stays(proposition, found, voice):
        affirms, disputes = disputes, affirms
    if affirms > disputes and _other_number(proposition, found.text):
        affirms, disputes = 0.0, min(disputes, affirms)
    hedged = clause and _HEDGE.search(found.text) and not _HEDGE.search(proposition)
    needed = HEDGED if hedged else SIDED
    return Placed(Evidence(found, found.span, max(affirms, disputes), voice), affirms, disputes, needed)


def _ends_what_stays(claim: str, found: Candidate, voice: Voice) -> bool:
    """Whether somebody would have go what the claim would have stay, or the other way: "must go back" beside "keep the box"."""
    said = " ".join(found.part(part) for part in voice.content) if voice.cue else found.text
    if _DENIES.search(said) or _DENIES.search(claim):
        return False
    return trade_places(said, claim, _STAYING, _GOING) and bool(_PLANNED.search(f"{claim} {found.text}"))


def _other_number(claim: str, text: str) -> bool:
    """Whether a claim has a number and a text another in its place: words that are alike otherwise do not affirm it."""
    asked, here = read(claim), read(text)
    wanted = {asked.stems[n] for n in asked.numbers if asked.stems[n][0].isdigit()}
    there = {here.stems[n] for n in here.numbers if here.stems[n][0].isdigit()}
    return bool(wanted) and bool(there) and not wanted & there
