"""Hybrid search: dense and BM25 rankings joined by reciprocal rank fusion, over one view of the store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock

from index.embed.base import Embedder, Vectors
from index.lexical import search_words
from index.store import Store
from index.types import Hit
from index.vectors import VectorIndex, load_vectors
from index.view import View

RRF_K = 60
"""Damping of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""
LEXICAL_WEIGHT = 1.0
"""Weight of the BM25 ranking beside 1 for the dense one; see eval/LOG.md."""
DEPTH = 50
"""How far each ranking is read before fusion; deeper changes nothing measurable."""
GENERATIONS_KEPT = 2
"""The newest one, and the one that answers under way may still be reading."""


class Searcher:
    """Search over a store; safe to share between threads."""

    def __init__(self, store: Store, embedder: Embedder, threads: int) -> None:
        """Search ``store``, whose vectors were made by ``embedder``."""
        self._store, self._embedder, self._threads = store, embedder, threads
        self._lock = Lock()
        self._indexes: dict[tuple[int, str], VectorIndex] = {}
        self.embed = lru_cache(maxsize=1024)(self._embed)

    def _embed(self, text: str) -> Vectors:
        """The unit vector of a text; the texts asked last are remembered."""
        vector: Vectors = self._embedder.encode([text])[0]
        vector.setflags(write=False)
        return vector

    def search(self, view: View, query: str, limit: int, documents: Sequence[str] | None = None) -> list[Hit]:
        """The best ``limit`` chunks for a query, best first, ties by chunk id; ``documents`` restricts to these."""
        allowed = None if documents is None else view.chunk_ids(documents)
        dense = self._vectors(view).search(self.embed(query), DEPTH, allowed)
        lexical = search_words(view, query, DEPTH, documents)
        fused = fuse(dense, lexical)[:limit]
        chunks = view.chunks([number for number, _ in fused])
        by_dense, by_words = dict(dense), dict(lexical)
        return [Hit(n, chunks[n], by_dense.get(n), by_words.get(n), score) for n, score in fused]

    def _vectors(self, view: View) -> VectorIndex:
        with self._lock:
            state = view.generation, view.history
            if state not in self._indexes:
                self._indexes[state] = load_vectors(view, self._store.dimension, self._store.folder, self._threads)
                for old in sorted(self._indexes)[:-GENERATIONS_KEPT]:
                    del self._indexes[old]
            return self._indexes[state]


def fuse(dense: Sequence[tuple[int, float]], lexical: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Join two rankings by reciprocal rank fusion; best first, ties by id."""
    scores: dict[int, float] = {}
    for weight, ranking in ((1.0, dense), (LEXICAL_WEIGHT, lexical)):
        for rank, (number, _) in enumerate(ranking, 1):
            scores[number] = scores.get(number, 0.0) + weight / (RRF_K + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
