"""Who speaks in a sentence: those whose statements it holds, or else the document's author."""

from __future__ import annotations

from collections.abc import Sequence

from index.types import Document, Sentence, Span, Statement
from rag.types import Voice


def author_voice(document: Document) -> Voice:
    """The author of a document, who answers for all that nobody else is cited for."""
    return Voice(document.author, document.author_role or "author", "author")


def voices_in(document: Document, sentence: Span | Sentence) -> tuple[Voice, ...]:
    """The voices in one sentence, in text order; the author's where nobody is cited."""
    span = Span(sentence.start, sentence.end)
    cited = [s for s in document.statements if any(part.overlaps(span) for part in s.content)]
    return tuple(map(statement_voice, cited)) or (author_voice(document),)


def statement_voice(statement: Statement) -> Voice:
    """The voice of a statement."""
    return Voice(
        statement.speaker,
        statement.speaker_role,
        statement.attribution,
        statement.content,
        statement.cue,
        statement.reported_by,
    )


def joined(voices: Sequence[Voice]) -> Voice:
    """One voice for words that several share: "A and B"; the first one where their words differ."""
    first = voices[0]
    return _together([v for v in voices if v.content == first.content and v.speaker] or [first])


def side_by_side(voices: Sequence[Voice]) -> Voice:
    """One voice for a sentence in which each says something of their own: "A and B".

    Those who speak within the words of the first, or round them, are left out: one tells of the other.
    """
    first = voices[0]
    if not (first.speaker and first.content):
        return first
    apart = [v for v in voices[1:] if v.speaker and v.content and not _overlap(v, first)]
    return _together([first, *[v for v in apart if str(v.speaker) not in first.speaker]])


def _overlap(one: Voice, other: Voice) -> bool:
    return any(a.overlaps(b) for a in one.content for b in other.content)


def _together(voices: Sequence[Voice]) -> Voice:
    first = voices[0]
    names = list(dict.fromkeys(str(v.speaker) for v in voices))
    if len(names) < 2:
        return first
    roles = [f"{v.speaker}: {v.role}" for v in voices if v.role]
    speaker = f"{', '.join(names[:-1])} and {names[-1]}"
    return Voice(speaker, "; ".join(roles) or None, first.attribution, first.content, first.cue, first.reported_by)
