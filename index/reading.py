"""From the rows of one document to the document."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from index.embed.base import Vectors
from index.rows import DOCUMENT_FIELDS, Row, Rows
from index.types import Chunk, Document, Page, Sentence, Span, Speaker, Statement


@dataclass(frozen=True, slots=True)
class Read:
    """A document as it was read, with its sentence vectors (float32, one row a sentence, zeros for furniture).

    ``chunks`` are its chunks by id. ``kept`` is for what a room above finds out about its sentences, by number: it goes
    when the document is forgotten.
    """

    document: Document
    vectors: Vectors
    chunks: Mapping[int, Chunk]
    kept: dict[int, Any] = field(default_factory=dict, compare=False, repr=False)


def opened(rows: Rows, origins: tuple[str, ...]) -> Read:
    """A document put together from its rows, which must be whole."""
    named: dict[str, Any] = dict(zip(DOCUMENT_FIELDS, rows.document, strict=True))
    pages, _, _ = named.pop("pages"), named.pop("fingerprint"), named.pop("revision")
    sentences, vectors = _sentences(rows.sentences)
    document = Document(
        **named,
        origins=origins,
        pages=tuple(Page(*page) for page in json.loads(pages)),
        sentences=sentences,
        statements=tuple(_statement(*row) for row in rows.statements),
        speakers=tuple(_speaker(*row) for row in rows.speakers),
    )
    return Read(document, vectors, {number: Chunk(*fields) for number, *fields in _plain(rows.chunks)})


def _sentences(rows: Sequence[Row]) -> tuple[tuple[Sentence, ...], Vectors]:
    plain = _plain(rows)
    width = max((len(row[3]) // 2 for row in plain if row[3]), default=0)
    # All at once: a book has thousands. What furniture has instead of a vector is zeros.
    halves = np.frombuffer(b"".join(row[3] or bytes(2 * width) for row in plain), np.float16)
    vectors = halves.astype(np.float32).reshape(len(plain), width)
    return tuple(Sentence(row[0], row[1], bool(row[2])) for row in plain), vectors


def _plain(rows: Sequence[Row]) -> Sequence[tuple[Any, ...]]:
    """The rows, whose types SQLite's strict tables keep."""
    return rows


def _statement(
    speaker: Any, attribution: Any, content: Any, role: Any, source: Any, cue: Any, reported_by: Any
) -> Statement:
    return Statement(speaker or None, attribution, _spans(content), role, _span(source), _span(cue), reported_by)


def _speaker(name: Any, kind: Any, role: Any, aliases: Any, mentions: Any) -> Speaker:
    return Speaker(name, kind, role, tuple(json.loads(aliases)), _spans(mentions))


def _span(text: str | None) -> Span | None:
    return None if text is None else Span(*json.loads(text))


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in json.loads(text))
