from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.check import check
from index.errors import StoreDamaged
from index.search import Searcher
from index.sqlite.check import STALE
from index.sqlite.database import FILE
from index.sqlite.repair import repair
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
        held = train_vectors(view, 64, 1)
        made = held.index.made
        assert made.kind == "inverted" and made.recall > 0.95 and made.size == 40
        save_vectors(held, many.store.folder)
        assert load_vectors(view, 64, many.store.folder, 1).index.made == made


def test_a_changed_store_changes_the_index_and_does_not_make_it_anew(many) -> None:  # type: ignore[no-untyped-def]
    with many.store.snapshot() as view:
        save_vectors(train_vectors(view, 64, 1), many.store.folder)
    many.add("new.txt", "Bread was baked in the village hall.")
    with many.store.snapshot() as view:
        index = load_vectors(view, 64, many.store.folder, 1).index
        assert index.made.kind == "inverted" and sorted(index.ids()) == view.all_chunk_ids()
        assert found(index, many, "Bread was baked in the village hall.") == max(view.all_chunk_ids())


def test_vectors_of_another_history_are_not_believed(many) -> None:  # type: ignore[no-untyped-def]
    copy, file = many.folder.parent / "copy.sqlite3", many.store.folder / FILE
    many.store.close()
    shutil.copy(file, copy)
    many.add("new.txt", "Bread was baked in the village hall.")
    with many.store.snapshot() as view:
        held, last = train_vectors(view, 64, 1), max(view.all_chunk_ids())
    many.store.close()
    shutil.copy(copy, file)
    many.add("other.txt", "Nobody lives on the island.")
    with many.store.snapshot() as view:
        assert max(view.all_chunk_ids()) == last  # the same id, and the same generation
        index = load_vectors(view, 64, many.store.folder, 1, held).index
        assert index.made.kind == "inverted" and found(index, many, "Nobody lives on the island.") == last
        assert found(index, many, "Bread was baked in the village hall.") != last


def test_damaged_vectors_are_not_taken_over(many) -> None:  # type: ignore[no-untyped-def]
    with many.store.snapshot() as view:
        held = train_vectors(view, 64, 1)
    number = many.add("new.txt", "Bread was baked in the village hall.")
    many.store.close()
    with closing(sqlite3.connect(many.store.folder / FILE)) as database, database:
        database.execute("UPDATE chunks SET vector = zeroblob(256) WHERE document_id = ?", (number,))
    (many.store.folder / cache.CACHE).unlink()
    with many.store.snapshot() as view, pytest.raises(StoreDamaged, match="vectors of document"):
        load_vectors(view, 64, many.store.folder, 1, held)


def test_a_searcher_trains_meanwhile(many) -> None:  # type: ignore[no-untyped-def]
    searcher = Searcher(many.store, many.embedder, threads=1)
    with many.store.snapshot() as view:
        assert searcher.search(view, "Ferry 3", 5)
        searcher.nearest.wait()
        assert searcher.nearest.index(view).made.kind == "inverted"
        assert searcher.search(view, "Ferry 3", 5)


def test_a_copy_that_was_put_back_is_searched(desk) -> None:  # type: ignore[no-untyped-def]
    copy, file = desk.folder.parent / "copy.sqlite3", desk.store.folder / FILE
    desk.store.close()
    shutil.copy(file, copy)
    searcher = Searcher(desk.store, desk.embedder, threads=1)
    for number in range(2):
        desk.add(f"{number}.txt", TEXTS[number])
        with desk.store.snapshot() as view:
            assert searcher.search(view, "Ferry", 5)
    desk.store.close()
    shutil.copy(copy, file)
    with desk.store.snapshot() as view:  # of a lower generation than all that are kept
        assert searcher.search(view, "Ferry", 5) == []


def test_nothing_is_written_where_nothing_changed(desk) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", TEXTS[0])
    before = (desk.store.folder / cache.CACHE).stat().st_ino
    with desk.store.snapshot() as view:
        refresh_vectors(view, 64, desk.store.folder, 1)
    assert (desk.store.folder / cache.CACHE).stat().st_ino == before


def test_an_upload_does_not_write_a_large_cache_again_and_a_removal_does(many, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(size, "FEW", 0.1)
    many.store.settle(1, train=True)
    file, before = many.store.folder / cache.CACHE, (many.store.folder / cache.CACHE).read_bytes()
    number = many.add("new.txt", "Bread was baked in the village hall.")
    assert file.read_bytes() == before
    with many.store.snapshot() as view:
        assert not cache.is_stale(many.store.folder, view.state)
        assert cache.noted_generation(many.store.folder) == view.generation
        index = load_vectors(view, 64, many.store.folder, 1).index
        assert found(index, many, "Bread was baked in the village hall.") == max(view.all_chunk_ids())
    with many.store.transaction() as writer:
        writer.remove(number)
    many.store.settle(1)
    with many.store.transaction() as writer:
        writer.remove_origin(str(many.folder / "3.txt"))
    many.store.settle(1)
    assert file.read_bytes() != before


def test_a_large_cache_that_is_damaged_is_made_again_by_a_repair(many, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(size, "FEW", 0.1)
    many.store.settle(1, train=True)
    (many.store.folder / cache.CACHE).write_bytes(b"no vectors")
    many.add("new.txt", "Bread was baked in the village hall.")
    assert [finding.what for finding in check(many.store.folder, many.embedder)] == [STALE]
    assert repair(many.store.folder, many.embedder, many.settings) == []
    assert check(many.store.folder, many.embedder) == []


def test_an_empty_store_has_an_index(tmp_path: Path) -> None:
    store = create_store(tmp_path / "empty", "words", 64)
    with store.snapshot() as view:
        assert train_vectors(view, 64, 1).index.search(np.zeros(64, np.float32), 3) == []
    store.close()
