"""The SQLite file itself: made, opened, brought to the layout of this version, and its errors in plain words."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from index.errors import NotIndexed, StoreDamaged, StoreError, StoreLocked, StoreVersionError
from index.rows import meta_seal
from index.sqlite.schema import SEALS, STORE_VERSION, TABLES
from index.sqlite.writer import SqliteWriter, seal_meta

FILE = "onrecord.sqlite3"
DAMAGED = f"{FILE}.damaged"
"""What a file is called that was repaired; it can be deleted."""
PATIENCE_MS = 5_000
"""How long a writer waits for another one before it gives up."""
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""What is raised over a damaged file; SQLite quotes names of tables in its messages, in bytes that may be no text."""
_REPAIR = "run: onrecord check --repair"
_CANNOT_WRITE = ("readonly", "full", "unable to open", "disk I/O error")


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the file, which is made where it is missing; whoever takes it uses it from one thread a time."""
    connection = sqlite3.connect(_address(path), uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        # Deleted text is overwritten on disk, not only unlinked.
        connection.execute("PRAGMA secure_delete = ON")
        with suppress(sqlite3.OperationalError):  # a store on a read-only disk is read as it is
            connection.execute("PRAGMA journal_mode = WAL")
    except UNREADABLE:
        connection.close()
        raise
    return connection


def _address(path: Path) -> str:
    address = path.absolute().as_uri()
    if os.access(path.parent, os.W_OK):
        return address
    log = path.with_name(f"{path.name}-wal")
    # Without a log beside it nothing can change the file here, and SQLite need not make one to read it.
    return f"{address}?mode=ro" + ("" if log.exists() and log.stat().st_size else "&immutable=1")


def make(connection: sqlite3.Connection, model: str, dimension: int) -> None:
    """Make the tables of an empty store, all or none; nothing happens where they are there."""
    connection.execute("BEGIN IMMEDIATE")
    if is_empty(connection):
        for statement in (*TABLES.split(";\n"), SEALS):
            connection.execute(statement)
        rows = {"model": model, "dimension": dimension, "generation": 0}
        connection.executemany("INSERT INTO meta VALUES (?, ?)", [(key, str(value)) for key, value in rows.items()])
        _begin_history(connection)
    connection.execute("COMMIT")


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether there is no table yet: the file was only just made, or making it was cut off."""
    return not connection.execute("SELECT 1 FROM sqlite_master").fetchone()


def read_meta(connection: sqlite3.Connection, folder: Path) -> dict[str, str]:
    """What the store says about itself, brought to this layout where it was an older one; errors as for opening."""
    if is_empty(connection):
        raise NotIndexed(f"there is no index in {str(folder)!r} yet; make one with: onrecord index PATH")
    meta = _meta(connection)
    version = meta.get("version", "")
    if version.isdigit() and int(version) > STORE_VERSION:
        raise StoreVersionError(
            f"the store in {str(folder)!r} has layout {version}, this is {STORE_VERSION}; use the version of Onrecord "
            "that wrote it, or index into another folder (ONRECORD_STORE)"
        )
    if version == "1" and "seal" not in meta:
        _migrate(connection)
        meta = _meta(connection)
    if meta.get("seal") != meta_seal(meta):
        raise StoreDamaged(f"the store in {str(folder)!r} is damaged; {_REPAIR}")
    return meta


def translated(error: Exception, folder: Path) -> StoreError:
    """What SQLite said, as an error of ours with what to do."""
    message = str(error)
    if "locked" in message or "busy" in message:
        return StoreLocked(f"another process is writing to {str(folder)!r}; try again when it is done")
    if any(words in message for words in _CANNOT_WRITE):
        return StoreError(f"cannot write to {str(folder)!r}: {message}; free some space or set ONRECORD_STORE")
    return StoreDamaged(f"the store in {str(folder)!r} cannot be read: {message}; {_REPAIR}")


def _meta(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT key, value FROM meta"))


def _begin_history(connection: sqlite3.Connection) -> None:
    rows = {"version": str(STORE_VERSION), "root": "0", "history": ""}
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows.items())
    seal_meta(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    """From layout 1 to 2, all or nothing: the documents get their seals."""
    connection.execute("BEGIN IMMEDIATE")
    meta = _meta(connection)
    if meta["version"] == "1":  # another process may have done it meanwhile
        connection.execute(SEALS)
        _begin_history(connection)
        writer = SqliteWriter(connection, int(meta["dimension"]))
        for (document_id,) in connection.execute("SELECT id FROM documents").fetchall():
            writer.seal(document_id)
        writer.finish()
    connection.execute("COMMIT")
