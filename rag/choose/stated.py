"""Statements whose own verb says which side they take: "did not accept the figures", "defended the firm".

Such a sentence holds no argument that could be weighed: what it says of the claim is in its verb, and what it is
about often only in the sentence before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from index.embed.base import Vectors
from index.reading import Read
from rag.choose.base import Desk
from rag.choose.verbs import ACTS
from rag.evidence.lexicon import LIGHT_WORDS
from rag.evidence.text import read
from rag.retrieve import candidate
from rag.types import Candidate, Stance, Voice

SHORT = 8
"""Words of what is supported or disputed; more of them are an argument, which is weighed as one."""
ABOUT, POINTING, CALLED_FOR = 0.5, 0.6, 0.6
"""Share of the content words that it must have in common with the claim: named here, only pointed at, or called for."""
SENTENCES = 8
"""Before one that only points at something, in which that may be named."""
DOCUMENTS = 6
"""Searched through for such statements: those with the best passages."""
REACH = 3
"""Words before a verb in which it may be denied."""
_HOLDS = re.compile(
    r"\b(?:believ|accept|agree|think|thought|buy|bought|share|convinc|persuad|want|like|trust)\w*", re.I
)
_CALLS_FOR = re.compile(
    r"\b(?:urg|recommend|propos|advocat|demand|insist|press|plead|pled|advis|call(?:s|ed|ing)? (?:for|on)|want|favou?r)\w*",
    re.I,
)
_NOT_TO = re.compile(r"^(?:[\w’']+\s){0,4}?not to\b", re.I)
_AGAINST = re.compile(r"\s+against\b", re.I)
_DOUBTS = re.compile(r"\b(?:doubt|disput|question|deny|denied|denies|contest)\w*", re.I)
"""Who does not doubt a thing holds it; who does not reject it need not."""
_WHETHER = re.compile(r"whether\b", re.I)
_NEW_VERB = re.compile(r"[,;:]|\b(?:and|but|or)\b", re.I)
_NEGATION = re.compile(r"\b(?:not|never|nor|neither|hardly|no longer|refus\w+ to|declin\w+ to)\b|n[’']t\b", re.I)
_POINTS = re.compile(
    r"^(?:to |with |of |by )?(?:(?:it|that|this|them|so)$|(?:the|this|that|these|those|such an?|his|her|their|its)\s(?:[\w’']+\s)?(?:account|"
    r"accusations?|allegations?|arguments?|assertion|assessment|calls?|change|charges?|claims?|conclusions?|contention|criticism|"
    r"decision|explanation|fears?|figures?|findings?|idea|interpretation|measures?|motion|notion|numbers?|plans?|position|"
    r"proposals?|propositions?|readings?|reports?|results?|scheme|stor(?:y|ies)|suggestions?|talk|theor(?:y|ies)|view|warnings?))\b",
    re.I,
)


def stated(proposition: str, found: Candidate, voice: Voice, context: str) -> Stance | None:
    """The side that a statement's own verb takes on the proposition; None where it takes none, or on something else.

    ``context`` is the text in which what it points at is named.
    """
    if voice.cue is None or not found.span.overlaps(voice.cue):
        return None
    cue, said = found.part(voice.cue), _said(found, voice)
    claim, before = _content(proposition), found.text[: voice.cue.start - found.span.start]
    if _CALLS_FOR.search(cue) and len(claim & _content(said)) >= CALLED_FOR * len(claim):
        against = _NOT_TO.search(said) or _AGAINST.match(found.text[voice.cue.end - found.span.start :])
        return "disputes" if against or _denied(cue, before) else "affirms"
    points = bool(_POINTS.match(said))
    side = _side(cue, before, points)
    if side is None or not said or len(said.split()) > SHORT:
        return None
    if points:
        return side if len(claim & _content(context)) >= POINTING * len(claim) else None
    named = _content(said)
    return side if named and len(claim & named) >= ABOUT * min(len(claim), len(named)) else None


def asks_whether(found: Candidate) -> bool:
    """Whether all that is said in a sentence is asked or wondered: it takes no side."""
    return bool(found.voices) and all(_WHETHER.match(_said(found, voice)) for voice in found.voices)


def _said(found: Candidate, voice: Voice) -> str:
    return " ".join(found.part(part) for part in voice.content).strip()


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence in which somebody's verb takes a side."""

    candidate: Candidate
    voice: Voice
    stance: Stance


def stated_near(desk: Desk, proposition: str) -> list[Stated]:
    """Whose verb takes a side on the proposition, in the documents searched, in the order of their passages."""
    asked = desk.searcher.embed(desk.question.search)
    documents = list(dict.fromkeys(c.document_id for c in desk.retrieved.candidates))[:DOCUMENTS]
    return [found for document_id in documents for found in _in(desk.view.read(document_id), proposition, asked)]


def _in(read_document: Read, proposition: str, asked: Vectors) -> Iterator[Stated]:
    document = read_document.document
    text, starts = document.text, [sentence.start for sentence in document.sentences]
    acting = [s.cue.start for s in document.statements if s.cue and _may_act(text[s.cue.start : s.cue.end])]
    for number in sorted({bisect_right(starts, at) - 1 for at in acting}):
        one = candidate(read_document, number, asked)
        context = text[starts[max(0, number - SENTENCES)] : one.span.end]
        for voice in one.voices:
            side = stated(proposition, one, voice, context)
            if side:
                yield Stated(one, voice, side)
                break  # one sentence, one side


def _may_act(cue: str) -> bool:
    return any(words.search(cue) for words in (*ACTS.values(), _HOLDS, _CALLS_FOR))


def _side(cue: str, before: str, points: bool) -> Stance | None:
    """What the verb does; what holds a thing to be so does it only where it is denied, or where the thing is known."""
    denied = _denied(cue, before)
    if ACTS["disputes"].search(cue):
        return "disputes" if not denied else "affirms" if _DOUBTS.search(cue) else None
    if ACTS["affirms"].search(cue) or _HOLDS.search(cue):
        return "disputes" if denied else "affirms" if points or ACTS["affirms"].search(cue) else None
    return None


def _denied(cue: str, before: str) -> bool:
    governed = _NEW_VERB.split(" ".join(before.split()[-REACH:]))[-1]
    return bool(_NEGATION.search(cue) or _NEGATION.search(governed))


def _content(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    here = read(text)
    words = zip(here.words, here.stems, strict=True)
    return frozenset(form for word, form in words if form in here.content and word not in LIGHT_WORDS)
