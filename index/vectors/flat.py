"""Every vector compared: exact, and fast enough while they are few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import faiss
import numpy as np

from index.embed.base import Vectors
from index.vectors.base import Ids, Trained, ranked

KIND = "flat"


class FlatIndex:
    """All vectors side by side, in four bytes a number."""

    def __init__(self, inner: Any) -> None:
        """Use ``FlatIndex.empty``."""
        self.inner = inner

    @classmethod
    def empty(cls, dimension: int) -> FlatIndex:
        """An index without vectors."""
        return cls(faiss.IndexIDMap2(faiss.IndexFlatIP(dimension)))

    @property
    def made(self) -> Trained:
        """It is exact."""
        return Trained(KIND, self.inner.ntotal)

    def search(self, vector: Vectors, limit: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """See ``VectorIndex``."""
        if self.inner.ntotal == 0 or (allowed is not None and not len(allowed)):
            return []
        faiss.omp_set_num_threads(1)  # counts for this thread alone: answers at once use the cores, not parts of one
        parameters = None
        if allowed is not None:
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(np.asarray(allowed, np.int64)))  # type: ignore[call-arg]
        scores, ids = self.inner.search(vector.reshape(1, -1), min(limit, self.inner.ntotal), params=parameters)
        return ranked(ids, scores)

    def ids(self) -> Ids:
        """See ``VectorIndex``."""
        return np.asarray(faiss.vector_to_array(self.inner.id_map), np.int64)

    def vectors(self) -> Vectors:
        """All vectors, in the order of their ids."""
        inner = faiss.downcast_index(self.inner.index)
        return np.asarray(inner.reconstruct_n(0, inner.ntotal), np.float32)

    def changed(self, gone: Ids, ids: Ids, vectors: Vectors) -> FlatIndex:
        """See ``VectorIndex``."""
        copy = FlatIndex(faiss.clone_index(self.inner))
        copy.inner.remove_ids(gone)
        copy.add(ids, vectors)
        return copy

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors to this one, which nobody reads yet."""
        self.inner.add_with_ids(vectors, ids)
