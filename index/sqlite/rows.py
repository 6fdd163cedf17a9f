"""Rows and seals of one document in SQLite's tables."""

from __future__ import annotations

import sqlite3

from index.rows import DOCUMENT_FIELDS, Row, Rows, Seals, seals_of

SPAN_COLUMNS = {
    "sentences": 'start, "end", furniture, vector',
    "statements": "speaker, attribution, content, role, source, cue, reported_by",
    "speakers": "name, kind, role, aliases, mentions",
}
"""Of each table with rows by document and ordinal, the columns in the order of ``Rows``."""


CHUNK_COLUMNS = ("id", "document_id", "ordinal", "start", '"end"', "first", "last", "tokens")
"""Of a chunk all but its vector, in the order of ``Rows``."""


def read_rows(db: sqlite3.Connection, document_id: str) -> Rows | None:
    """The rows of a document; None where there is none with this id."""
    found = db.execute(f"SELECT {', '.join(DOCUMENT_FIELDS)} FROM documents WHERE id = ?", (document_id,)).fetchone()
    if found is None:
        return None
    sentences, statements, speakers = (
        _of(db, f"{columns} FROM {table}", document_id) for table, columns in SPAN_COLUMNS.items()
    )
    return Rows(
        found,
        sentences,
        statements,
        speakers,
        _of(db, f"{', '.join(CHUNK_COLUMNS)} FROM chunks", document_id),
    )


def read_seals(db: sqlite3.Connection, document_id: str) -> Seals | None:
    """The seals that were written with a document."""
    row = db.execute("SELECT source, content, vectors FROM seals WHERE document_id = ?", (document_id,)).fetchone()
    return Seals(*row) if row else None


def make_seals(db: sqlite3.Connection, document_id: str) -> Seals:
    """The seals of a document as it stands in the store now; it must be there."""
    rows = read_rows(db, document_id)
    assert rows is not None, document_id
    vectors = db.execute("SELECT id, vector FROM chunks WHERE document_id = ? ORDER BY ordinal", (document_id,))
    return seals_of(rows, vectors.fetchall())


def _of(db: sqlite3.Connection, what: str, document_id: str) -> list[Row]:
    return db.execute(f"SELECT {what} WHERE document_id = ? ORDER BY ordinal", (document_id,)).fetchall()
