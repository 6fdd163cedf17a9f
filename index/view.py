"""Reading the store: one generation, from the first question put to it to the last."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import itemgetter, xor
from threading import Lock
from typing import Any, NamedTuple

import numpy as np

from index.embed.base import Vectors
from index.errors import StoreDamaged, UnknownDocument
from index.reading import Read, opened
from index.rows import Seals, meta_seal, read_rows, read_seals, vectors_seal
from index.schema import NOTES
from index.types import Chunk, Document, Speaker


@dataclass(frozen=True, slots=True)
class Summary:
    """A document without its text, for lists; ``characters`` is the length of the text."""

    id: str
    sha256: str
    title: str
    author: str | None
    kind: str | None
    published: str | None
    format: str
    language: str
    characters: int
    sentences: int
    statements: int
    origins: tuple[str, ...]


class State(NamedTuple):
    """Which of all states a store was in; two that came to one generation by different ways differ in ``history``."""

    generation: int
    history: str


class DocumentCache:
    """The documents read last, by id and revision; safe to share between threads."""

    def __init__(self, size: int) -> None:
        """Keep at most ``size`` documents."""
        self._size, self._lock = size, Lock()
        self._kept: OrderedDict[tuple[str, int], Read] = OrderedDict()
        self.chunk_count: tuple[str | None, int] = (None, 0)

    def get(self, key: tuple[str, int]) -> Read | None:
        """The document, if it is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: tuple[str, int], read: Read) -> None:
        """Keep a document, and forget the one used longest ago."""
        with self._lock:
            self._kept[key] = read
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._kept.clear()


class View:
    """What a store holds at one generation; made by ``Store.snapshot``."""

    def __init__(self, connection: sqlite3.Connection, cache: DocumentCache) -> None:
        """Read through a connection that is inside a transaction; StoreDamaged where the store belies itself."""
        self._db, self._cache = connection, cache
        self.meta: Mapping[str, str] = dict(connection.execute("SELECT key, value FROM meta"))
        if self.meta.get("seal") != meta_seal(self.meta):
            raise StoreDamaged("what the index says about itself is damaged; run: onrecord check --repair")
        self.generation = int(self.meta["generation"])
        self.history = self.meta["history"]
        """Follows from all that was ever written: two stores of one generation that went different ways differ."""
        self.state = State(self.generation, self.history)

    def check_whole(self) -> None:
        """Raise StoreDamaged where a document, or the seal of one, was lost or has come in unseen."""
        seals = {row[0]: Seals(*row[1:]) for row in self._db.execute("SELECT * FROM seals")}
        root = reduce(xor, (one.digest(document_id) for document_id, one in seals.items()), 0)
        if f"{root:x}" != self.meta["root"] or sorted(seals) != self.document_ids():
            raise StoreDamaged("documents of the index were lost or damaged; run: onrecord check --repair")

    def summaries(self) -> list[Summary]:
        """Every document, ordered by title, then id."""
        rows = self._db.execute(
            "SELECT id, sha256, title, author, kind, published, format, language, length(text) AS characters, "
            "(SELECT count(*) FROM sentences WHERE document_id = d.id AND NOT furniture) AS sentences, "
            "(SELECT count(*) FROM statements WHERE document_id = d.id) AS statements "
            "FROM documents d ORDER BY title, id"
        )
        names = [column[0] for column in rows.description]
        found = _as_written(rows, ("author", "kind", "published"), ("characters", "sentences", "statements"))
        return [Summary(**dict(zip(names, row, strict=True)), origins=self._origins(row[0])) for row in found]

    def document_ids(self) -> list[str]:
        """Ids of all documents, in order of id."""
        return [row[0] for row in self._db.execute("SELECT id FROM documents ORDER BY id")]

    def corpus_sha256(self) -> str:
        """A hash that changes with any document's text or what was computed for it."""
        import hashlib

        rows = self._db.execute("SELECT sha256, fingerprint FROM documents ORDER BY id")
        return hashlib.sha256("".join(f"{a}{b}\n" for a, b in rows).encode()).hexdigest()

    def note(self, key: str) -> str | None:
        """What was kept under this key with ``Writer.note``; None where nothing was."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (f"{NOTES}{key}",)).fetchone()
        return row[0] if row else None

    def document(self, document_id: str) -> Document:
        """One document with its sentences, statements and speakers; UnknownDocument where there is none."""
        return self.read(document_id).document

    def read(self, document_id: str) -> Read:
        """One document with its sentence vectors; UnknownDocument where there is none."""
        row = self._db.execute("SELECT revision FROM documents WHERE id = ?", (document_id,)).fetchone()
        if row is None:
            raise UnknownDocument(f"no document has the id {document_id!r}; list them with: onrecord documents")
        key = (document_id, row[0])
        kept = self._cache.get(key)
        if kept is None:
            kept = self._read(document_id)
            self._cache.put(key, kept)
        return kept

    def _read(self, document_id: str) -> Read:
        rows, seals = read_rows(self._db, document_id), read_seals(self._db, document_id)
        if rows is None or seals is None or rows.content_seal != seals.content:
            raise StoreDamaged(f"document {document_id!r} in the index is damaged; run: onrecord check --repair")
        return opened(rows, self._origins(document_id))

    def _origins(self, document_id: str) -> tuple[str, ...]:
        rows = self._db.execute("SELECT path FROM origins WHERE document_id = ? ORDER BY path", (document_id,))
        return tuple(row[0] for row in rows)

    def origins(self) -> dict[str, tuple[str, str, str]]:
        """Path → (document id, sha256 of the file's bytes, fingerprint of the settings it was indexed with)."""
        rows = self._db.execute(
            "SELECT path, document_id, o.sha256, fingerprint FROM origins o JOIN documents d ON d.id = document_id"
        )
        return {path: (document_id, sha256, fingerprint) for path, document_id, sha256, fingerprint in rows}

    def documents_of(self, speakers: Collection[str], scope: Sequence[str]) -> list[str]:
        """Ids of the documents in ``scope`` that one of these names wrote or is cited in, in order of id."""
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
        """The speakers of every document, without their mentions, each document's authors included."""
        cited = self._db.execute("SELECT name, kind, role, aliases FROM speakers ORDER BY document_id, ordinal")
        authors = self._db.execute("SELECT author, author_role FROM documents WHERE author IS NOT NULL ORDER BY id")
        found = _as_written(cited, ("role",))
        written = _as_written(authors, ("author_role",))
        return [Speaker(name, kind, role, _aliases(aliases)) for name, kind, role, aliases in found] + [
            Speaker(name, "person", role) for name, role in written
        ]

    def heard(self) -> set[str]:
        """The names that statements and documents are credited to."""
        rows = self._db.execute("SELECT speaker FROM statements UNION SELECT author FROM documents")
        return {name for (name,) in _as_written(rows, ("speaker",)) if name}

    def chunks(self, ids: Sequence[int]) -> dict[int, Chunk]:
        """The chunks with these ids; StoreDamaged where one of them is in no document."""
        marks = ", ".join("?" * len(ids))
        found = self._db.execute(f"SELECT DISTINCT document_id FROM chunks WHERE id IN ({marks})", list(ids))
        known: dict[int, Chunk] = {}
        for (document_id,) in found.fetchall():
            known |= self.read(document_id).chunks
        if not known.keys() >= set(ids):
            raise StoreDamaged("passages of the index were lost or damaged; run: onrecord check --repair")
        return {number: known[number] for number in ids}

    def chunk_ids(self, document_ids: Sequence[str]) -> list[int]:
        """Ids of all chunks of these documents, ascending."""
        marks = ", ".join("?" * len(document_ids))
        query = f"SELECT id FROM chunks WHERE document_id IN ({marks}) ORDER BY id"
        return [row[0] for row in self._db.execute(query, list(document_ids))]

    def vector_seals(self) -> dict[str, str]:
        """For each document the hash of its chunks' ids and vectors: where it is the same, they are."""
        return dict(self._db.execute("SELECT document_id, vectors FROM seals"))

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

    def vectors_of(self, document_id: str) -> list[tuple[int, bytes]]:
        """``chunk_vectors`` of one document."""
        query = "SELECT id, vector FROM chunks WHERE document_id = ? ORDER BY id"
        chunks = self._db.execute(query, (document_id,)).fetchall()
        seals = read_seals(self._db, document_id)
        if seals is None or seals.vectors != vectors_seal(chunks):
            raise StoreDamaged(f"vectors of document {document_id!r} are damaged; run: onrecord check --repair")
        return chunks

    def chunk_count(self) -> int:
        """How many chunks there are; counted once a generation, since counting takes as long as searching."""
        history, count = self._cache.chunk_count
        if history != self.history:
            count = int(self._db.execute("SELECT count(*) FROM chunks").fetchone()[0])
            self._cache.chunk_count = self.history, count
        return count

    def all_chunk_ids(self) -> list[int]:
        """The ids of all chunks, ascending; read from an index of them, not from their rows."""
        return sorted(row[0] for row in self._db.execute("SELECT id FROM chunks INDEXED BY chunks_document"))

    def sample_sentences(self, most: int) -> Vectors:
        """Vectors of one sentence each of at most so many documents, evenly spread, as float32."""
        ids = self.document_ids()
        chosen = ids[:: max(1, len(ids) // most)][:most]
        spoken = [read.vectors[read.vectors.any(axis=1)][:1] for read in map(self._read, chosen)]
        return np.concatenate([vectors for vectors in spoken if len(vectors)])

    def execute(self, query: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        """Rows of a read-only query; for ``lexical``, which owns the full-text tables."""
        return self._db.execute(query, values).fetchall()


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
