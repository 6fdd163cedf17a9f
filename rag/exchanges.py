"""Questions and answers of interviews and hearings: what a sentence answers, and whether it asks what others answer.

An answer often leaves its subject to the question ("It does not."), so the two are found and weighed as one; what is
cited stays the answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.types import Document, Sentence, Span, Statement

GAP = 60
"""Characters between a question and its answer, at most: a label with its role and blank lines."""
LONGEST = 70
"""Words of a question that are read; of a longer one its end."""
_ASKS = re.compile(
    r"(?:ask(?:s|ed)?|wonder(?:s|ed)?|enquir(?:es|ed)|inquir(?:es|ed)|quer(?:ies|ied)|wanted to know)\b", re.IGNORECASE
)
_WHAT = re.compile(r"\W*(?:why|how|what|when|where|who|which|whether|if)\b", re.IGNORECASE)
_REPLIES = re.compile(
    r"(?:repl(?:ies|ied)|answer(?:s|ed)|respond(?:s|ed)|explain(?:s|ed)|said|says|confirm(?:s|ed)|told)\b",
    re.IGNORECASE,
)
ANSWERING = 3
"""Sentences of an answer that the question before it is read with."""
KEPT = 64
"""Documents whose exchanges are remembered: each of their sentences is looked at."""


@dataclass(frozen=True, slots=True)
class Exchanges:
    """The turns of a transcript in order: where each ends, what question it answers, and whether it is one itself."""

    turns: tuple[Span, ...]
    prompts: tuple[Span | None, ...]

    def prompt_of(self, document: Document, sentence: Sentence) -> Span | None:
        """The question that a sentence answers, as it stands before the answer; None outside of an exchange."""
        number = self._at(sentence)
        if number is None or self.prompts[number] is None:
            return None
        begin = bisect_left(document.sentences, self.turns[number].start, key=lambda s: s.end - 1)
        told = document.sentences[begin : begin + ANSWERING]
        return self.prompts[number] if sentence in told else None

    def is_put(self, sentence: Sentence) -> bool:
        """Whether a sentence stands in a question that somebody else answers."""
        number = self._at(sentence)
        return number is not None and number + 1 < len(self.turns) and self.prompts[number + 1] is not None

    def _at(self, sentence: Sentence) -> int | None:
        """The turn in which a sentence ends: it may begin with the turn's label."""
        number = bisect_left(self.turns, sentence.end, key=lambda turn: turn.end + 1)
        return number if number < len(self.turns) and self.turns[number].start < sentence.end else None


class _Version:
    """A document that is equal to another where it is the same version of the same text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._key = (document.id, document.sha256, len(document.statements))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Version) and self._key == other._key


def exchanges(document: Document) -> Exchanges:
    """The exchanges of a document; none where it is no transcript."""
    return _read(_Version(document))


@lru_cache(maxsize=KEPT)
def _read(version: _Version) -> Exchanges:
    document = version.document
    turns = _turns(document)
    if not turns:
        return _reported(document)
    asked = Counter(t.speaker for t in turns if _asks(document.text, t))
    total = Counter(t.speaker for t in turns)
    share = {speaker: asked[speaker] / total[speaker] for speaker in total}
    prompts: list[Span | None] = [None] * len(turns)
    for number in range(1, len(turns)):
        if _prompts(document.text, turns[number - 1], turns[number], share):
            prompts[number] = _ending(document, turns[number - 1].content[0])
    return Exchanges(tuple(t.content[0] for t in turns), tuple(prompts))


def _reported(document: Document) -> Exchanges:
    """What is asked and answered in minutes and the like: "Mr Lund asked why it was late. Ms Lee replied that it snowed"."""
    pairs: list[tuple[Span, Span | None]] = []
    asking: tuple[Sentence, Statement] | None = None
    told: dict[Sentence, Statement] = {}
    for one in document.statements:
        if one.cue is not None and one.reported_by is None:
            at = bisect_left(document.sentences, one.cue.start, key=lambda s: s.end - 1)
            told.setdefault(document.sentences[at], one)
    for sentence in document.sentences:
        here = told.get(sentence)
        if asking and here and _replies(document.text, asking, sentence, here):
            pairs += [
                (Span(asking[0].start, asking[0].end), None),
                (Span(sentence.start, sentence.end), asking[1].content[0]),
            ]
        asking = (sentence, here) if here and _asks_what(document.text, here) else None
    return Exchanges(tuple(span for span, _ in pairs), tuple(prompt for _, prompt in pairs))


def _asks_what(text: str, one: Statement) -> bool:
    """Whether somebody is told to ask something ("asked why it was late")."""
    return one.cue is not None and bool(_ASKS.match(text, one.cue.start) and _WHAT.match(text, one.content[0].start))


def _replies(text: str, asking: tuple[Sentence, Statement], sentence: Sentence, one: Statement) -> bool:
    """Whether a sentence is somebody else's reply to what was asked in the one right before it."""
    between = text[asking[0].end : sentence.start]
    cue = one.cue.start if one.cue else sentence.end
    return "\n\n" not in between and one.speaker != asking[1].speaker and bool(_REPLIES.match(text, cue))


def _turns(document: Document) -> Sequence[Statement]:
    """The turns whose labels stand before what is said."""
    found = [s for s in document.statements if s.cue is None and s.reported_by is None and s.source is not None]
    labelled = [s for s in found if s.source and s.source.end <= s.content[0].start <= s.source.end + GAP]
    return sorted(labelled, key=lambda s: s.content[0])


def _prompts(text: str, one: Statement, following: Statement, share: dict[str | None, float]) -> bool:
    """Whether a turn is answered by the next one: at once and by somebody else, who asks less."""
    if one.speaker == following.speaker or following.content[0].start - one.content[0].end > GAP:
        return False
    mostly = share[one.speaker] >= 1 / 2 and share[one.speaker] > share[following.speaker]
    return mostly or (_asks(text, one) and not _asks(text, following))


def _asks(text: str, turn: Statement) -> bool:
    return text[turn.content[0].start : turn.content[0].end].rstrip(' "”’*_)').endswith("?")


def _ending(document: Document, said: Span) -> Span:
    """A question, or as much of its end, in whole sentences, as is read."""
    begin = bisect_left(document.sentences, said.start, key=lambda s: s.end - 1)
    first = said.start
    for sentence in document.sentences[begin:]:
        if len(document.text[first : said.end].split()) <= LONGEST or sentence.start >= said.end:
            break
        first = min(sentence.end, said.end)
    return Span(first if first < said.end else said.start, said.end)
