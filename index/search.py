"""Hybrid search: dense and BM25 rankings joined by reciprocal rank fusion, over one view of the store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from index.embed.base import Embedder, QuestionEmbedder, Vectors
from index.lexical import search_words
from index.store import Store
from index.types import Hit
from index.view import View

RRF_K = 60
"""Damping of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""
LEXICAL_WEIGHT = 1.0
"""Weight of the BM25 ranking beside 1 for the dense one; see eval/LOG.md."""
DEPTH = 50
"""How far each ranking is read before fusion; deeper changes nothing measurable."""


class Searcher:
    """Search over a store; safe to share between threads."""

    def __init__(self, store: Store, embedder: Embedder, threads: int) -> None:
        """Search ``store``, whose vectors were made by ``embedder``."""
        self._embedder = embedder
        self.nearest = store.nearest(threads)
        self.embed = lru_cache(maxsize=1024)(self._embed)

    def _embed(self, text: str) -> Vectors:
        """The unit vector of a question; those asked last are remembered."""
        embedder = self._embedder
        vector = embedder.question(text) if isinstance(embedder, QuestionEmbedder) else embedder.encode([text])[0]
        vector.setflags(write=False)
        return vector

    def embed_all(self, texts: Sequence[str]) -> Vectors:
        """The unit vectors of texts, a row each, computed together; nothing of them is remembered."""
        return self._embedder.encode(texts)

    def search(
        self, view: View, query: str, limit: int, documents: Sequence[str] | None = None, vector: Vectors | None = None,
        nearest: int = 0,
    ) -> list[Hit]:  # fmt: skip
        """The best ``limit`` chunks for a query, best first, ties by chunk id; ``documents`` restricts to these.

        Of the ``nearest`` in meaning those that are not among them come behind. ``vector`` is the query's, where it is
        there already. Documents are not read: they are held against their seals when they are, and nothing of a hit is
        shown before.
        """
        asked = self.embed(query) if vector is None else vector
        dense = self.nearest.search(view, asked, DEPTH, documents)
        lexical = search_words(view, query, DEPTH, documents)
        ranked = fuse(dense, lexical)
        near = {number for number, _ in dense[:nearest]}
        fused = [*ranked[:limit], *(one for one in ranked[limit:] if one[0] in near)]
        chunks = view.chunks([number for number, _ in fused])
        by_dense, by_words = dict(dense), dict(lexical)
        return [Hit(n, chunks[n], by_dense.get(n), by_words.get(n), score) for n, score in fused]


def fuse(dense: Sequence[tuple[int, float]], lexical: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """Join two rankings by reciprocal rank fusion; best first, ties by id."""
    scores: dict[int, float] = {}
    for weight, ranking in ((1.0, dense), (LEXICAL_WEIGHT, lexical)):
        for rank, (number, _) in enumerate(ranking, 1):
            scores[number] = scores.get(number, 0.0) + weight / (RRF_K + rank)
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
