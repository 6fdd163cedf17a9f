from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.search import Searcher
from index.store import create_store
from index.vectors import cache, load_vectors, refresh_vectors, save_vectors, size, train_vectors
from index.vectors.base import VectorIndex

TEXTS = [f"Ferry {n} left harbour {n % 7} at {n} with {n * 3} passengers." for n in range(60)]


@pytest.fixture
def many(desk, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """A store that is large enough to be trained for."""
    for module in (cache, size):
        monkeypatch.setattr(module, "FLAT_MOST", 20)
    for number, text in enumerate(TEXTS[:40]):
        desk.add(f"{number}.txt", text)
    return desk


def found(index: VectorIndex, desk, text: str) -> int:  # type: ignore[no-untyped-def]
    return index.search(desk.embedder.encode([text])[0], 1)[0][0]


def test_a_large_store_is_trained_for_and_its_recall_measured(many) -> None:  # type: ignore[no-untyped-def]
    with many.store.snapshot() as view:
        index = train_vectors(view, 64, 1)
        assert index.made.kind == "inverted" and index.made.recall > 0.95 and index.made.size == 40
        save_vectors(index, view.generation, many.store.folder)
        assert load_vectors(view, 64, many.store.folder, 1).made == index.made


def test_a_changed_store_changes_the_index_and_does_not_make_it_anew(many) -> None:  # type: ignore[no-untyped-def]
    with many.store.snapshot() as view:
        save_vectors(train_vectors(view, 64, 1), view.generation, many.store.folder)
    many.add("new.txt", "Bread was baked in the village hall.")
    with many.store.snapshot() as view:
        index = load_vectors(view, 64, many.store.folder, 1)
        assert index.made.kind == "inverted" and sorted(index.ids()) == view.all_chunk_ids()
        assert found(index, many, "Bread was baked in the village hall.") == max(view.all_chunk_ids())


def test_the_index_of_another_store_is_not_believed(many, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with many.store.snapshot() as view:
        index = train_vectors(view, 64, 1)
        mixed = index.changed(np.array(view.all_chunk_ids()), *_turned(view))
        save_vectors(mixed, view.generation + 1, many.store.folder)
        assert load_vectors(view, 64, many.store.folder, 1).made.kind == "flat"


def _turned(view):  # type: ignore[no-untyped-def]
    """The store's vectors under each other's ids."""
    ids = np.array(view.all_chunk_ids())
    vectors = np.frombuffer(b"".join(view.vectors_of(ids.tolist())), "<f4").reshape(len(ids), 64)
    return ids, vectors[::-1].copy()


def test_a_searcher_trains_meanwhile(many) -> None:  # type: ignore[no-untyped-def]
    searcher = Searcher(many.store, many.embedder, threads=1)
    with many.store.snapshot() as view:
        assert searcher.search(view, "Ferry 3", 5)
        searcher.wait()
        assert searcher.index(view).made.kind == "inverted"
        assert searcher.search(view, "Ferry 3", 5)


def test_nothing_is_written_where_nothing_changed(desk) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", TEXTS[0])
    before = (desk.store.folder / cache.CACHE).stat().st_ino
    with desk.store.snapshot() as view:
        refresh_vectors(view, 64, desk.store.folder, 1)
    assert (desk.store.folder / cache.CACHE).stat().st_ino == before


def test_an_empty_store_has_an_index(tmp_path: Path) -> None:
    store = create_store(tmp_path / "empty", "words", 64)
    with store.snapshot() as view:
        assert train_vectors(view, 64, 1).search(np.zeros(64, np.float32), 3) == []
    store.close()
