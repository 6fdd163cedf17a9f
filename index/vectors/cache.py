"""The index beside the store: read where it is whole, brought up to date by what changed, made again where it must be.

The note names the generation and the hash of the file; whatever does not match is made again from the store.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import faiss
import numpy as np

from index.embed.base import Vectors
from index.vectors.base import Ids, Trained, VectorIndex
from index.vectors.flat import FlatIndex
from index.vectors.inverted import InvertedIndex
from index.vectors.recall import tuned
from index.vectors.size import FLAT_MOST
from index.view import View

CACHE, CACHE_NOTE = "vectors.faiss", "vectors.json"
FORMAT = 2
"""Of the note; a cache of another one is made again."""
BLOCK = 20_000
"""Vectors read from the store at once: 30 MB."""
COMPARED = 32
"""Vectors of a cached index that are compared with the store before it is believed, newest first."""
SAME = 0.999
"""Cosine from which a vector is the one that was stored: two bytes a number keep it to .99999."""

log = logging.getLogger(__name__)
Index = TypeVar("Index", FlatIndex, InvertedIndex)


def load_vectors(
    view: View, dimension: int, folder: Path, threads: int, newest: tuple[int, VectorIndex] | None = None
) -> VectorIndex:
    """The index for the view's generation: from ``newest`` or the cache, brought up to date, else from the store."""
    faiss.omp_set_num_threads(threads)
    known = newest or _read_cache(folder)
    if known is not None:
        generation, index = known
        current = index if generation == view.generation else _brought_up(index, view, dimension)
        if current is not None:
            return current
    return _filled(FlatIndex.empty(dimension), view, dimension)


def refresh_vectors(view: View, dimension: int, folder: Path, threads: int) -> Trained:
    """Bring the cache up to the view's generation, where it is not; returns how the index was made."""
    known = _read_cache(folder)
    index = load_vectors(view, dimension, folder, threads, known)
    if known is None or known[0] != view.generation:
        save_vectors(index, view.generation, folder)
    return index.made


def train_vectors(view: View, dimension: int, threads: int) -> VectorIndex:
    """The index that suits the size of the store, made from nothing; its recall against the exact one is measured."""
    faiss.omp_set_num_threads(threads)
    size = view.chunk_count()
    if size <= FLAT_MOST:
        return _filled(FlatIndex.empty(dimension), view, dimension)
    sample = _vectors(view, InvertedIndex.sampled(view.all_chunk_ids()), dimension)
    index = tuned(_filled(InvertedIndex.trained(sample, size), view, dimension), view, blocks(view, dimension))
    log.info("trained an index of %d vectors: recall@10 %.3f", size, index.made.recall)
    return index


def save_vectors(index: VectorIndex, generation: int, folder: Path) -> None:
    """Write the cache, the note that makes it valid last; where it cannot be written there is none, which costs time."""
    if isinstance(index, FlatIndex | InvertedIndex):
        with suppress(OSError):
            _write(index, generation, folder)


def _write(index: FlatIndex | InvertedIndex, generation: int, folder: Path) -> None:
    digest = hashlib.sha256()
    unfinished = folder / f"{CACHE}.new"
    with unfinished.open("wb") as file:

        def write(data: bytes) -> int:
            digest.update(data)
            return file.write(data)

        faiss.write_index(index.inner, faiss.PyCallbackIOWriter(write))  # type: ignore[attr-defined]
    unfinished.rename(folder / CACHE)
    note = {"format": FORMAT, "generation": generation, "sha256": digest.hexdigest(), "made": asdict(index.made)}
    unfinished = folder / f"{CACHE_NOTE}.new"
    unfinished.write_text(json.dumps(note), "utf-8")
    unfinished.rename(folder / CACHE_NOTE)


def _read_cache(folder: Path) -> tuple[int, VectorIndex] | None:
    """The cached index with its generation, or None where there is none or it is damaged."""
    try:
        note = json.loads((folder / CACHE_NOTE).read_text("utf-8"))
        if note["format"] != FORMAT:
            return None
        made, generation = Trained(**note["made"]), int(note["generation"])
        with (folder / CACHE).open("rb") as file:
            # What is hashed is what is read: another process may put a new file in its place meanwhile.
            if hashlib.file_digest(file, "sha256").hexdigest() != note["sha256"]:
                return None
            inner = _inner(file)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    index: VectorIndex = FlatIndex(inner) if isinstance(inner, faiss.IndexIDMap2) else InvertedIndex(inner, made)
    return generation, index


def _inner(file: BinaryIO) -> Any:
    file.seek(0)
    return faiss.read_index(faiss.PyCallbackIOReader(file.read))  # type: ignore[attr-defined]


def _brought_up(index: VectorIndex, view: View, dimension: int) -> VectorIndex | None:
    """The index with what changed in the store since it was made; None where it is not this store's, or most changed."""
    wanted, known = np.array(view.all_chunk_ids(), np.int64), np.sort(index.ids())
    gone, new = np.setdiff1d(known, wanted), np.setdiff1d(wanted, known)
    kept = np.setdiff1d(known, gone)
    if len(gone) + len(new) > len(kept) or not _is_of(index, kept[-COMPARED:], view, dimension):
        return None
    return index.changed(gone, new, _vectors(view, new, dimension)) if len(gone) + len(new) else index


def _is_of(index: VectorIndex, ids: Ids, view: View, dimension: int) -> bool:
    """Whether the index holds the store's vectors under these ids: a store put back from a copy may use ids again."""
    stored = _vectors(view, ids, dimension)
    found = [index.search(vector, 1, [int(number)]) for number, vector in zip(ids, stored, strict=True)]
    return all(one and one[0][1] > SAME for one in found)


def _filled(index: Index, view: View, dimension: int) -> Index:
    """The index with all vectors of the store added."""
    for ids, vectors in blocks(view, dimension):
        index.add(ids, vectors)
    return index


def blocks(view: View, dimension: int) -> Iterator[tuple[Ids, Vectors]]:
    """All chunk vectors with their ids, ascending, a block at a time: they need not fit into memory twice."""
    rows = view.chunk_vectors()
    while block := list(islice(rows, BLOCK)):
        ids = np.array([row[0] for row in block], np.int64)
        yield ids, np.frombuffer(b"".join(row[1] for row in block), "<f4").reshape(len(block), dimension)


def _vectors(view: View, ids: Ids, dimension: int) -> Vectors:
    """The stored vectors of these chunks, in their order."""
    found = view.vectors_of([int(number) for number in ids])
    return np.frombuffer(b"".join(found), "<f4").reshape(len(found), dimension)
