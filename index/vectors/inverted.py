"""Vectors in lists by their nearest centre, of which a query reads only the nearest: for many of them.

Jégou, Douze and Schmid 2011 (inverted file). Numbers have two bytes: half the memory, and no measurable loss; one byte
would lose recall (DECISIONS.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import faiss
import numpy as np

from index.embed.base import Vectors
from index.vectors.base import Ids, Trained, ranked

KIND = "inverted"
ROUNDS = 8
"""Of k-means; more changes recall by less than .001."""
SAMPLE = 40
"""Vectors a centre that k-means is shown: FAISS asks for 39 at least."""


class InvertedIndex:
    """Inverted lists; ``probes`` of them are read for a query."""

    def __init__(self, inner: Any, made: Trained) -> None:
        """Use ``InvertedIndex.trained``."""
        self.inner, self.made = inner, made

    @classmethod
    def trained(cls, sample: Vectors, size: int) -> InvertedIndex:
        """An empty index for about ``size`` vectors like those of the sample."""
        count, dimension = centres(size), sample.shape[1]
        quantizer = faiss.IndexFlatIP(dimension)
        half = faiss.ScalarQuantizer.QT_fp16
        inner = faiss.IndexIVFScalarQuantizer(quantizer, dimension, count, half, faiss.METRIC_INNER_PRODUCT, False)
        inner.cp.niter, inner.cp.max_points_per_centroid = ROUNDS, SAMPLE
        inner.train(sample)
        return cls(inner, Trained(KIND, size, probes=count))

    @staticmethod
    def sampled(ids: Sequence[int]) -> Ids:
        """Which of these ids to train on, evenly spread."""
        wanted = min(len(ids), SAMPLE * centres(len(ids)))
        return np.asarray(ids, np.int64).take(np.linspace(0, len(ids) - 1, wanted).astype(int))

    def search(self, vector: Vectors, limit: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """See ``VectorIndex``; the fewer ids are allowed the more lists are read, down to all for few."""
        if self.inner.ntotal == 0 or (allowed is not None and not len(allowed)):
            return []
        faiss.omp_set_num_threads(1)  # counts for this thread alone: answers at once use the cores, not parts of one
        probes, selector = self.made.probes, None
        if allowed is not None:
            selector = faiss.IDSelectorBatch(np.asarray(allowed, np.int64))
            probes = min(self.inner.nlist, -(-probes * self.inner.ntotal // len(allowed)))
        parameters = faiss.SearchParametersIVF(sel=selector, nprobe=probes)  # type: ignore[call-arg]
        scores, ids = self.inner.search(vector.reshape(1, -1), min(limit, self.inner.ntotal), params=parameters)
        return ranked(ids, scores)

    def ids(self) -> Ids:
        """See ``VectorIndex``."""
        lists = self.inner.invlists
        parts = [faiss.rev_swig_ptr(lists.get_ids(n), lists.list_size(n)) for n in range(self.inner.nlist)]
        return np.concatenate(parts).astype(np.int64)

    def changed(self, gone: Ids, ids: Ids, vectors: Vectors) -> InvertedIndex:
        """See ``VectorIndex``; the centres stay as they are."""
        copy = InvertedIndex(faiss.clone_index(self.inner), self.made)
        if len(gone):
            copy.inner.remove_ids(gone)
        copy.add(ids, vectors)
        return copy

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors to this one, which nobody reads yet."""
        if len(ids):
            self.inner.add_with_ids(vectors, ids)


def centres(size: int) -> int:
    """How many centres for so many vectors: the power of two nearest to four times the square root."""
    return int(2 ** round(np.log2(4 * max(size, 1) ** 0.5)))
