"""The SQLite store: one file in a folder, in WAL mode, so that a reader keeps its generation while another is written.

What is derived from the file (the caches of vectors and of words) carries the generation it was made from.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from index.errors import NotIndexed, StoreError
from index.sqlite.database import DAMAGED, FILE, UNREADABLE, connect, make, read_meta, translated
from index.sqlite.leases import FileLeases
from index.sqlite.schema import REMAINS
from index.sqlite.view import SqliteView
from index.sqlite.writer import SqliteWriter
from index.store import Nearest, Store, check_model
from index.view import DocumentCache
from index.words import KeptWords, refresh_words

CACHED_DOCUMENTS = 512
"""Documents kept parsed in memory between questions."""
READERS_LEAVE_MS = 1_000
"""How long it is waited for readers before the log is emptied; an answer takes a tenth of it."""


class SqliteStore(Store):
    """One folder of indexed documents for one embedding model."""

    def __init__(self, folder: Path, model: str, dimension: int) -> None:
        """Use ``open_sqlite`` or ``create_sqlite``."""
        self.folder, self.model, self.dimension = folder, model, dimension
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._cache = DocumentCache(CACHED_DOCUMENTS)
        self._whole = ""
        self.words = KeptWords(folder, self.snapshot)
        self.leases = FileLeases(folder)

    @contextmanager
    def snapshot(self, whole: bool = True) -> Iterator[SqliteView]:
        """A consistent read-only view of the newest generation; threads may each hold their own."""
        connection = None
        try:
            connection = self._take()
            connection.execute("BEGIN")
            view = SqliteView(connection, self._cache, self.words)
            if whole and self._whole != view.history:  # once a generation: it looks at every document's seal
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
    def transaction(self) -> Iterator[SqliteWriter]:
        """Everything written inside is committed together as a new generation, or not at all."""
        try:
            with closing(connect(self.folder / FILE)) as connection:  # closing takes back what was not committed
                connection.execute("BEGIN IMMEDIATE")
                writer = SqliteWriter(connection, self.dimension)
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

    def settle(self, threads: int, train: bool = False) -> None:
        """See ``Store``: the caches of vectors and words are what is derived."""
        from index.vectors import is_due, refresh_vectors, save_vectors, train_vectors  # faiss: only for who needs it

        self.forget()
        self.compact()
        with self.snapshot() as view:
            made = refresh_vectors(view, self.dimension, self.folder, threads)
            if train and is_due(made, view.chunk_count()):
                save_vectors(train_vectors(view, self.dimension, threads), self.folder)
            refresh_words(view, self.folder, make=train)

    def nearest(self, threads: int) -> Nearest:
        """See ``Store``."""
        from index.sqlite.nearest import KeptVectors

        return KeptVectors(self, threads)

    def remove_copies(self) -> None:
        """See ``Store``."""
        for copy in self.folder.glob(f"{DAMAGED}*"):
            copy.unlink()

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


def open_sqlite(folder: Path) -> SqliteStore:
    """See ``open_store``."""
    path = folder / FILE
    if not path.is_file():
        raise NotIndexed(f"there is no index in {str(folder)!r} yet; make one with: onrecord index PATH")
    try:
        with closing(connect(path)) as connection:
            meta = read_meta(connection, folder)
    except UNREADABLE as error:
        raise translated(error, folder) from error
    return SqliteStore(folder, meta["model"], int(meta["dimension"]))


def create_sqlite(folder: Path, model: str, dimension: int) -> SqliteStore:
    """See ``create_store``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(connect(folder / FILE)) as connection:
            make(connection, model, dimension)
    except OSError as error:
        raise StoreError(f"cannot write to {str(folder)!r} ({error.strerror}); set ONRECORD_STORE") from error
    except UNREADABLE as error:
        raise translated(error, folder) from error
    store = open_sqlite(folder)
    check_model(store, str(folder), model)
    return store
