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

from index.database import FILE, UNREADABLE, connect, make, read_meta, translated
from index.errors import NotIndexed, StoreError
from index.schema import REMAINS
from index.view import DocumentCache, View
from index.writer import Writer

__all__ = ["FILE", "Store", "create_store", "open_store"]

CACHED_DOCUMENTS = 512
"""Documents kept parsed in memory between questions."""
READERS_LEAVE_MS = 1_000
"""How long it is waited for readers before the log is emptied; an answer takes a tenth of it."""


class Store:
    """One folder of indexed documents for one embedding model."""

    def __init__(self, folder: Path, model: str, dimension: int) -> None:
        """Use ``open_store`` or ``create_store``."""
        self.folder, self.model, self.dimension = folder, model, dimension
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._cache = DocumentCache(CACHED_DOCUMENTS)
        self._whole = ""

    @contextmanager
    def snapshot(self) -> Iterator[View]:
        """A consistent read-only view of the newest generation; threads may each hold their own."""
        connection = None
        try:
            connection = self._take()
            connection.execute("BEGIN")
            view = View(connection, self._cache)
            if self._whole != view.history:  # once a generation: it looks at every document's seal
                view.check_whole()
                self._whole = view.history
            yield view
        except UNREADABLE as error:
            raise translated(error, self.folder) from error
        finally:
            if connection:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                self._idle.put(connection)

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """Everything written inside is committed together as a new generation, or not at all."""
        try:
            with closing(connect(self.folder / FILE)) as connection:  # closing takes back what was not committed
                connection.execute("BEGIN IMMEDIATE")
                writer = Writer(connection, self.dimension)
                was_whole = self._whole == writer.history
                yield writer
                writer.finish()
                connection.execute("COMMIT")
                if was_whole:  # what was added to a whole store need not be looked at again
                    self._whole = writer.history
        except UNREADABLE as error:
            raise translated(error, self.folder) from error

    def forget(self) -> None:
        """Leave nothing of removed documents on disk; nothing happens where none was removed since the last time.

        A run that is cut off before this, or a reader who stays, leaves it to the next one.
        """
        with self.snapshot() as view:
            if REMAINS not in view.meta:
                return
        with self.transaction() as writer:
            writer.forget_words()
        self._cache.clear()
        if self.compact(READERS_LEAVE_MS):
            with self.transaction() as writer:
                writer.forgotten()

    def compact(self, patience_ms: int = 0) -> bool:
        """Move what the write-ahead log holds into the file, and empty the log: deleted text goes from it too.

        Whether that was possible: a reader who came before the last change still needs the log.
        """
        self.close()
        try:
            with closing(connect(self.folder / FILE)) as connection:
                connection.execute(f"PRAGMA busy_timeout = {patience_ms}")
                return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except UNREADABLE as error:
            raise translated(error, self.folder) from error

    def close(self) -> None:
        """Close the idle connections; the store can be used again afterwards."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.get_nowait()
        except Empty:
            return connect(self.folder / FILE)


def open_store(folder: Path) -> Store:
    """Open an existing store, one of an older layout brought to ours; NotIndexed where there is none.

    StoreVersionError where a newer version wrote it, StoreDamaged where it is not what was written.
    """
    path = folder / FILE
    if not path.is_file():
        raise NotIndexed(f"there is no index in {str(folder)!r} yet; make one with: onrecord index PATH")
    try:
        with closing(connect(path)) as connection:
            meta = read_meta(connection, folder)
    except UNREADABLE as error:
        raise translated(error, folder) from error
    return Store(folder, meta["model"], int(meta["dimension"]))


def create_store(folder: Path, model: str, dimension: int) -> Store:
    """Open the store, or make an empty one for this model; StoreError where it was made for another model."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(connect(folder / FILE)) as connection:
            make(connection, model, dimension)
    except OSError as error:
        raise StoreError(f"cannot write to {str(folder)!r} ({error.strerror}); set ONRECORD_STORE") from error
    except UNREADABLE as error:
        raise translated(error, folder) from error
    store = open_store(folder)
    if store.model != model:
        raise StoreError(
            f"the store in {str(folder)!r} was made with {store.model!r}, not {model!r}; set "
            "ONRECORD_EMBEDDING_MODEL back, or index into another folder (ONRECORD_STORE)"
        )
    return store
