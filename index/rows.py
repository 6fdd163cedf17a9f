"""One document's rows as they stand in the store, and the seals by which damage to them is noticed.

SQLite does not check what it reads: a flipped bit in a name or an offset would pass for what was written. A seal is a
hash of the rows as they were written; it is compared before anything in them is believed.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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


def read_rows(db: sqlite3.Connection, document_id: str) -> Rows | None:
    """The rows of a document; None where there is none with this id."""
    found = db.execute(f"SELECT {', '.join(DOCUMENT_FIELDS)} FROM documents WHERE id = ?", (document_id,)).fetchone()
    if found is None:
        return None
    return Rows(
        found,
        _of(db, 'start, "end", furniture, vector FROM sentences', document_id),
        _of(db, "speaker, attribution, content, role, source, cue, reported_by FROM statements", document_id),
        _of(db, "name, kind, role, aliases, mentions FROM speakers", document_id),
        _of(db, 'id, document_id, ordinal, start, "end", first, last, tokens FROM chunks', document_id),
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
    return Seals(rows.source_seal, rows.content_seal, vectors_seal(vectors))


def vectors_seal(rows: Iterable[tuple[int, bytes]]) -> str:
    """Hash of the ids and vectors of a document's chunks, in order."""
    pairs = list(rows)
    return _seal([(number,) for number, _ in pairs], [vector for _, vector in pairs])


def meta_seal(meta: Mapping[str, str]) -> str:
    """Hash of what the store says about itself, this hash aside."""
    return _seal(sorted((key, value) for key, value in meta.items() if key != "seal"))


def _of(db: sqlite3.Connection, what: str, document_id: str) -> list[Row]:
    return db.execute(f"SELECT {what} WHERE document_id = ? ORDER BY ordinal", (document_id,)).fetchall()


def _seal(rows: Sequence[Row], blobs: Iterable[object] = ()) -> str:
    digest = hashlib.blake2b(repr(rows).encode("utf-8", "backslashreplace"), digest_size=SEAL_BYTES)
    for blob in blobs:
        # A vector that became text is damage too, and must not raise here.
        data = blob if isinstance(blob, bytes) else repr(blob).encode("utf-8", "backslashreplace")
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()
