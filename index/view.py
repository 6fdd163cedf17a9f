"""Reading the store: one generation, from the first question put to it to the last."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from index.embed.base import Vectors
from index.errors import UnknownDocument
from index.schema import NOTES
from index.types import Chunk, Document, Page, Sentence, Span, Speaker, Statement


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


@dataclass(frozen=True, slots=True)
class Read:
    """A document as it was read, with its sentence vectors (float32, one row a sentence, zeros for furniture)."""

    document: Document
    vectors: Vectors


class DocumentCache:
    """The documents read last, by id and revision; safe to share between threads."""

    def __init__(self, size: int) -> None:
        """Keep at most ``size`` documents."""
        self._size, self._lock = size, Lock()
        self._kept: OrderedDict[tuple[str, int], Read] = OrderedDict()
        self.chunk_count = (-1, 0)

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


class View:
    """What a store holds at one generation; made by ``Store.snapshot``."""

    def __init__(self, connection: sqlite3.Connection, cache: DocumentCache) -> None:
        """Read through a connection that is inside a transaction."""
        self._db, self._cache = connection, cache
        self.generation = int(connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()[0])

    def summaries(self) -> list[Summary]:
        """Every document, ordered by title, then id."""
        rows = self._db.execute(
            "SELECT id, sha256, title, author, kind, published, format, language, length(text) AS characters, "
            "(SELECT count(*) FROM sentences WHERE document_id = d.id AND NOT furniture) AS sentences, "
            "(SELECT count(*) FROM statements WHERE document_id = d.id) AS statements "
            "FROM documents d ORDER BY title, id"
        )
        names = [column[0] for column in rows.description]
        return [Summary(**dict(zip(names, row, strict=True)), origins=self._origins(row[0])) for row in rows.fetchall()]

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
        fields = ("id", "sha256", "text", "title", "format", "language", "author", "author_role", "kind", "published")
        columns = ", ".join((*fields, "pages"))
        row = self._db.execute(f"SELECT {columns} FROM documents WHERE id = ?", (document_id,)).fetchone()
        sentences, vectors = self._sentences(document_id)
        document = Document(
            **dict(zip(fields, row[:-1], strict=True)),
            origins=self._origins(document_id),
            pages=tuple(Page(*page) for page in json.loads(row[-1])),
            sentences=sentences,
            statements=self._statements(document_id),
            speakers=self._speakers(document_id),
        )
        return Read(document, vectors)

    def _sentences(self, document_id: str) -> tuple[tuple[Sentence, ...], Vectors]:
        rows = self._db.execute(
            'SELECT start, "end", furniture, vector FROM sentences WHERE document_id = ? ORDER BY ordinal',
            (document_id,),
        ).fetchall()
        width = max((len(row[3]) // 2 for row in rows if row[3]), default=0)
        vectors = np.zeros((len(rows), width), np.float32)
        for number, row in enumerate(rows):
            if row[3]:
                vectors[number] = np.frombuffer(row[3], np.float16)
        return tuple(Sentence(row[0], row[1], bool(row[2])) for row in rows), vectors

    def _statements(self, document_id: str) -> tuple[Statement, ...]:
        rows = self._db.execute(
            "SELECT speaker, attribution, content, role, source, cue, reported_by FROM statements "
            "WHERE document_id = ? ORDER BY ordinal",
            (document_id,),
        )
        return tuple(
            Statement(speaker or None, attribution, _spans(content), role, _span(source), _span(cue), reported_by)
            for speaker, attribution, content, role, source, cue, reported_by in rows
        )

    def _speakers(self, document_id: str) -> tuple[Speaker, ...]:
        rows = self._db.execute(
            "SELECT name, kind, role, aliases, mentions FROM speakers WHERE document_id = ? ORDER BY ordinal",
            (document_id,),
        )
        return tuple(Speaker(n, k, r, tuple(json.loads(a)), _spans(m)) for n, k, r, a, m in rows)

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
        found = [Speaker(name, kind, role, tuple(json.loads(aliases))) for name, kind, role, aliases in cited]
        authors = self._db.execute("SELECT author, author_role FROM documents WHERE author IS NOT NULL ORDER BY id")
        return found + [Speaker(name, "person", role) for name, role in authors]

    def heard(self) -> set[str]:
        """The names that statements and documents are credited to."""
        rows = self._db.execute("SELECT speaker FROM statements UNION SELECT author FROM documents")
        return {row[0] for row in rows if row[0]}

    def chunks(self, ids: Sequence[int]) -> dict[int, Chunk]:
        """The chunks with these ids."""
        marks = ", ".join("?" * len(ids))
        rows = self._db.execute(
            f'SELECT id, document_id, ordinal, start, "end", first, last, tokens FROM chunks WHERE id IN ({marks})',
            list(ids),
        )
        return {row[0]: Chunk(*row[1:]) for row in rows}

    def chunk_ids(self, document_ids: Sequence[str]) -> list[int]:
        """Ids of all chunks of these documents, ascending."""
        marks = ", ".join("?" * len(document_ids))
        query = f"SELECT id FROM chunks WHERE document_id IN ({marks}) ORDER BY id"
        return [row[0] for row in self._db.execute(query, list(document_ids))]

    def chunk_vectors(self) -> Iterator[tuple[int, bytes]]:
        """Every chunk's id and vector (little-endian float32), ascending by id."""
        yield from self._db.execute("SELECT id, vector FROM chunks ORDER BY id")

    def chunk_count(self) -> int:
        """How many chunks there are; counted once a generation, since counting takes as long as searching."""
        generation, count = self._cache.chunk_count
        if generation != self.generation:
            count = int(self._db.execute("SELECT count(*) FROM chunks").fetchone()[0])
            self._cache.chunk_count = self.generation, count
        return count

    def all_chunk_ids(self) -> list[int]:
        """The ids of all chunks, ascending; read from an index of them, not from their rows."""
        return sorted(row[0] for row in self._db.execute("SELECT id FROM chunks INDEXED BY chunks_document"))

    def vectors_of(self, ids: Sequence[int]) -> list[bytes]:
        """The stored vectors of these chunks, in their order."""
        query = "SELECT vector FROM chunks WHERE id = ?"
        return [self._db.execute(query, (number,)).fetchone()[0] for number in ids]

    def sample_sentences(self, most: int) -> Vectors:
        """Vectors of one sentence each of at most so many documents, evenly spread, as float32."""
        ids = self.document_ids()
        chosen = ids[:: max(1, len(ids) // most)][:most]
        query = "SELECT vector FROM sentences WHERE document_id = ? AND vector IS NOT NULL LIMIT 1"
        rows = [self._db.execute(query, (document_id,)).fetchone() for document_id in chosen]
        return np.stack([np.frombuffer(row[0], np.float16).astype(np.float32) for row in rows if row])

    def execute(self, query: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        """Rows of a read-only query; for ``lexical``, which owns the full-text tables."""
        return self._db.execute(query, values).fetchall()


def _span(text: str | None) -> Span | None:
    return None if text is None else Span(*json.loads(text))


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in json.loads(text))
