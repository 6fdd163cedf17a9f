"""The nearest vectors by an index in memory (``index/vectors``), which follows the store by what changed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from threading import Lock, Thread
from typing import TYPE_CHECKING

from index.embed.base import Vectors
from index.errors import StoreError
from index.sqlite.view import SqliteView
from index.vectors import Held, VectorIndex, is_due, load_vectors, refresh_vectors, save_vectors, train_vectors
from index.view import State, View

if TYPE_CHECKING:
    from index.sqlite.store import SqliteStore

GENERATIONS_KEPT = 2
"""The newest one, and the one that answers under way may still be reading."""

log = logging.getLogger(__name__)


class KeptVectors:
    """Indexes of the newest generations; one that has outgrown its kind is made anew while it goes on answering."""

    def __init__(self, store: SqliteStore, threads: int) -> None:
        """Nothing is loaded before it is needed."""
        self._store, self._threads = store, threads
        self._lock = Lock()
        self._held: dict[State, Held] = {}
        self._training: Thread | None = None

    def search(
        self, view: View, vector: Vectors, limit: int, documents: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """See ``Nearest``."""
        assert isinstance(view, SqliteView)
        allowed = None if documents is None else view.chunk_ids(documents)
        return self.index(view).search(vector, limit, allowed)

    def index(self, view: SqliteView) -> VectorIndex:
        """The index of vectors for this view; where it has outgrown its kind another one is made meanwhile."""
        with self._lock:
            if view.state not in self._held:
                newest = next(reversed(self._held.values()), None)
                held = load_vectors(view, self._store.dimension, self._store.folder, self._threads, newest)
                self._keep(held)
                if is_due(held.index.made, view.chunk_count()) and self._training is None:
                    self._training = Thread(target=self._train, name="train vectors", daemon=True)
                    self._training.start()
            return self._held[view.state].index

    def wait(self) -> None:
        """Return when no index is being trained."""
        if (training := self._training) is not None:
            training.join()

    def _keep(self, held: Held) -> None:
        self._held[held.state] = held
        for old in list(self._held)[:-GENERATIONS_KEPT]:  # in the order they came: a copy put back has a lower number
            del self._held[old]

    def _train(self) -> None:
        """Make the index that suits the size while the one there is goes on answering, and put it in its place."""
        try:
            with self._store.snapshot() as view:
                held = train_vectors(view, self._store.dimension, self._threads)
            with self._lock:
                # Newer ones are made again, from this one and what changed since.
                self._held = {state: one for state, one in self._held.items() if state < held.state}
                self._keep(held)
            save_vectors(held, self._store.folder)
            with self._store.snapshot() as view:  # what was written meanwhile
                refresh_vectors(view, self._store.dimension, self._store.folder, self._threads)
        except StoreError as error:
            log.warning("the index of vectors was not trained: %s", error)
        finally:
            self._training = None
