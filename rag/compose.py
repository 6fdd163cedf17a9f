"""The answer without a model: what was chosen, quoted, each with who says it and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.types import AnswerSentence, Choice, Citation, Evidence, Position, Question, Stance, Voice
from rag.voices import names_in
from rag.wording import AS_ASKED, AS_REPORTED, IN_COLUMNS, counted

BARE = 6
"""Words of an answer up to which it is shown with its question: "I doubt it." """
_LAST = re.compile(r"(?<=[.?!])\s+")
_QUOTES = re.compile(r"[“”\"«»„]")


@dataclass(frozen=True, slots=True)
class Composed:
    """The answer's text, marked and plain, its sentences with offsets into the marked text, and the positions."""

    marked: str
    plain: str
    sentences: tuple[AnswerSentence, ...]
    positions: tuple[Position, ...]


def compose(question: Question, choice: Choice, citations: Sequence[Citation]) -> Composed:
    """Arrange the chosen evidence; ``citations`` are those of ``choice.evidence``, in its order."""
    marked, plain = choice.lead or "", choice.lead or ""
    sentences = []
    named: set[str | None] = set()
    columns = ""
    turned = turning(choice)
    for number, (one, citation) in enumerate(zip(choice.evidence, citations, strict=True)):
        if number == turned and one.stance:
            other = len({name for e in choice.evidence[turned:] for name in names_in(e)})
            marked, plain = (f"{text} {counted(other, one.stance)}" for text in (marked, plain))
        under = one.candidate.columns if one.candidate.columns != columns else ""
        again = citation.voice.speaker in named
        words = quoted(citation, citation.voice, again=again, asked=_asked(one, citation), columns=under)
        columns = one.candidate.columns
        named.add(citation.voice.speaker)
        start = len(marked) + 1 if marked else 0
        marked = f"{marked} {words} [{citation.id}]".strip()
        plain = f"{plain} {words}".strip()
        sentences.append(
            AnswerSentence(
                marked[start:], start, len(marked), "verbatim", (citation.id,), citation.voice.speaker, one.stance
            )
        )
    return Composed(marked, plain, tuple(sentences), positions(question, choice, citations))


def turning(choice: Choice) -> int | None:
    """Where the evidence goes over to the other side; None where it takes one side, or none."""
    stances = [one.stance for one in choice.evidence]
    return next((n for n, stance in enumerate(stances) if stance and stance != stances[0]), None)


def _asked(one: Evidence, citation: Citation) -> str:
    """The question that words too few to stand alone answer; empty where they stand alone, or answer none."""
    prompt = one.candidate.prompt
    if prompt is None or len(citation.text.split()) > BARE or _QUOTES.search(prompt.text):
        return ""
    return _LAST.split(prompt.text.strip())[-1]


def quoted(citation: Citation, voice: Voice, again: bool = False, asked: str = "", columns: str = "") -> str:
    """The cited words with their speaker, the second time without the role, and with the question they answer.

    A row is told with the heads of its ``columns``. Words that hold quotation marks of their own get no second pair.
    """
    words = " ".join(citation.text.split())
    words = words if _QUOTES.search(words) else f"“{words}”"
    under = IN_COLUMNS.format(columns=columns) if columns else ""
    if not voice.speaker:
        return f"{under[:1].upper()}{under[1:]}: {words}" if under else words
    reported = AS_REPORTED if voice.attribution == "indirect" else ""
    put = AS_ASKED.format(question=asked) if asked else ""
    told = f"{voice.speaker if again else introduced(voice)}{reported}{put}"
    return f"{told}, {under}: {words}" if under else f"{told}: {words}"


def introduced(voice: Voice) -> str:
    """The speaker with role, and whose account it is where somebody else reports it."""
    notes = [note for note in (voice.role, f"by {voice.reported_by}’s account" if voice.reported_by else None) if note]
    return f"{voice.speaker} ({'; '.join(notes)})" if notes else str(voice.speaker)


def positions(question: Question, choice: Choice, citations: Sequence[Citation]) -> tuple[Position, ...]:
    """Where each speaker stands, the asked side first as it was chosen; empty where no side was asked for."""
    found: dict[tuple[Stance, str], list[int]] = {}
    for one, citation in zip(choice.evidence, citations, strict=True):
        if one.stance:
            for name in names_in(one):
                found.setdefault((one.stance, name), []).append(citation.id)
    proposition = choice.proposition or question.proposition or question.text
    return tuple(Position(proposition, stance, speaker, tuple(ids)) for (stance, speaker), ids in found.items())
