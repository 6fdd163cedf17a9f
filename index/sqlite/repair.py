"""Make a damaged store whole: a new file beside it, filled with what is whole or can be made again, then put in its place.

    salvage → read again → swap

The damaged file is kept under another name. A repair that is cut off is finished, or begun again, by the next one.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index.build import embed, index_files, read_document, settings_fingerprint
from index.check import Finding
from index.embed.base import Embedder
from index.files import SourceFile
from index.reading import opened
from index.rows import IndexedDocument, Rows, meta_seal
from index.settings import IndexSettings
from index.split import split
from index.sqlite.check import BEHIND, STALE, UNFIT, check_sqlite, chunk_vectors, damage_of, is_source_whole
from index.sqlite.database import DAMAGED, FILE, UNREADABLE, connect
from index.sqlite.rows import read_rows
from index.sqlite.store import SqliteStore, create_sqlite, open_sqlite
from index.types import Extracted
from index.vectors import drop_damaged
from index.view import NOTES
from index.words import remove_words

_BEGUN, _DONE = "repairing", "repaired"
_LOGS = ("-wal", "-shm")
Origin = tuple[str, str]


@dataclass(slots=True)
class _Salvage:
    """What is found in a damaged file: documents that are whole, those of which the text is, and the lost."""

    whole: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    origins: dict[str, list[Origin]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def repair(folder: Path, embedder: Embedder, settings: IndexSettings) -> list[Finding]:
    """Make the store in ``folder`` whole; what could not be made again comes back, with what to do about it."""
    if (folder / _DONE).is_dir():  # cut off at its very end: the rest of it
        _swap(folder)
        return []
    if {finding.what for finding in check_sqlite(folder, embedder)} <= {STALE, UNFIT, BEHIND}:
        drop_damaged(folder)
        with closing(open_sqlite(folder)) as store:
            store.settle(settings.threads)
        return []
    beside = folder / _BEGUN
    shutil.rmtree(beside, ignore_errors=True)
    lost: list[Finding] = []
    with closing(create_sqlite(beside, embedder.name, embedder.dimension)) as store:
        try:
            with closing(connect(folder / FILE)) as db:
                lost += _fill(db, store, embedder, settings)
        except (*UNREADABLE, MemoryError):
            lost.append(Finding("nothing in the file can be read; index your documents again"))
        store.settle(settings.threads)
    beside.rename(folder / _DONE)
    _swap(folder)
    return lost


def _fill(db: sqlite3.Connection, store: SqliteStore, embedder: Embedder, settings: IndexSettings) -> Iterator[Finding]:
    salvage = _look_through(db)
    with store.transaction() as writer:
        for key, value in salvage.notes.items():
            writer.note(key, value)
    for document_id in salvage.whole:
        _put(store, _copied(db, document_id), salvage.origins.get(document_id, []))
    for document_id in (*salvage.texts, *salvage.lost):
        origins = salvage.origins.get(document_id, [])
        if _read_again(document_id, origins, store, embedder, settings):
            continue
        if document_id in salvage.texts:
            _put(store, _computed(db, document_id, embedder, settings), origins)
        else:
            names = ", ".join(Path(origin).name for origin, _ in origins) or document_id
            yield Finding(f"{names}: the text is damaged, and the file is not there; add it again", document_id)


def _look_through(db: sqlite3.Connection) -> _Salvage:
    found = _Salvage()
    for path, document_id, sha256 in _readable(db, "SELECT path, document_id, sha256 FROM origins"):
        found.origins.setdefault(str(document_id), []).append((str(path), str(sha256)))
    meta = {str(key): str(value) for key, value in _readable(db, "SELECT key, value FROM meta")}
    if meta.get("seal") == meta_seal(meta):
        found.notes = {key.removeprefix(NOTES): value for key, value in meta.items() if key.startswith(NOTES)}
    listed = [f"SELECT {what}" for what in ("id FROM documents", "document_id FROM seals", "document_id FROM origins")]
    for document_id in sorted({str(row[0]) for query in listed for row in _readable(db, query)}):
        _sort(db, document_id, found)
    return found


def _sort(db: sqlite3.Connection, document_id: str, found: _Salvage) -> None:
    where = found.lost
    with suppress(*UNREADABLE, MemoryError):
        rows = read_rows(db, document_id)
        if rows is not None and is_source_whole(db, document_id, rows):
            where = found.texts
            if damage_of(db, document_id, rows) is None:
                where = found.whole
    where.append(document_id)


def _readable(db: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    """The rows of a query up to where the file is damaged."""
    rows: list[tuple[object, ...]] = []
    with suppress(*UNREADABLE, MemoryError):
        rows.extend(db.execute(query))
    return rows


def _put(store: SqliteStore, indexed: IndexedDocument, origins: list[Origin]) -> None:
    with store.transaction() as writer:
        writer.put(indexed)
        for origin, sha256 in origins or [(f"upload/{indexed.document.title}", "")]:
            writer.add_origin(origin, indexed.document.id, sha256)


def _copied(db: sqlite3.Connection, document_id: str) -> IndexedDocument:
    rows = _rows(db, document_id)
    read = opened(rows, ())
    vectors = [np.frombuffer(vector, "<f4") for _, vector in chunk_vectors(db, document_id)]
    chunks = list(read.chunks.values())
    matrix = np.stack(vectors) if vectors else np.zeros((0, _dimension(db)), np.float32)
    return IndexedDocument(read.document, chunks, matrix, read.vectors, str(rows.document[11]))


def _computed(db: sqlite3.Connection, document_id: str, embedder: Embedder, settings: IndexSettings) -> IndexedDocument:
    """Everything about a document from its text and what was said about it; which lines were headings is not known."""
    was = opened(Rows(_rows(db, document_id).document, (), (), (), ()), ()).document
    extracted = Extracted(was.text, was.format, was.title, was.author, was.published, (), was.pages)
    document = read_document(extracted, SourceFile(Path(was.title), was.title))
    chunks = split(document.id, document.text, document.sentences, settings.chunk_tokens)
    return IndexedDocument(
        document, chunks, *embed(document, chunks, embedder), settings_fingerprint(settings, embedder)
    )


def _read_again(
    document_id: str, origins: list[Origin], store: SqliteStore, embedder: Embedder, settings: IndexSettings
) -> bool:
    """Index the document's file anew, where it is still there; whether that made the same document."""
    files = [SourceFile(Path(origin), origin) for origin, _ in origins if Path(origin).is_file()]
    reports = list(index_files(files, store, embedder, settings)) if files else []
    return any(report.document_id == document_id for report in reports)


def _rows(db: sqlite3.Connection, document_id: str) -> Rows:
    rows = read_rows(db, document_id)
    assert rows is not None, document_id
    return rows


def _dimension(db: sqlite3.Connection) -> int:
    return int(dict(db.execute("SELECT key, value FROM meta"))["dimension"])


def _swap(folder: Path) -> None:
    """Put the repaired file in place of the damaged one; can be done again wherever it is cut off."""
    new, path = folder / _DONE / FILE, folder / FILE
    if new.exists():
        (folder / DAMAGED).unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            os.link(path, folder / DAMAGED)
        for log in _LOGS:  # a log of the old file must never be read into the new one
            old = path.with_name(FILE + log)
            if old.exists():
                old.replace(folder / (DAMAGED + log))
        new.replace(path)
    remove_words(folder)  # of the damaged file; a large store has them made again
    for cached in sorted((folder / _DONE).iterdir()):
        cached.replace(folder / cached.name)
    (folder / _DONE).rmdir()
