"""Verify a SQLite store: what SQLite sees, the seals, texts, offsets, word lists, vectors and the caches.

    file → tables → documents → words → vectors → caches

Nothing is changed; ``repair`` makes good what can be.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import numpy as np

from index.check import SAMPLE, Finding, is_whole, passages_of, title_of, unlike
from index.check import damage_of as damage
from index.embed.base import Embedder
from index.errors import NotIndexed, StoreLocked
from index.reading import opened
from index.rows import Rows, Seals, meta_seal
from index.sqlite.database import FILE, UNREADABLE, connect, is_empty
from index.sqlite.rows import read_rows, read_seals
from index.sqlite.schema import STORE_VERSION
from index.vectors import is_stale, noted_generation
from index.view import State
from index.words import is_unfit

STALE = "the cache of vectors is old, missing or damaged; it is not used"
UNFIT = "the cache of words is damaged, or holds words of documents that are gone; it is not believed"
BEHIND = "the index has lost its last changes, or an older copy was put back; index your documents again"
"""What is found of the caches, in a store that is whole."""


def check_sqlite(folder: Path, embedder: Embedder) -> list[Finding]:
    """Everything that is wrong with the store in ``folder``; NotIndexed where there is none."""
    path = folder / FILE
    if not path.is_file():
        raise NotIndexed(f"there is no index in {str(folder)!r} yet; make one with: onrecord index PATH")
    try:
        with closing(connect(path)) as db:
            db.execute("BEGIN")
            found = [*_file(db), *_documents(db), *_words(db)]
            return found or [*_vectors(db, embedder), *_caches(db, folder)]
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
            yield Finding(f"document {title_of(rows)}: {what}", document_id)
    for (document_id,) in db.execute("SELECT id FROM documents EXCEPT SELECT document_id FROM origins"):
        yield Finding(f"document {document_id!r}: the name of its file was lost", document_id)


def damage_of(db: sqlite3.Connection, document_id: str, rows: Rows) -> str | None:
    """See ``index.check.damage_of``."""
    return damage(document_id, rows, read_seals(db, document_id), chunk_vectors(db, document_id))


def is_source_whole(db: sqlite3.Connection, document_id: str, rows: Rows) -> bool:
    """See ``index.check.is_source_whole``."""
    return is_whole(document_id, rows, read_seals(db, document_id))


def chunk_vectors(db: sqlite3.Connection, document_id: str) -> list[tuple[int, bytes]]:
    """Ids and vectors of a document's chunks, in order."""
    return db.execute("SELECT id, vector FROM chunks WHERE document_id = ? ORDER BY ordinal", (document_id,)).fetchall()


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
        if any(listed.pop(n, None) != words for n, words in passages_of(opened(rows, ())).items()):
            yield Finding(f"the words of document {title_of(rows)} are not those of its text", document_id)
    if listed:
        yield Finding("the word lists hold words of no document")


def _vectors(db: sqlite3.Connection, embedder: Embedder) -> Iterator[Finding]:
    """A sample of the passages, embedded again: the seals say that vectors are what was written, this that it was right."""
    meta = dict(db.execute("SELECT key, value FROM meta"))
    if meta["model"] != embedder.name:
        return
    rows = db.execute("SELECT c.id, c.document_id, c.vector FROM chunks c ORDER BY c.id").fetchall()
    sample = rows[:: max(1, len(rows) // SAMPLE)]
    texts = ["\n".join(_passage_of(db, document_id, number)) for number, document_id, _ in sample]
    vectors = [np.frombuffer(vector, "<f4") for _, _, vector in sample]
    yield from unlike(embedder, [row[1] for row in sample], texts, vectors)


def _passage_of(db: sqlite3.Connection, document_id: str, number: int) -> tuple[str, str]:
    rows = read_rows(db, document_id)
    assert rows is not None, document_id
    return passages_of(opened(rows, ()))[number]


def _caches(db: sqlite3.Connection, folder: Path) -> Iterator[Finding]:
    meta = dict(db.execute("SELECT key, value FROM meta"))
    with suppress(OSError):
        if is_stale(folder, State(int(meta["generation"]), meta["history"])):
            yield Finding(STALE)
    if is_unfit(folder, {seal for (seal,) in db.execute("SELECT content FROM seals")}):
        yield Finding(UNFIT)
    if noted_generation(folder) > int(meta["generation"]):
        yield Finding(BEHIND)
