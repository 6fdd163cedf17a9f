"""Writing to the SQLite store, inside a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from index.embed.base import Vectors
from index.errors import StoreDamaged
from index.rows import IndexedDocument, Row, Rows, meta_seal, rows_of
from index.split import chunk_text
from index.sqlite.rows import SPAN_COLUMNS, make_seals, read_seals
from index.sqlite.schema import REMAINS
from index.types import Chunk, Document
from index.view import NOTES
from index.writer import Writer, check_shape, next_history


class SqliteWriter(Writer):
    """Adds and removes documents and origins; made by ``SqliteStore.transaction``."""

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
        check_shape(indexed, self._dimension)
        document_id = indexed.document.id
        origins = self._db.execute("SELECT * FROM origins WHERE document_id = ?", (document_id,)).fetchall()
        self.remove(document_id)
        last = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'chunks'").fetchone()
        rows = rows_of(indexed, self._generation, 1 + (last[0] if last else 0))
        self._insert("documents", [rows.document])
        self._db.executemany("INSERT INTO origins VALUES (?, ?, ?)", origins)
        self._put_spans(document_id, rows)
        for row, chunk, vector in zip(rows.chunks, indexed.chunks, indexed.chunk_vectors, strict=True):
            self._put_chunk(row, vector, indexed.document, chunk)
        self.seal(document_id)

    def seal(self, document_id: str) -> None:
        """Keep the seals of a document that has none, as it stands in the store now."""
        seals = make_seals(self._db, document_id)
        self._db.execute(
            "INSERT INTO seals VALUES (?, ?, ?, ?)", (document_id, seals.source, seals.content, seals.vectors)
        )
        self._root ^= seals.digest(document_id)

    def _put_spans(self, document_id: str, rows: Rows) -> None:
        numbered = [
            [(document_id, number, *row) for number, row in enumerate(some)]
            for some in (rows.sentences, rows.statements, rows.speakers)
        ]
        for (table, columns), some in zip(SPAN_COLUMNS.items(), numbered, strict=True):
            self._insert(f"{table} (document_id, ordinal, {columns})", some)

    def _put_chunk(self, row: Row, vector: Vectors, document: Document, chunk: Chunk) -> None:
        self._insert("chunks", [(*row, vector.astype("<f4").tobytes())])
        body = chunk_text(document.text, document.sentences, chunk)
        self._insert("passages (rowid, title, body)", [(row[0], document.title, body)])
        self._insert("words (rowid, body)", [(row[0], body)])

    def _insert(self, table: str, rows: Sequence[Row]) -> None:
        if rows:
            self._db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

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
        self.history = next_history(self.history, self._generation, root)
        for key, value in (("generation", str(self._generation)), ("root", root), ("history", self.history)):
            self._db.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))
        seal_meta(self._db)


def seal_meta(db: sqlite3.Connection) -> None:
    """Renew the seal of what the store says about itself."""
    seal = meta_seal(dict(db.execute("SELECT key, value FROM meta")))
    db.execute("INSERT OR REPLACE INTO meta VALUES ('seal', ?)", (seal,))
