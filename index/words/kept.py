"""The word indexes of the newest generations; where there is none one is made beside the answers, which FTS5 gives."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Lock, Thread

from index.errors import StoreError
from index.sqlite.view import SqliteView
from index.view import State
from index.words.cache import Held, load_words, make_words, save_words
from index.words.search import WordIndex
from index.words.size import is_large

GENERATIONS_KEPT = 2
"""The newest one, and the one that answers under way may still be reading."""

log = logging.getLogger(__name__)


class KeptWords:
    """What a store's views search words with; safe to share between threads."""

    def __init__(self, folder: Path, snapshot: Callable[[], AbstractContextManager[SqliteView]]) -> None:
        """Nothing is loaded before it is needed."""
        self._folder, self._snapshot = folder, snapshot
        self._lock = Lock()
        self._held: dict[State, Held] = {}
        self._making: Thread | None = None
        self._tried: State | None = None

    def index(self, view: SqliteView) -> WordIndex | None:
        """The index of the words in this view; None where FTS5 is to answer: the store is small, or there is none yet."""
        if not is_large(view.chunk_count()):
            return None
        with self._lock:
            if view.state not in self._held and self._making is None and view.state != self._tried:
                held = load_words(view, self._folder, next(reversed(self._held.values()), None))
                if held is not None:
                    self._keep(held)
                else:
                    self._tried = view.state  # where it fails it would fail again
                    self._making = Thread(target=self._make, name="index words", daemon=True)
                    self._making.start()
            found = self._held.get(view.state)
            return None if found is None else found.index

    def wait(self) -> None:
        """Return when no index is being made."""
        if (making := self._making) is not None:
            making.join()

    def _keep(self, held: Held) -> None:
        self._held[held.state] = held
        for old in list(self._held)[:-GENERATIONS_KEPT]:  # in the order they came: a copy put back has a lower number
            del self._held[old]

    def _make(self) -> None:
        try:
            with self._snapshot() as view:
                held = make_words(view)
            with self._lock:
                self._keep(held)
            save_words(held, self._folder)
        except StoreError as error:
            log.warning("the words of the index were not indexed beside it, and are searched slowly: %s", error)
        finally:
            self._making = None
