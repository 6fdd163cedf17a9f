"""The side of a letter, mail or turn that opens by agreeing or disagreeing with another: "With respect, I disagree.", "I'm with Ann." """

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.types import Document
from rag.choose.base import Desk, is_turn
from rag.choose.placing import Placed, outright
from rag.choose.stated import Stated
from rag.interpret.roster import name_words
from rag.types import OTHER_SIDE, Candidate

_HOW = (
    r"(?:entirely|completely|wholly|totally|fully|really|strongly|still|must|have to|also|respectfully|quite|very much)"
)
_WITH = r"(?: with (?:(?P<{}>[A-Z][\w’'-]+)|you|that|this|it|all (?:of )?(?:that|this)|what you (?:say|said)))?"
_REPLIES = re.compile(
    r"^\W*(?:(?i:with (?:all |the greatest |great )?(?:due )?respect|sorry|I[’']m (?:sorry|afraid)|yes|no|well|for (?:what it[’']s worth|my part))[,.:]? (?:but )?)*"
    rf"(?:(?P<no>I (?:{_HOW} )*(?:disagree|do(?:n[’']t| not) agree){_WITH.format('against')})"
    rf"|(?P<yes>(?:I (?:{_HOW} )*)?[Aa]greed?{_WITH.format('alike')}|I[’']?(?: a)?m (?:all )?with (?P<beside>[A-Z][\w’'-]+)))\b[^.?!;:]{{0,24}}[.!;:,]",
)
"""A whole sentence, or its beginning."""
_PLAIN = 0.6
"""Least certainty of the side that is agreed or disagreed with."""


def with_replies(desk: Desk, placed: Sequence[Placed]) -> list[Placed]:
    """What is placed, with those who agree or disagree with a turn before theirs, or with somebody named, whose side is known."""
    own = (c for c in desk.retrieved.candidates if _is_own_turn(c))
    replies = [one for found in own for one in _as_the_other(desk, found, placed)]
    told = {_place(one) for one in replies}
    return [*(one for one in placed if _place(one) not in told), *replies]


def _place(one: Placed) -> tuple[str, int]:
    return one.evidence.candidate.document_id, one.evidence.candidate.number


def _is_own_turn(found: Candidate) -> bool:
    first = found.voices[0] if found.voices else None
    return first is not None and is_turn(first) and first.speaker is not None


def _as_the_other(desk: Desk, found: Candidate, placed: Sequence[Placed]) -> Iterator[Placed]:
    reply = _REPLIES.match(found.text)
    if reply is None:
        return
    name, voice = reply["against"] or reply["alike"] or reply["beside"], found.voices[0]
    document = desk.view.document(found.document_id)
    other = _called(name, placed) if name else _spoke_before(document, found)
    theirs = [
        p for p in placed
        if p.evidence.candidate.document_id == found.document_id and p.evidence.voice.speaker == other and p.certainty >= _PLAIN
    ]  # fmt: skip
    if other is not None and other != voice.speaker and theirs and theirs[0].stance:
        side = theirs[0].stance
        yield outright(Stated(found, voice, OTHER_SIDE[side] if reply["no"] else side))


def _called(name: str, placed: Sequence[Placed]) -> str | None:
    """The speaker of this first name or surname."""
    speakers = dict.fromkeys(p.evidence.voice.speaker for p in placed)
    return next((one for one in speakers if one and name.casefold() in name_words(one)), None)


def _spoke_before(document: Document, found: Candidate) -> str | None:
    """Who has the turn before the one in which a sentence stands."""
    turns = [s for s in document.statements if is_turn(s)]
    before = [s for s in turns if s.content[-1].end <= found.span.start and s.speaker != found.voices[0].speaker]
    return max(before, key=lambda s: s.content[-1].end).speaker if before else None
