"""The index beside the store: read where it is whole, brought up to date by what changed, made again where it must be.

The note names the file's hash, the state of the store and its documents' seals; whatever does not match is made again
from the store. A few documents that came since are not written into a large file: whoever opens it adds them.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import faiss
import numpy as np

from index.embed.base import Vectors
from index.replaced import replaced
from index.sqlite.view import SqliteView
from index.vectors.base import Ids, Trained, VectorIndex
from index.vectors.flat import KIND as FLAT
from index.vectors.flat import FlatIndex
from index.vectors.inverted import InvertedIndex
from index.vectors.recall import tuned
from index.vectors.size import FLAT_MOST, adds_few
from index.view import State

CACHE, CACHE_NOTE = "vectors.faiss", "vectors.json"
FORMAT = 3
"""Of the note; a cache of another one is made again."""
BLOCK = 20_000
"""Vectors read from the store at once: 30 MB."""

log = logging.getLogger(__name__)
Index = TypeVar("Index", FlatIndex, InvertedIndex)


@dataclass(frozen=True, slots=True)
class Held:
    """An index, the state of the store that it was made from, and the seals of the vectors that are in it."""

    index: VectorIndex
    state: State
    seals: frozenset[str]


def load_vectors(view: SqliteView, dimension: int, folder: Path, threads: int, newest: Held | None = None) -> Held:
    """The index for the view's state: from ``newest`` or the cache, brought up to date, else from the store."""
    faiss.omp_set_num_threads(threads)
    for held in _found(newest, folder):
        current = _brought_up(held, view, dimension)
        if current is not None:
            return current
    return _held(_filled(FlatIndex.empty(dimension), view, dimension), view)


def refresh_vectors(view: SqliteView, dimension: int, folder: Path, threads: int) -> Trained:
    """Bring the cache up to the view's state, where it is not; returns how the index was made."""
    note = _read_note(folder)
    if note is not None and _serves(note, view):
        if note["seen"] != list(view.state):
            with suppress(OSError):  # as for the cache itself
                _write_note(folder, {**note, "seen": view.state})
        return Trained(**note["made"])
    known = _read_cache(folder)
    held = load_vectors(view, dimension, folder, threads, known)
    if known is None or known.state != view.state:
        if isinstance(held.index, InvertedIndex):
            held.index.settle()  # it was read here, and nobody else has it: a copy would be 800 MB at a million
        save_vectors(held, folder)
    return held.index.made


def train_vectors(view: SqliteView, dimension: int, threads: int) -> Held:
    """The index that suits the size of the store, made from nothing; its recall against the exact one is measured."""
    faiss.omp_set_num_threads(threads)
    size = view.chunk_count()
    if size <= FLAT_MOST:
        return _held(_filled(FlatIndex.empty(dimension), view, dimension), view)
    wanted = InvertedIndex.sampled(view.all_chunk_ids())
    sample = np.concatenate([vectors[np.isin(ids, wanted)] for ids, vectors in blocks(view, dimension)])
    index = tuned(_filled(InvertedIndex.trained(sample, size), view, dimension), view, blocks(view, dimension))
    log.info("trained an index of %d vectors: recall@10 %.3f", size, index.made.recall)
    return _held(index, view)


def save_vectors(held: Held, folder: Path) -> None:
    """Write the cache, the note that makes it valid last; where it cannot be written there is none, which costs time."""
    with suppress(OSError):  # the disk is full, or another process writes it at this moment
        _write(held, folder)


def is_stale(folder: Path, state: State) -> bool:
    """Whether the cache does not serve this state of the store: it is missing, damaged, older, or of another one."""
    note = _read_note(folder)
    return note is None or note["seen"] != list(state) or _read_cache(folder) is None


def drop_damaged(folder: Path) -> None:
    """Leave no cache that cannot be read: a large one is not looked at whenever something is written."""
    if _read_cache(folder) is None:
        (folder / CACHE_NOTE).unlink(missing_ok=True)


def noted_generation(folder: Path) -> int:
    """The generation that the cache was last looked at for; 0 where it does not say."""
    note = _read_note(folder)
    return 0 if note is None else int(note["seen"][0])


def _write(held: Held, folder: Path) -> None:
    digest, index = hashlib.sha256(), held.index
    if isinstance(index, InvertedIndex):
        index = index.whole()
    elif not isinstance(index, FlatIndex):
        return
    with replaced(folder / CACHE) as file:

        def write(data: bytes) -> int:
            digest.update(data)
            return file.write(data)

        faiss.write_index(index.inner, faiss.PyCallbackIOWriter(write))  # type: ignore[attr-defined]
    note = {
        "format": FORMAT, **held.state._asdict(), "seen": held.state, "sha256": digest.hexdigest(),
        "made": asdict(index.made), "seals": sorted(held.seals),
    }  # fmt: skip
    _write_note(folder, note)


def _write_note(folder: Path, note: Mapping[str, object]) -> None:
    with replaced(folder / CACHE_NOTE) as file:
        file.write(json.dumps(note).encode())


def _read_note(folder: Path) -> dict[str, Any] | None:
    """What is noted of the cache, in the shape in which it is written; None where it is not."""
    try:
        note = json.loads((folder / CACHE_NOTE).read_bytes())
        Trained(**note["made"]), frozenset(note["seals"]), State(int(note["generation"]), str(note["history"]))
        generation, history = note.get("seen", (note["generation"], note["history"]))
        return {**note, "seen": [int(generation), str(history)]} if note["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _serves(note: Mapping[str, Any], view: SqliteView) -> bool:
    """Whether a large cache need not be written again: nothing of it is gone, and little has come since."""
    seals = frozenset(note["seals"])
    there = view.vector_seals()
    if note["made"]["kind"] == FLAT or not seals <= set(there.values()):
        return False
    new = view.chunk_ids([document_id for document_id, seal in there.items() if seal not in seals])
    return adds_few(len(new), view.chunk_count())


def _read_cache(folder: Path) -> Held | None:
    """The cached index, or None where there is none or it is damaged."""
    note = _read_note(folder)
    try:
        if note is None:
            return None
        made, state = Trained(**note["made"]), State(int(note["generation"]), str(note["history"]))
        seals = frozenset(note["seals"])
        with (folder / CACHE).open("rb") as file:
            # What is hashed is what is read: another process may put a new file in its place meanwhile.
            if hashlib.file_digest(file, "sha256").hexdigest() != note["sha256"]:
                return None
            inner = _inner(file)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    index: VectorIndex = FlatIndex(inner) if isinstance(inner, faiss.IndexIDMap2) else InvertedIndex(inner, made)
    return Held(index, state, seals)


def _found(newest: Held | None, folder: Path) -> Iterator[Held]:
    """What there is to begin from; the cache is read only where it is come to."""
    if newest is not None:
        yield newest
    cached = _read_cache(folder)
    if cached is not None:
        yield cached


def _inner(file: BinaryIO) -> Any:
    file.seek(0)
    return faiss.read_index(faiss.PyCallbackIOReader(file.read))  # type: ignore[attr-defined]


def _brought_up(held: Held, view: SqliteView, dimension: int) -> Held | None:
    """The index with what changed in the store since it was made; None where it lacks something, or most changed.

    What changed is what has another seal: a store put back from a copy may use ids again.
    """
    if held.state == view.state:
        return held
    seals = view.vector_seals()
    changed = [document_id for document_id, seal in seals.items() if seal not in held.seals]
    new = view.chunk_ids(changed)
    gone = _gone(held.index, view, new) if held.seals - set(seals.values()) else np.empty(0, np.int64)
    if gone is None or len(gone) + len(new) > len(held.index.ids()) - len(gone):
        return None
    if not len(gone) + len(new):
        return _held(held.index, view)
    rows = sorted(chain.from_iterable(view.vectors_of(document_id) for document_id in changed))
    return _held(held.index.changed(gone, *_matrix(rows, dimension)), view)


def _gone(index: VectorIndex, view: SqliteView, new: Sequence[int]) -> Ids | None:
    """The ids that the store has no more, or uses again for ``new`` ones; None where the index lacks some of the rest."""
    known, there = index.ids(), np.array(view.all_chunk_ids(), np.int64)
    kept = there[~np.isin(there, new)]
    return None if not np.isin(kept, known).all() else known[~np.isin(known, kept)]


def _held(index: VectorIndex, view: SqliteView) -> Held:
    return Held(index, view.state, frozenset(view.vector_seals().values()))


def _filled(index: Index, view: SqliteView, dimension: int) -> Index:
    """The index with all vectors of the store added."""
    for ids, vectors in blocks(view, dimension):
        index.add(ids, vectors)
    return index


def blocks(view: SqliteView, dimension: int) -> Iterator[tuple[Ids, Vectors]]:
    """All chunk vectors with their ids, ascending, a block at a time: they need not fit into memory twice."""
    rows = view.chunk_vectors()
    while block := list(islice(rows, BLOCK)):
        yield _matrix(block, dimension)


def _matrix(rows: Sequence[tuple[int, bytes]], dimension: int) -> tuple[Ids, Vectors]:
    ids = np.array([row[0] for row in rows], np.int64)
    return ids, np.frombuffer(b"".join(row[1] for row in rows), "<f4").reshape(len(rows), dimension)
