"""Reading the SQLite store, inside a transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

import numpy as np

from index.embed.base import Vectors
from index.errors import StoreDamaged
from index.rows import Rows, Seals, vectors_seal
from index.sqlite import words as fts
from index.sqlite.rows import CHUNK_COLUMNS, read_rows, read_seals
from index.stems import stems_of_words
from index.types import Chunk, Speaker
from index.view import DocumentCache, Summary, View

MOST_SCORED = 200_000
"""Passages from which FTS5 does not score all that match a query; see DECISIONS.md."""

_ORIGINS = "SELECT path, document_id, o.sha256, fingerprint FROM origins o JOIN documents d ON d.id = document_id"


class WordSearch(Protocol):
    """BM25 over stems, with FTS5's scores."""

    def search(self, stems: Sequence[str], limit: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """Ids and scores of the best passages with any of the stems, best first, ties by id."""


class Words(Protocol):
    """What large stores search words with."""

    def index(self, view: SqliteView) -> WordSearch | None:
        """The index for this view; None where FTS5 is to answer."""


class SqliteView(View):
    """What the SQLite store holds at one generation; made by ``SqliteStore.snapshot``."""

    def __init__(self, connection: sqlite3.Connection, cache: DocumentCache, words: Words) -> None:
        """Read through a connection that is inside a transaction; StoreDamaged where the store belies itself."""
        self.connection = self._db = connection
        self._words = words
        super().__init__(dict(connection.execute("SELECT key, value FROM meta")), cache)

    def summaries(self) -> list[Summary]:
        """See ``View``."""
        rows = self._db.execute(
            "SELECT id, sha256, title, author, kind, published, format, language, length(text) AS characters, "
            "(SELECT count(*) FROM sentences WHERE document_id = d.id AND NOT furniture) AS sentences, "
            "(SELECT count(*) FROM statements WHERE document_id = d.id) AS statements "
            "FROM documents d ORDER BY title, id"
        )
        names = [column[0] for column in rows.description]
        found = _as_written(rows, ("author", "kind", "published"), ("characters", "sentences", "statements"))
        return [Summary(**dict(zip(names, row, strict=True)), origins=self.origins_of(row[0])) for row in found]

    def document_ids(self) -> list[str]:
        """See ``View``."""
        return [row[0] for row in self._db.execute("SELECT id FROM documents ORDER BY id")]

    def versions(self) -> list[tuple[str, str]]:
        """See ``View``."""
        return self._db.execute("SELECT sha256, fingerprint FROM documents ORDER BY id").fetchall()

    def revision(self, document_id: str) -> int | None:
        """See ``View``."""
        row = self._db.execute("SELECT revision FROM documents WHERE id = ?", (document_id,)).fetchone()
        return row[0] if row else None

    def rows(self, document_id: str) -> Rows | None:
        """See ``View``."""
        return read_rows(self._db, document_id)

    def seals_of(self, document_id: str) -> Seals | None:
        """See ``View``."""
        return read_seals(self._db, document_id)

    def seals(self) -> dict[str, Seals]:
        """See ``View``."""
        return {row[0]: Seals(*row[1:]) for row in self._db.execute("SELECT * FROM seals")}

    def origins_of(self, document_id: str) -> tuple[str, ...]:
        """See ``View``."""
        rows = self._db.execute("SELECT path FROM origins WHERE document_id = ? ORDER BY path", (document_id,))
        return tuple(row[0] for row in rows)

    def origins(self) -> dict[str, tuple[str, str, str]]:
        """See ``View``."""
        return {row[0]: row[1:] for row in self._db.execute(_ORIGINS)}

    def origin(self, path: str) -> tuple[str, str, str] | None:
        """See ``View``."""
        row = self._db.execute(f"{_ORIGINS} WHERE path = ?", (path,)).fetchone()
        return row[1:] if row else None

    def fingerprint(self, document_id: str) -> str | None:
        """See ``View``."""
        row = self._db.execute("SELECT fingerprint FROM documents WHERE id = ?", (document_id,)).fetchone()
        return row[0] if row else None

    def documents_of(self, speakers: Collection[str], scope: Sequence[str]) -> list[str]:
        """See ``View``."""
        marks = ", ".join("?" * len(speakers))
        names = sorted(speakers)
        rows = self._db.execute(
            f"SELECT id FROM documents WHERE author IN ({marks}) "
            f"UNION SELECT document_id FROM statements WHERE speaker IN ({marks}) ORDER BY 1",
            [*names, *names],
        )
        wanted = set(scope)
        return [row[0] for row in rows if row[0] in wanted]

    def speakers(self) -> list[Speaker]:
        """See ``View``."""
        cited = self._db.execute("SELECT name, kind, role, aliases FROM speakers ORDER BY document_id, ordinal")
        authors = self._db.execute("SELECT author, author_role FROM documents WHERE author IS NOT NULL ORDER BY id")
        found = _as_written(cited, ("role",))
        written = _as_written(authors, ("author_role",))
        return [Speaker(name, kind, role, _aliases(aliases)) for name, kind, role, aliases in found] + [
            Speaker(name, "person", role) for name, role in written
        ]

    def heard(self) -> set[str]:
        """See ``View``."""
        rows = self._db.execute("SELECT speaker FROM statements UNION SELECT author FROM documents")
        return {name for (name,) in _as_written(rows, ("speaker",)) if name}

    def listed_chunks(self, ids: Sequence[int]) -> dict[int, Chunk]:
        """See ``View``."""
        marks = ", ".join("?" * len(ids))
        rows = self._db.execute(f"SELECT {', '.join(CHUNK_COLUMNS)} FROM chunks WHERE id IN ({marks})", list(ids))
        return {number: Chunk(*fields) for number, *fields in rows}

    def chunk_ids(self, document_ids: Sequence[str]) -> list[int]:
        """See ``View``."""
        # One value, since SQLite takes no more than some thousands.
        query = "SELECT id FROM chunks WHERE document_id IN (SELECT value FROM json_each(?)) ORDER BY id"
        return [row[0] for row in self._db.execute(query, [json.dumps(list(document_ids))])]

    def chunk_rows(self, document_id: str) -> list[tuple[int, bytes]]:
        """See ``View``."""
        query = "SELECT id, vector FROM chunks WHERE document_id = ? ORDER BY id"
        return self._db.execute(query, (document_id,)).fetchall()

    def count_chunks(self) -> int:
        """See ``View``."""
        return int(self._db.execute("SELECT count(*) FROM chunks").fetchone()[0])

    def vector_seals(self) -> dict[str, str]:
        """For each document the hash of its chunks' ids and vectors: where it is the same, they are."""
        return dict(self._db.execute("SELECT document_id, vectors FROM seals"))

    def content_seals(self) -> dict[str, str]:
        """For each document, by the hash of all that was computed for it but vectors of chunks, its id."""
        return dict(self._db.execute("SELECT content, document_id FROM seals"))

    def content_stretches(self, document_ids: Sequence[str]) -> dict[str, tuple[int, int]]:
        """For each of these documents, by the same hash, where the ids of its chunks begin, and the one after them."""
        rows = self._db.execute(
            "SELECT content, ifnull(min(c.id), 0), ifnull(max(c.id) + 1, 0) FROM seals s "
            "LEFT JOIN chunks c ON c.document_id = s.document_id "
            "WHERE s.document_id IN (SELECT value FROM json_each(?)) GROUP BY s.document_id",
            [json.dumps(list(document_ids))],
        )
        return {seal: (first, after) for seal, first, after in rows}

    def passages(self, document_ids: Sequence[str]) -> list[tuple[int, str, str]]:
        """Id, title and body of each passage of these documents, as they are searched for words."""
        query = "SELECT rowid, title, body FROM passages WHERE rowid = ?"
        rows = [self._db.execute(query, (number,)).fetchone() for number in self.chunk_ids(document_ids)]
        if None in rows:
            raise StoreDamaged("words of the index were lost; run: onrecord check --repair")
        return rows

    def chunk_vectors(self) -> Iterator[tuple[int, bytes]]:
        """Every chunk's id and vector (little-endian float32), ascending by id; StoreDamaged where one is not whole."""
        sealed = self.vector_seals()
        rows = self._db.execute("SELECT document_id, id, vector FROM chunks ORDER BY id")
        for document_id, group in groupby(rows, itemgetter(0)):  # a document's chunks are written one after another
            chunks = [(number, vector) for _, number, vector in group]
            if sealed.pop(document_id, None) != vectors_seal(chunks):
                raise StoreDamaged(f"vectors of document {document_id!r} are damaged; run: onrecord check --repair")
            yield from chunks
        if any(vectors != vectors_seal([]) for vectors in sealed.values()):
            raise StoreDamaged("vectors of the index were lost; run: onrecord check --repair")

    def all_chunk_ids(self) -> list[int]:
        """The ids of all chunks, ascending; read from an index of them, not from their rows."""
        return sorted(row[0] for row in self._db.execute("SELECT id FROM chunks INDEXED BY chunks_document"))

    def sample_sentences(self, most: int) -> Vectors:
        """Vectors of one sentence each of at most so many documents, evenly spread, as float32."""
        ids = self.document_ids()
        chosen = ids[:: max(1, len(ids) // most)][:most]
        spoken = [read.vectors[read.vectors.any(axis=1)][:1] for read in map(self.read_anew, chosen)]
        return np.concatenate([vectors for vectors in spoken if len(vectors)])

    def search_words(
        self, words: Sequence[str], limit: int, documents: Sequence[str] | None
    ) -> list[tuple[int, float]]:
        """See ``View``."""
        index = self._words.index(self)
        stems = [] if index is None else stems_of_words(words)
        if index is None or any(len(some) > 1 for some in stems):  # FTS5 knows which words stand one after the other
            return fts.search_words(self._db, words, limit, documents, self.chunk_count() > MOST_SCORED)
        allowed = None if documents is None else self.chunk_ids(documents)
        return index.search([stem for some in stems for stem in some], limit, allowed)

    def phrase_chunks(self, words: str, limit: int, documents: Sequence[str] | None) -> list[int]:
        """See ``View``."""
        return fts.phrase_chunks(self._db, words, limit, documents)

    def document_frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """See ``View``."""
        return fts.document_frequencies(self._db, words)

    def vocabulary(self) -> list[str]:
        """See ``View``."""
        return fts.vocabulary(self._db)


def _as_written(rows: sqlite3.Cursor, optional: Sequence[str], numbers: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """The rows, each value of the type that is written there: ``numbers``, and text elsewhere; StoreDamaged otherwise.

    What is listed of all documents at once is not held against their seals: that would mean reading all of them.
    """
    columns = [column[0] for column in rows.description]
    types = [int if name in numbers else (str, type(None)) if name in optional else str for name in columns]
    found = rows.fetchall()
    if not all(isinstance(value, kind) for row in found for value, kind in zip(row, types, strict=True)):
        raise StoreDamaged("the list of documents is damaged; run: onrecord check --repair")
    return found


def _aliases(text: str) -> tuple[str, ...]:
    try:
        return tuple(str(one) for one in json.loads(str(text)))
    except (ValueError, TypeError) as error:
        raise StoreDamaged("the list of speakers is damaged; run: onrecord check --repair") from error
