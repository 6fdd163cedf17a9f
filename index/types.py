"""What the index room passes on: documents, their sentences and statements, chunks and hits.

Offsets everywhere are Unicode code points, 0-based, end-exclusive, into ``Document.text``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, get_args

Attribution = Literal["direct", "indirect", "author"]
SpeakerKind = Literal["person", "organisation", "group"]
ReportStatus = Literal["indexed", "unchanged", "duplicate", "removed", "failed"]


Stage = Literal["reading", "embedding", "storing"]
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
"""What is done with a file, in this order."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that begins for one file: its name, and how many of how many ``files`` are done."""

    file: str
    stage: Stage
    done: int
    files: int


Progress = Callable[[Step], None]
"""Called when a stage begins, in the thread that indexes."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text[start:end]`` of one document."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged format: its 1-based number and its span."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document; ``furniture`` is text around the text and never an answer."""

    start: int
    end: int
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a loader makes of one file: the text and what the format itself says about it.

    ``headings`` are spans of the text that the format marks as headings (``#``, ``<h1>``, a DOCX style).
    """

    text: str
    format: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    headings: tuple[Span, ...] = ()
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A span that someone is responsible for.

    ``source`` names the speaker at this place ("he"), ``speaker`` is who that is, resolved within the document.
    It is None where the text does not tell ("he" who is nowhere named): such words are nobody's by name, and never
    the author's. ``content`` may be broken ("“…”, he said. “…”"). ``reported_by`` is set where the statement is nested in
    somebody else's: Y's view, by X's account.
    """

    speaker: str | None
    attribution: Attribution
    content: tuple[Span, ...]
    speaker_role: str | None = None
    source: Span | None = None
    cue: Span | None = None
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody a document cites or names: the fullest name, the role the text gives, and how else it calls them."""

    name: str
    kind: SpeakerKind
    role: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One source as it was indexed; ``id`` follows from the text, so equal texts are one document."""

    id: str
    sha256: str
    text: str
    title: str
    format: str
    language: str
    author: str | None = None
    author_role: str | None = None
    kind: str | None = None
    published: str | None = None
    origins: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    statements: tuple[Statement, ...] = ()
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """The unit that is retrieved: whole sentences ``first`` to ``last`` (inclusive) of a document."""

    document_id: str
    ordinal: int
    start: int
    end: int
    first: int
    last: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk with its scores: cosine, BM25 (higher is better) and the fused one; None where it was not found so."""

    id: int
    chunk: Chunk
    dense: float | None
    lexical: float | None
    fused: float


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file of an indexing run; ``reason`` says in plain words why, where it was not indexed."""

    file: str
    status: ReportStatus
    document_id: str | None = None
    reason: str | None = None
