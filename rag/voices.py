"""Who speaks in a sentence: those whose statements it holds, or else the document's author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.types import Document, Sentence, Span, Statement
from rag.types import Evidence, Voice


def author_voice(document: Document) -> Voice:
    """The author of a document, who answers for all that nobody else is cited for."""
    return Voice(document.author, document.author_role or "author", "author")


def voices_in(document: Document, sentence: Span | Sentence) -> tuple[Voice, ...]:
    """The voices in one sentence, in text order; the author's where nobody is cited.

    Whose turn or letter a sentence stands in does not answer for what it reports of others; where that is most of the
    sentence, those come first.
    """
    span = Span(sentence.start, sentence.end)
    cited = [s for s in document.statements if any(part.overlaps(span) for part in s.content)]
    told = [part for s in cited if s.reported_by for part in s.content if part.overlaps(span)]
    around = [s for s in cited if s.cue is None and s.reported_by is None and _holds(s, told)]
    if not around:
        return tuple(map(statement_voice, cited)) or (author_voice(document),)
    inner = tuple(statement_voice(s) for s in cited if s not in around)
    outer = tuple(_without(statement_voice(s), told) for s in around)
    return (*inner, *outer) if _mostly_told(span, [s for s in cited if s.reported_by]) else (*outer, *inner)


def _holds(turn: Statement, told: Sequence[Span]) -> bool:
    return any(part.overlaps(other) for part in turn.content for other in told)


def _mostly_told(sentence: Span, reports: Sequence[Statement]) -> bool:
    """Whether reports of others, with who is named in them and the verb, make up most of a sentence."""
    parts = [p for s in reports for p in (*s.content, s.source, s.cue) if p is not None and p.overlaps(sentence)]
    places = {at for part in parts for at in range(max(part.start, sentence.start), min(part.end, sentence.end))}
    return len(places) * 2 > sentence.end - sentence.start


def _without(voice: Voice, told: Sequence[Span]) -> Voice:
    """A voice's own words: what it says less what it reports of others."""
    own = []
    for part in voice.content:
        at = part.start
        for other in sorted(told):
            own.append(Span(at, min(other.start, part.end)))
            at = max(at, other.end)
        own.append(Span(at, part.end))
    return replace(voice, content=tuple(part for part in own if part.start < part.end) or voice.content)


def statement_voice(statement: Statement) -> Voice:
    """The voice of a statement."""
    return Voice(
        statement.speaker,
        statement.speaker_role,
        statement.attribution,
        statement.content,
        statement.cue,
        statement.reported_by,
        statement.source,
    )


def joined(voices: Sequence[Voice]) -> Voice:
    """One voice for words that several share: "A and B"; the first one where their words differ."""
    first = voices[0]
    return _together([v for v in voices if v.content == first.content and v.speaker] or [first])


def names_in(evidence: Evidence) -> tuple[str, ...]:
    """Each of those who share the words of a piece of evidence, by name; empty where nobody is named."""
    speaker = evidence.voice.speaker or ""
    several = [v.speaker for v in evidence.candidate.voices if v.speaker and v.speaker != speaker]
    shared = tuple(
        dict.fromkeys(
            name
            for name in several
            if f"{name} and " in speaker or speaker.endswith(f" and {name}") or f"{name}, " in speaker
        )
    )
    return shared if len(shared) > 1 else (speaker,) if speaker else ()


def side_by_side(voices: Sequence[Voice]) -> Voice:
    """One voice for a sentence in which each says something of their own: "A and B".

    Those who speak within the words of the first, or round them, are left out: one tells of the other.
    """
    first = voices[0]
    if not (first.speaker and first.content):
        return first
    apart = [v for v in voices[1:] if v.speaker and v.content and not _overlap(v, first) and not _tells_of(v, first)]
    return _together([first, *[v for v in apart if str(v.speaker) not in first.speaker]])


def _tells_of(one: Voice, other: Voice) -> bool:
    """Whether one reports what the other says, or the other way round."""
    return other.speaker == one.reported_by or one.speaker == other.reported_by


def _overlap(one: Voice, other: Voice) -> bool:
    return any(a.overlaps(b) for a in one.content for b in other.content)


def _together(voices: Sequence[Voice]) -> Voice:
    first = voices[0]
    names = list(dict.fromkeys(str(v.speaker) for v in voices))
    if len(names) < 2:
        return first
    roles = [f"{v.speaker}: {v.role}" for v in voices if v.role]
    speaker = f"{', '.join(names[:-1])} and {names[-1]}"
    return replace(first, speaker=speaker, role="; ".join(roles) or None)
