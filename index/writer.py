"""Writing to the store, inside a transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.embed.base import Vectors
from index.errors import StoreDamaged, StoreError
from index.rows import make_seals, meta_seal, read_seals
from index.schema import NOTES, REMAINS
from index.split import chunk_text
from index.types import Chunk, Document, Span


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


class Writer:
    """Adds and removes documents and origins; made by ``Store.transaction``."""

    def __init__(self, connection: sqlite3.Connection, dimension: int) -> None:
        """Write through a connection that is inside a transaction."""
        self._db = connection
        self._dimension = dimension
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        if meta.get("seal") != meta_seal(meta):
            raise StoreDamaged("what the index says about itself is damaged; run: onrecord check --repair")
        self._generation, self._root = 1 + int(meta["generation"]), int(meta["root"], 16)
        self.history = meta["history"]

    def put(self, indexed: IndexedDocument) -> None:
        """Add a document, in place of the one with the same id where there is one; its origins stay."""
        document = indexed.document
        if indexed.chunk_vectors.shape != (len(indexed.chunks), self._dimension):
            raise StoreError(f"vectors of shape {indexed.chunk_vectors.shape} do not fit {len(indexed.chunks)} chunks")
        origins = self._db.execute("SELECT * FROM origins WHERE document_id = ?", (document.id,)).fetchall()
        self.remove(document.id)
        self._put_document(document, indexed.fingerprint)
        self._db.executemany("INSERT INTO origins VALUES (?, ?, ?)", origins)
        self._put_spans(document, indexed.sentence_vectors)
        for chunk, vector in zip(indexed.chunks, indexed.chunk_vectors, strict=True):
            self._put_chunk(document, chunk, vector)
        self.seal(document.id)

    def seal(self, document_id: str) -> None:
        """Keep the seals of a document that has none, as it stands in the store now."""
        seals = make_seals(self._db, document_id)
        self._db.execute(
            "INSERT INTO seals VALUES (?, ?, ?, ?)", (document_id, seals.source, seals.content, seals.vectors)
        )
        self._root ^= seals.digest(document_id)

    def _put_document(self, document: Document, fingerprint: str) -> None:
        pages = json.dumps([[p.number, p.start, p.end] for p in document.pages])
        fields = (document.id, document.sha256, document.text, document.title, document.format, document.language)
        described = (document.author, document.author_role, document.kind, document.published)
        row = (*fields, *described, pages, fingerprint, self._generation)
        self._db.execute(f"INSERT INTO documents VALUES ({', '.join('?' * len(row))})", row)

    def _put_spans(self, document: Document, vectors: Vectors) -> None:
        halves = vectors.astype(np.float16)
        self._db.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?)",
            [
                (document.id, n, s.start, s.end, s.furniture, None if s.furniture else halves[n].tobytes())
                for n, s in enumerate(document.sentences)
            ],
        )
        self._db.executemany(
            "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (document.id, n, s.speaker or "", s.speaker_role, s.attribution, _spans(s.content), _span(s.source),
                 _span(s.cue), s.reported_by)
                for n, s in enumerate(document.statements)
            ],
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO speakers VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (document.id, n, s.name, s.role, s.kind, json.dumps(s.aliases), _spans(s.mentions))
                for n, s in enumerate(document.speakers)
            ],
        )

    def _put_chunk(self, document: Document, chunk: Chunk, vector: Vectors) -> None:
        row = (chunk.document_id, chunk.ordinal, chunk.start, chunk.end, chunk.first, chunk.last, chunk.tokens)
        cursor = self._db.execute(
            "INSERT INTO chunks VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, vector.astype("<f4").tobytes())
        )
        body = chunk_text(document.text, document.sentences, chunk)
        self._db.execute(
            "INSERT INTO passages (rowid, title, body) VALUES (?, ?, ?)", (cursor.lastrowid, document.title, body)
        )
        self._db.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (cursor.lastrowid, body))

    def remove(self, document_id: str) -> None:
        """Remove a document with its origins and everything computed for it; nothing happens where there is none."""
        chunks = "SELECT id FROM chunks WHERE document_id = ?"
        rows = self._db.execute(
            f"SELECT rowid, body FROM passages WHERE rowid IN ({chunks})", (document_id,)
        ).fetchall()
        # An external-content FTS table forgets a row only when told what was in it.
        self._db.executemany("INSERT INTO words (words, rowid, body) VALUES ('delete', ?, ?)", rows)
        self._db.execute(f"DELETE FROM passages WHERE rowid IN ({chunks})", (document_id,))
        seals = read_seals(self._db, document_id)
        self._root ^= seals.digest(document_id) if seals else 0
        if self._db.execute("DELETE FROM documents WHERE id = ?", (document_id,)).rowcount:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", (REMAINS,))

    def forget_words(self) -> None:
        """Rewrite the word lists, so that no word of what was removed stays on disk."""
        for table in ("passages", "words"):
            self._db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")

    def forgotten(self) -> None:
        """Note that nothing of what was removed is on disk any more."""
        self._db.execute("DELETE FROM meta WHERE key = ?", (REMAINS,))

    def add_origin(self, path: str, document_id: str, sha256: str) -> None:
        """Note that the file at ``path`` with these bytes is this document; a document left without origin goes."""
        before = self._db.execute("SELECT document_id FROM origins WHERE path = ?", (path,)).fetchone()
        self._db.execute("INSERT OR REPLACE INTO origins VALUES (?, ?, ?)", (path, document_id, sha256))
        if before and before[0] != document_id:
            self._drop_orphan(before[0])

    def remove_origin(self, path: str) -> str | None:
        """Forget a file; returns the id of its document, which goes too when no other file has it."""
        row = self._db.execute("DELETE FROM origins WHERE path = ? RETURNING document_id", (path,)).fetchone()
        if row:
            self._drop_orphan(row[0])
        return row[0] if row else None

    def _drop_orphan(self, document_id: str) -> None:
        if not self._db.execute("SELECT 1 FROM origins WHERE document_id = ?", (document_id,)).fetchone():
            self.remove(document_id)

    def note(self, key: str, value: str | None) -> None:
        """Keep a short text with the index for the rooms above, in place of the one before; None forgets it."""
        self._db.execute("DELETE FROM meta WHERE key = ?", (f"{NOTES}{key}",))
        if value is not None:
            self._db.execute("INSERT INTO meta VALUES (?, ?)", (f"{NOTES}{key}", value))

    def finish(self) -> None:
        """Make what was written the next generation."""
        root = f"{self._root:x}"
        self.history = hashlib.sha256(f"{self.history} {self._generation} {root}".encode()).hexdigest()[:16]
        for key, value in (("generation", str(self._generation)), ("root", root), ("history", self.history)):
            self._db.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))
        seal_meta(self._db)


def seal_meta(db: sqlite3.Connection) -> None:
    """Renew the seal of what the store says about itself."""
    seal = meta_seal(dict(db.execute("SELECT key, value FROM meta")))
    db.execute("INSERT OR REPLACE INTO meta VALUES ('seal', ?)", (seal,))


def _span(span: Span | None) -> str | None:
    return None if span is None else json.dumps([span.start, span.end])


def _spans(spans: Sequence[Span]) -> str:
    return json.dumps([[s.start, s.end] for s in spans])
