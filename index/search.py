"""Hybrid search: dense and BM25 rankings joined by reciprocal rank fusion, over one view of the store."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock, Thread

from index.embed.base import Embedder, Vectors
from index.errors import StoreError
from index.lexical import search_words
from index.store import Store
from index.types import Hit
from index.vectors import Held, VectorIndex, is_due, load_vectors, refresh_vectors, save_vectors, train_vectors
from index.view import State, View

RRF_K = 60
"""Damping of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""
LEXICAL_WEIGHT = 1.0
"""Weight of the BM25 ranking beside 1 for the dense one; see eval/LOG.md."""
DEPTH = 50
"""How far each ranking is read before fusion; deeper changes nothing measurable."""
GENERATIONS_KEPT = 2
"""The newest one, and the one that answers under way may still be reading."""

log = logging.getLogger(__name__)


class Searcher:
    """Search over a store; safe to share between threads."""

    def __init__(self, store: Store, embedder: Embedder, threads: int) -> None:
        """Search ``store``, whose vectors were made by ``embedder``."""
        self._store, self._embedder, self._threads = store, embedder, threads
        self._lock = Lock()
        self._held: dict[State, Held] = {}
        self._training: Thread | None = None
        self.embed = lru_cache(maxsize=1024)(self._embed)

    def _embed(self, text: str) -> Vectors:
        """The unit vector of a text; the texts asked last are remembered."""
        vector: Vectors = self._embedder.encode([text])[0]
        vector.setflags(write=False)
        return vector

    def embed_all(self, texts: Sequence[str]) -> Vectors:
        """The unit vectors of texts, a row each, computed together; nothing of them is remembered."""
        return self._embedder.encode(texts)

    def search(
        self, view: View, query: str, limit: int, documents: Sequence[str] | None = None, vector: Vectors | None = None
    ) -> list[Hit]:
        """The best ``limit`` chunks for a query, best first, ties by chunk id; ``documents`` restricts to these.

        ``vector`` is the query's, where it is there already.
        """
        allowed = None if documents is None else view.chunk_ids(documents)
        dense = self.index(view).search(self.embed(query) if vector is None else vector, DEPTH, allowed)
        lexical = search_words(view, query, DEPTH, documents)
        fused = fuse(dense, lexical)[:limit]
        chunks = view.chunks([number for number, _ in fused])
        by_dense, by_words = dict(dense), dict(lexical)
        return [Hit(n, chunks[n], by_dense.get(n), by_words.get(n), score) for n, score in fused]

    def index(self, view: View) -> VectorIndex:
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


def fuse(dense: Sequence[tuple[int, float]], lexical: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Join two rankings by reciprocal rank fusion; best first, ties by id."""
    scores: dict[int, float] = {}
    for weight, ranking in ((1.0, dense), (LEXICAL_WEIGHT, lexical)):
        for rank, (number, _) in enumerate(ranking, 1):
            scores[number] = scores.get(number, 0.0) + weight / (RRF_K + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
