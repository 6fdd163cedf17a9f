"""One document's rows as they stand in the store, and the seals by which damage to them is noticed.

A store need not check what it reads: a flipped bit in a name or an offset would pass for what was written. A seal is a
hash of the rows as they were written; it is compared before anything in them is believed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.embed.base import Vectors
from index.types import Chunk, Document, Span

Row = tuple[object, ...]

DOCUMENT_FIELDS = (
    *("id", "sha256", "text", "title", "format", "language", "author", "author_role", "kind", "published"),
    *("pages", "fingerprint", "revision"),
)
SEAL_BYTES = 16
"""128 bits: chance damage passes once in 10^38; it is no signature, and who may write the file can forge it."""


@dataclass(frozen=True, slots=True)
class Seals:
    """Hashes of a document's own row, of everything computed for it but vectors of chunks, and of these."""

    source: str
    content: str
    vectors: str

    def digest(self, document_id: str) -> int:
        """What this document adds to the root of the store; the order of documents does not matter."""
        return int(_seal([(document_id, self.source, self.content, self.vectors)]), 16)


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """A document with all that was computed for it.

    ``chunk_vectors`` has one row a chunk, ``sentence_vectors`` one row a sentence (zeros for furniture).
    ``fingerprint`` names the settings that it was made with.
    """

    document: Document
    chunks: Sequence[Chunk]
    chunk_vectors: Vectors
    sentence_vectors: Vectors
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything the store holds for one document but its origins and the vectors of its chunks.

    ``sentences`` end with the vector; ``chunks`` begin with the id.
    """

    document: Row
    sentences: Sequence[Row]
    statements: Sequence[Row]
    speakers: Sequence[Row]
    chunks: Sequence[Row]

    @property
    def source_seal(self) -> str:
        """Hash of the document's own row: its text and what is said about it."""
        return _seal([self.document])

    @property
    def content_seal(self) -> str:
        """Hash of the row and of what was computed from it."""
        spans = [row[:-1] for row in self.sentences]
        vectors = [row[-1] for row in self.sentences]
        return _seal([self.document, *spans, *self.statements, *self.speakers, *self.chunks], vectors)


def rows_of(indexed: IndexedDocument, revision: int, first_id: int) -> Rows:
    """The rows of a document that comes in with this generation; its chunks are numbered from ``first_id`` on."""
    document, halves = indexed.document, indexed.sentence_vectors.astype(np.float16)
    pages = json.dumps([[p.number, p.start, p.end] for p in document.pages])
    fields = (document.id, document.sha256, document.text, document.title, document.format, document.language)
    described = (document.author, document.author_role, document.kind, document.published)
    return Rows(
        (*fields, *described, pages, indexed.fingerprint, revision),
        [
            (s.start, s.end, int(s.furniture), None if s.furniture else halves[n].tobytes())
            for n, s in enumerate(document.sentences)
        ],
        [
            (s.speaker or "", s.attribution, _spans(s.content), s.speaker_role, _span(s.source), _span(s.cue),
             s.reported_by)
            for s in document.statements
        ],
        [(s.name, s.kind, s.role, json.dumps(s.aliases), _spans(s.mentions)) for s in document.speakers],
        [
            (first_id + n, c.document_id, c.ordinal, c.start, c.end, c.first, c.last, c.tokens)
            for n, c in enumerate(indexed.chunks)
        ],
    )  # fmt: skip


def seals_of(rows: Rows, vectors: Sequence[tuple[int, bytes]]) -> Seals:
    """The seals of a document with these rows, and these vectors of its chunks."""
    return Seals(rows.source_seal, rows.content_seal, vectors_seal(vectors))


def vectors_seal(rows: Iterable[tuple[int, bytes]]) -> str:
    """Hash of the ids and vectors of a document's chunks, in order."""
    pairs = list(rows)
    return _seal([(number,) for number, _ in pairs], [vector for _, vector in pairs])


def meta_seal(meta: Mapping[str, str]) -> str:
    """Hash of what the store says about itself, this hash aside."""
    return _seal(sorted((key, value) for key, value in meta.items() if key != "seal"))


def _seal(rows: Sequence[Row], blobs: Iterable[object] = ()) -> str:
    digest = hashlib.blake2b(repr(rows).encode("utf-8", "backslashreplace"), digest_size=SEAL_BYTES)
    digest.update(b"".join(map(_with_length, blobs)))
    return digest.hexdigest()


def _with_length(blob: object) -> bytes:
    # A vector that became text is damage too, and must not raise here.
    data = blob if isinstance(blob, bytes) else repr(blob).encode("utf-8", "backslashreplace")
    return len(data).to_bytes(8, "little") + data


def _span(span: Span | None) -> str | None:
    return None if span is None else json.dumps([span.start, span.end])


def _spans(spans: Sequence[Span]) -> str:
    return json.dumps([[s.start, s.end] for s in spans])
