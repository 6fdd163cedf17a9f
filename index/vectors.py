"""Nearest vectors by inner product; the one file that says ``faiss``.

The index file is a cache of the store's vectors: it names its generation and its own hash, and whatever does
not match is built again from the store.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import faiss
import numpy as np

from index.embed.base import Vectors
from index.view import View

CACHE, CACHE_NOTE = "vectors.faiss", "vectors.json"


class VectorIndex:
    """An exact index of the chunk vectors of one generation."""

    def __init__(self, inner: faiss.Index, generation: int, history: str) -> None:
        """Use ``load_vectors``."""
        self._inner, self.generation, self.history = inner, generation, history

    def search(self, vector: Vectors, limit: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """Chunk ids and cosines for one unit vector, best first, ties by id; ``allowed`` restricts to these ids."""
        if self._inner.ntotal == 0 or (allowed is not None and not len(allowed)):
            return []
        parameters = None
        if allowed is not None:
            selector = faiss.IDSelectorBatch(np.asarray(allowed, np.int64))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, ids = self._inner.search(vector.reshape(1, -1), min(limit, self._inner.ntotal), params=parameters)
        found = [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def load_vectors(view: View, dimension: int, folder: Path, threads: int) -> VectorIndex:
    """The index for the view's generation: from the cache where that is whole and current, else from the store."""
    faiss.omp_set_num_threads(threads)
    cached = _read_cache(folder, view.history)
    if cached is not None:
        return VectorIndex(cached, view.generation, view.history)
    rows = list(view.chunk_vectors())
    ids = np.array([row[0] for row in rows], np.int64)
    matrix = np.frombuffer(b"".join(row[1] for row in rows), "<f4").reshape(len(rows), dimension)
    inner = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
    inner.add_with_ids(matrix, ids)
    return VectorIndex(inner, view.generation, view.history)


def save_vectors(index: VectorIndex, folder: Path) -> None:
    """Write the cache, the note that makes it valid last; where it cannot be written there is none, which costs time."""
    data = faiss.serialize_index(index._inner).tobytes()
    digest = hashlib.sha256(data).hexdigest()
    note = {"generation": index.generation, "history": index.history, "sha256": digest}
    with suppress(OSError):  # the disk is full, or another process writes it at this moment
        for name, content in ((CACHE, data), (CACHE_NOTE, json.dumps(note).encode())):
            unfinished = folder / f"{name}.new"
            unfinished.write_bytes(content)
            unfinished.rename(folder / name)


def is_stale(folder: Path, history: str) -> bool:
    """Whether the cache would not be used for a store with this history: it is missing, damaged or of another."""
    return _read_cache(folder, history) is None


def noted_generation(folder: Path) -> int:
    """The generation that the cache was made from; 0 where it does not say."""
    try:
        return int(json.loads((folder / CACHE_NOTE).read_bytes())["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _read_cache(folder: Path, history: str) -> faiss.Index | None:
    """The cached index, or None where there is none, or it is older, newer or damaged."""
    try:
        note = json.loads((folder / CACHE_NOTE).read_bytes())
        if note["history"] != history:
            return None
        data = (folder / CACHE).read_bytes()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if hashlib.sha256(data).hexdigest() != note.get("sha256"):
        return None
    return faiss.deserialize_index(np.frombuffer(data, np.uint8))
