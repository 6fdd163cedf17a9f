"""Why somebody takes a side, where they go on to say it: "Mrs Lund supported the move. She said that the square had no water." """

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from index.types import Document, Span
from rag.choose.base import Desk
from rag.choose.verbs import ACTS
from rag.retrieve import candidate
from rag.types import Choice, Evidence

_ASKS_WHY = re.compile(
    r"\b(?:why|how come|what for|on what (?:grounds?|basis)|for what reasons?|(?:what|which|whose) .*\b(?:reasons?|grounds|objections?|arguments?|problem with))\b",
    re.IGNORECASE,
)
_TAKES_A_SIDE = re.compile(
    r"\b(?:agree[sd]?|dissent(?:s|ed)?|demur\w*|vot(?:e|es|ed)|against|favou?r|opposed|in favou?r|for)\b", re.IGNORECASE
)
_REASON = re.compile(
    r"\b(?:because|since|as (?:it|they|the|he|she|we|I)|on the grounds?|for fear|saying|arguing|citing|so that|lest|given that|owing to|due to|which (?:he|she|they) (?:said|thought))\b",
    re.IGNORECASE,
)
_SINCE_THEN = re.compile(r"\bsince (?=[A-Z\d]|last\b|then\b)")
_CAUSE = re.compile(
    r"\b(?:blam(?:e|es|ed|ing)|attribut(?:e|es|ed|ing)|ascrib(?:e|es|ed|ing)|put(?:s|ting)? (?:\w+ ){1,4}down to|the (?:reason|cause) (?:is|was))\b",
    re.IGNORECASE,
)
"""Says to what somebody puts a thing down."""
_IN_A_TURN = re.compile(r"^[^.?!]{0,40}\bI(?: \w+){0,2} (?:dis)?agree(?: with \w+)?[.!]$")
_LONGEST = 22
"""Words of a sentence that does no more than take a side."""


def with_reasons(desk: Desk, choice: Choice) -> Choice:
    """The choice, and where it is asked why, behind each bare side the next sentence of whoever takes it."""
    if not choice.evidence or not _ASKS_WHY.search(desk.question.text):
        return choice
    chosen = {(e.candidate.document_id, e.candidate.number) for e in choice.evidence}
    found = [e for one in choice.evidence for e in (one, *_reason(desk, one, chosen))]
    return replace(choice, evidence=tuple(found))


def _reason(desk: Desk, one: Evidence, chosen: set[tuple[str, int]]) -> Iterator[Evidence]:
    """The sentence behind one that only takes a side, or that tells what its speaker puts down to a cause in the next one."""
    found, read = one.candidate, desk.view.read(one.candidate.document_id)
    following = found.number + 1
    if following >= len(read.document.sentences) or (found.document_id, following) in chosen:
        return
    if not _in_one_paragraph(read.document, found.span, following):
        return
    text = read.document.text[read.document.sentences[following].start : read.document.sentences[following].end]
    if not (_only_takes_a_side(one) or (_CAUSE.search(text) and not _tells_why(found.text))):
        return
    reason = candidate(read, following, desk.searcher.embed(desk.question.search))
    voice = next((v for v in reason.voices if v.speaker == one.voice.speaker and v.speaker is not None), None)
    if voice is not None:
        yield Evidence(reason, reason.span, one.probability, voice, one.stance)


def _tells_why(text: str) -> bool:
    plain = _SINCE_THEN.sub(" ", text)
    return bool(_REASON.search(plain) or _CAUSE.search(plain))


def _only_takes_a_side(one: Evidence) -> bool:
    found, cue = one.candidate, one.candidate.part(one.voice.cue) if one.voice.cue else ""
    acts = any(words.search(cue) for words in ACTS.values()) or _TAKES_A_SIDE.match(cue) or _IN_A_TURN.match(found.text)
    return bool(acts) and len(found.text.split()) <= _LONGEST and not _REASON.search(found.text)


def _in_one_paragraph(document: Document, first: Span, following: int) -> bool:
    """Whether no empty line stands between a sentence and the next."""
    behind = document.sentences[following]
    return not behind.furniture and "\n\n" not in document.text[first.end : behind.start]
