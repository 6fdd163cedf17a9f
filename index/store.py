"""The store: one SQLite file in a folder, written in transactions, read in snapshots.

Every commit raises the generation. What is derived from the file (the FAISS cache) carries the generation it
was made from. Readers see one generation from ``snapshot()`` to its end, whatever is written meanwhile (WAL).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from index.errors import NotIndexed, StoreDamaged, StoreError, StoreLocked, StoreVersionError
from index.schema import STORE_VERSION, TABLES
from index.view import DocumentCache, View
from index.writer import Writer

FILE = "onrecord.sqlite3"
PATIENCE_MS = 5_000
"""How long a writer waits for another one before it gives up."""
CACHED_DOCUMENTS = 512
"""Documents kept parsed in memory between questions."""


class Store:
    """One folder of indexed documents for one embedding model."""

    def __init__(self, folder: Path, model: str, dimension: int) -> None:
        """Use ``open_store`` or ``create_store``."""
        self.folder, self.model, self.dimension = folder, model, dimension
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._cache = DocumentCache(CACHED_DOCUMENTS)

    @contextmanager
    def snapshot(self) -> Iterator[View]:
        """A consistent read-only view of the newest generation; threads may each hold their own."""
        connection = self._take()
        try:
            connection.execute("BEGIN")
            yield View(connection, self._cache)
        except sqlite3.DatabaseError as error:
            raise _translated(error, self.folder) from error
        finally:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            self._idle.put(connection)

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """Everything written inside is committed together as a new generation, or not at all."""
        connection = _connect(self.folder / FILE)
        try:
            connection.execute("BEGIN IMMEDIATE")
            writer = Writer(connection, self.dimension)
            yield writer
            writer.finish()
            connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise _translated(error, self.folder) from error
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.close()

    def compact(self) -> None:
        """Move what the write-ahead log holds into the file, and empty the log: deleted text goes from it too."""
        self.close()
        with closing(_connect(self.folder / FILE)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the idle connections; the store can be used again afterwards."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except Empty:
            return _connect(self.folder / FILE)


def open_store(folder: Path) -> Store:
    """Open an existing store; NotIndexed where there is none, StoreVersionError where another version wrote it."""
    path = folder / FILE
    if not path.is_file():
        raise NotIndexed(f"there is no index in {str(folder)!r} yet; make one with: onrecord index PATH")
    try:
        with closing(_connect(path)) as connection:
            meta = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.DatabaseError as error:
        raise _translated(error, folder) from error
    version = int(meta["version"])
    if version != STORE_VERSION:
        older = version < STORE_VERSION
        remedy = f"delete {FILE} in it and index again" if older else "use that version, or index into another folder"
        raise StoreVersionError(f"the store in {str(folder)!r} has layout {version}, this is {STORE_VERSION}; {remedy}")
    return Store(folder, meta["model"], int(meta["dimension"]))


def create_store(folder: Path, model: str, dimension: int) -> Store:
    """Open the store, or make an empty one for this model; StoreError where it was made for another model."""
    if (folder / FILE).is_file():
        store = open_store(folder)
        if store.model != model:
            raise StoreError(
                f"the store in {str(folder)!r} was made with {store.model!r}, not {model!r}; set "
                "ONRECORD_EMBEDDING_MODEL back, or index into another folder (ONRECORD_STORE)"
            )
        return store
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Built beside and renamed: a store is either whole or not there.
        unfinished = folder / f"{FILE}.new"
        unfinished.unlink(missing_ok=True)
        _create(unfinished, model, dimension)
        unfinished.rename(folder / FILE)
    except OSError as error:
        raise StoreError(f"cannot write to {str(folder)!r} ({error.strerror}); set ONRECORD_STORE") from error
    return Store(folder, model, dimension)


def _create(path: Path, model: str, dimension: int) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(TABLES)
    rows = {"version": STORE_VERSION, "model": model, "dimension": dimension, "generation": 0}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [(k, str(v)) for k, v in rows.items()])
    connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    # Connections move between threads, one at a time, through the idle queue.
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        # Deleted text is overwritten on disk, not only unlinked.
        connection.execute("PRAGMA secure_delete = ON")
        # A store on a read-only disk is read as it is.
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _translated(error: sqlite3.DatabaseError, folder: Path) -> StoreError:
    message = str(error)
    if "locked" in message or "busy" in message:
        return StoreLocked(f"another process is writing to {str(folder)!r}; try again when it is done")
    if "readonly" in message or "full" in message or "unable to open" in message:
        return StoreError(f"cannot write to {str(folder)!r}: {message}; free some space or set ONRECORD_STORE")
    return StoreDamaged(f"the store in {str(folder)!r} cannot be read: {message}; delete {FILE} in it and index again")
