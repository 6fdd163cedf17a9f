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
from index.vectors.flat import FlatIndex
from index.vectors.size import adds_few

KIND = "inverted"
ROUNDS = 8
"""Of k-means; more changes recall by less than .001."""
SAMPLE = 40
"""Vectors a centre that k-means is shown: FAISS asks for 39 at least."""

NONE = np.empty(0, np.int64)


class InvertedIndex:
    """Inverted lists; ``probes`` of them are read for a query. A few vectors that came or went since lie beside them."""

    def __init__(self, inner: Any, made: Trained, gone: Ids = NONE, fresh: FlatIndex | None = None) -> None:
        """Use ``InvertedIndex.trained``; the ids in ``gone`` do not count in the lists, ``fresh`` are compared besides."""
        self.inner, self.made = inner, made
        self._gone, self._fresh = gone, fresh or FlatIndex.empty(inner.d)

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
        found = [*self._fresh.search(vector, limit, allowed), *self._listed(vector, limit, allowed)]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit]

    def _listed(self, vector: Vectors, limit: int, allowed: Sequence[int] | None) -> list[tuple[int, float]]:
        wanted = None if allowed is None else np.asarray(allowed, np.int64)
        if wanted is not None:
            wanted = wanted[~np.isin(wanted, self._gone)]
        if self.inner.ntotal == 0 or (wanted is not None and not len(wanted)):
            return []
        faiss.omp_set_num_threads(1)  # counts for this thread alone: answers at once use the cores, not parts of one
        probes, gone = self.made.probes, faiss.IDSelectorBatch(self._gone)
        selector: faiss.IDSelector | None = None
        if wanted is not None:
            selector = faiss.IDSelectorBatch(wanted)
            probes = min(self.inner.nlist, -(-probes * self.inner.ntotal // len(wanted)))
        elif len(self._gone):
            selector = faiss.IDSelectorNot(gone)
        parameters = faiss.SearchParametersIVF(sel=selector, nprobe=probes)  # type: ignore[call-arg]
        scores, ids = self.inner.search(vector.reshape(1, -1), min(limit, self.inner.ntotal), params=parameters)
        return ranked(ids, scores)

    def ids(self) -> Ids:
        """See ``VectorIndex``."""
        lists = self.inner.invlists
        parts = [faiss.rev_swig_ptr(lists.get_ids(n), lists.list_size(n)) for n in range(self.inner.nlist)]
        listed = np.concatenate(parts).astype(np.int64)
        return np.concatenate([listed[~np.isin(listed, self._gone)], self._fresh.ids()])

    def changed(self, gone: Ids, ids: Ids, vectors: Vectors) -> InvertedIndex:
        """See ``VectorIndex``; the centres stay as they are, and the lists too while what changed is little beside them."""
        halves = vectors.astype(np.float16).astype(np.float32)  # as the lists keep them
        fresh = self._fresh.changed(gone, ids, halves)
        # An id that is used again is a fresh one now; in the lists it is gone either way.
        changed = InvertedIndex(self.inner, self.made, np.union1d(self._gone, gone), fresh)
        return changed if adds_few(fresh.inner.ntotal + len(changed._gone), self.inner.ntotal) else changed.whole()

    def whole(self) -> InvertedIndex:
        """The same with everything in its lists; this one stays as it is."""
        if not len(self._gone) and not self._fresh.inner.ntotal:
            return self
        copy = InvertedIndex(faiss.clone_index(self.inner), self.made, self._gone, self._fresh)
        copy.settle()
        return copy

    def settle(self) -> None:
        """Put everything into the lists, which nobody may be reading."""
        if len(self._gone):
            self.inner.remove_ids(self._gone)
        self.add(self._fresh.ids(), self._fresh.vectors())
        self._gone, self._fresh = NONE, FlatIndex.empty(self.inner.d)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Add vectors to this one, which nobody reads yet."""
        if len(ids):
            self.inner.add_with_ids(vectors, ids)


def centres(size: int) -> int:
    """How many centres for so many vectors: the power of two nearest to four times the square root."""
    return int(2 ** round(np.log2(4 * max(size, 1) ** 0.5)))
