"""Verify a whole store: what SQLite sees, the seals, texts, offsets, word lists, vectors and the cache.

    file → tables → documents → words → vectors → cache

Nothing is changed; ``repair`` makes good what can be.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embed.base import Embedder
from index.errors import NotIndexed, StoreLocked
from index.reading import Read, opened
from index.rows import Rows, Seals, meta_seal, vectors_seal
from index.split import chunk_text
from index.sqlite.database import FILE, UNREADABLE, connect, is_empty
from index.sqlite.rows import read_rows, read_seals
from index.sqlite.schema import STORE_VERSION
from index.types import Span
from index.vectors import is_stale, noted_generation
from index.view import State

SAMPLE = 32
"""Passages whose vectors are computed again: enough to notice other weights, and a second or two."""
ALIKE = 0.999
"""Cosine from which two vectors of a text are the same; batches of another shape round differently."""
STALE = "the cache of vectors is old, missing or damaged; it is not used"
BEHIND = "the index has lost its last changes, or an older copy was put back; index your documents again"
"""What is found of the cache, in a store that is whole."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written, in a sentence; ``document_id`` where it is about one document."""

    what: str
    document_id: str | None = None


def check(folder: Path, embedder: Embedder) -> list[Finding]:
    """Everything that is wrong with the store in ``folder``; NotIndexed where there is none."""
    path = folder / FILE
    if not path.is_file():
        raise NotIndexed(f"there is no index in {str(folder)!r} yet; make one with: onrecord index PATH")
    try:
        with closing(connect(path)) as db:
            db.execute("BEGIN")
            found = [*_file(db), *_documents(db), *_words(db)]
            return found or [*_vectors(db, embedder), *_cache(db, folder)]
    except (*UNREADABLE, MemoryError) as error:  # SQLite says "out of memory" to lengths that damage made up
        if "locked" in str(error):
            raise StoreLocked(f"another process is writing to {str(folder)!r}; check when it is done") from error
        return [Finding(f"the file cannot be read to its end: {error or 'a length in it is wrong'}")]


def _file(db: sqlite3.Connection) -> Iterator[Finding]:
    if is_empty(db):
        yield Finding("the file holds no index")
        return
    for (line,) in db.execute("PRAGMA integrity_check(5)"):
        if line != "ok":
            yield Finding(f"the file is damaged: {' '.join(str(line).split())}")
    meta = dict(db.execute("SELECT key, value FROM meta"))
    if meta.get("seal") != meta_seal(meta) or meta.get("version") != str(STORE_VERSION):
        yield Finding("what the index says about itself (layout, model, notes) is damaged")
    seals = db.execute("SELECT document_id, source, content, vectors FROM seals").fetchall()
    root = 0
    for document_id, *parts in seals:
        root ^= Seals(*parts).digest(document_id)
    if meta.get("root") != f"{root:x}":
        yield Finding("documents were lost from the index, or their seals")


def _documents(db: sqlite3.Connection) -> Iterator[Finding]:
    ids = [row[0] for row in db.execute("SELECT id FROM documents UNION SELECT document_id FROM seals")]
    for document_id in ids:
        rows = read_rows(db, document_id)
        if rows is None:
            yield Finding(f"document {document_id!r} was lost", document_id)
            continue
        what = damage_of(db, document_id, rows)
        if what:
            yield Finding(f"document {_title(rows)}: {what}", document_id)
    for (document_id,) in db.execute("SELECT id FROM documents EXCEPT SELECT document_id FROM origins"):
        yield Finding(f"document {document_id!r}: the name of its file was lost", document_id)


def damage_of(db: sqlite3.Connection, document_id: str, rows: Rows) -> str | None:
    """What is damaged of a document; None where it is whole, so that its rows can be believed."""
    seals = read_seals(db, document_id)
    if not is_source_whole(db, document_id, rows):
        return "its text, or what is said about it, is damaged"
    if seals is None or rows.content_seal != seals.content:
        return "its sentences, statements or passages are damaged"
    if vectors_seal(chunk_vectors(db, document_id)) != seals.vectors:
        return "its vectors are damaged"
    return None if _spans_fit(opened(rows, ())) else "its sentences or statements lie outside of its text"


def is_source_whole(db: sqlite3.Connection, document_id: str, rows: Rows) -> bool:
    """Whether the text and what is said about it are as they were written; the rest can be computed from them."""
    seals, text = read_seals(db, document_id), rows.document[2]
    return (
        seals is not None
        and rows.source_seal == seals.source
        and isinstance(text, str)
        and hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() == rows.document[1]
        and str(rows.document[1])[:16] == document_id
    )


def chunk_vectors(db: sqlite3.Connection, document_id: str) -> list[tuple[int, bytes]]:
    """Ids and vectors of a document's chunks, in order."""
    return db.execute("SELECT id, vector FROM chunks WHERE document_id = ? ORDER BY ordinal", (document_id,)).fetchall()


def _spans_fit(read: Read) -> bool:
    document, end = read.document, len(read.document.text)
    sentences = [Span(s.start, s.end) for s in document.sentences]
    statements = [span for s in document.statements for span in (*s.content, s.source, s.cue) if span]
    mentions = [span for speaker in document.speakers for span in speaker.mentions]
    chunks = [Span(c.start, c.end) for c in read.chunks.values()]
    return (
        all(0 <= span.start <= span.end <= end for span in (*sentences, *statements, *mentions, *chunks))
        and sentences == sorted(sentences)
        and all(0 <= c.first <= c.last < len(sentences) for c in read.chunks.values())
    )


def _words(db: sqlite3.Connection) -> Iterator[Finding]:
    """The word lists: sound in themselves, and holding exactly the words of the passages."""
    for table in ("passages", "words"):
        try:
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise
            if "readonly" not in str(error):
                yield Finding(f"the word lists are damaged ({table})")
                return
    listed = {row[0]: row[1:] for row in db.execute("SELECT rowid, title, body FROM passages")}
    for document_id in [row[0] for row in db.execute("SELECT id FROM documents")]:
        rows = read_rows(db, document_id)
        if rows is None or damage_of(db, document_id, rows):
            return
        if any(listed.pop(n, None) != words for n, words in _passages(opened(rows, ())).items()):
            yield Finding(f"the words of document {_title(rows)} are not those of its text", document_id)
    if listed:
        yield Finding("the word lists hold words of no document")


def _passages(read: Read) -> dict[int, tuple[str, str]]:
    document = read.document
    return {
        number: (document.title, chunk_text(document.text, document.sentences, chunk))
        for number, chunk in read.chunks.items()
    }


def _vectors(db: sqlite3.Connection, embedder: Embedder) -> Iterator[Finding]:
    """A sample of the passages, embedded again: the seals say that vectors are what was written, this that it was right."""
    meta = dict(db.execute("SELECT key, value FROM meta"))
    if meta["model"] != embedder.name:
        return
    rows = db.execute("SELECT c.id, c.document_id, c.vector FROM chunks c ORDER BY c.id").fetchall()
    sample = rows[:: max(1, len(rows) // SAMPLE)]
    texts = ["\n".join(_passage_of(db, document_id, number)) for number, document_id, _ in sample]
    again = embedder.encode(texts)
    for (_, document_id, vector), other in zip(sample, again, strict=True):
        if float(np.dot(np.frombuffer(vector, "<f4"), other)) < ALIKE:
            yield Finding(f"vectors of document {document_id!r} are not those of its text", document_id)
            return


def _passage_of(db: sqlite3.Connection, document_id: str, number: int) -> tuple[str, str]:
    rows = read_rows(db, document_id)
    assert rows is not None, document_id
    return _passages(opened(rows, ()))[number]


def _cache(db: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    meta = dict(db.execute("SELECT key, value FROM meta"))
    with suppress(OSError):
        if is_stale(folder, State(int(meta["generation"]), meta["history"])):
            yield Finding(STALE)
    if noted_generation(folder) > int(meta["generation"]):
        yield Finding(BEHIND)


def _title(rows: Rows) -> str:
    return repr(str(rows.document[3])[:80])
