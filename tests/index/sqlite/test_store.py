from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from index.errors import NotIndexed, StoreDamaged, StoreLocked, StoreVersionError
from index.search import Searcher
from index.sqlite.database import FILE
from index.store import Store, create_store, open_store
from tests.conftest import WordEmbedder


def change(store: Store, harm: str) -> None:
    with contextlib.closing(sqlite3.connect(store.folder / FILE)) as database, database:
        database.execute(harm)


def look_up(words: str, folder: Path, embedder: WordEmbedder) -> None:
    with contextlib.closing(open_store(folder)) as store, store.snapshot() as view:
        for hit in Searcher(store, embedder, 1).search(view, words, 1):
            view.document(hit.chunk.document_id)  # whoever shows or cites what is found reads it


def test_a_newer_store_is_refused(store: Store) -> None:
    change(store, "UPDATE meta SET value = '99' WHERE key = 'version'")
    with pytest.raises(StoreVersionError, match=r"layout 99.*use the version of Onrecord that wrote it"):
        open_store(store.folder)


def test_a_store_of_layout_1_is_brought_to_ours(tmp_path: Path, embedder: WordEmbedder) -> None:
    shutil.copy(Path(__file__).parent / "old_stores" / "layout1.sqlite3", tmp_path / FILE)
    store = create_store(tmp_path, embedder.name, embedder.dimension)
    with store.snapshot() as view:
        documents = [view.document(number) for number in view.document_ids()]
        assert sorted(document.origins for document in documents) == [("upload/harbour.txt",), ("upload/mill.txt",)]
        assert {s.speaker for d in documents for s in d.statements} >= {"Ines Okafor", "Tom Reeve"}
        assert (view.note("colour"), view.meta["version"]) == ("green", "2")
        assert Searcher(store, embedder, 1).search(view, "Who baked the bread?", 1)
    store.close()


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE documents SET text = replace(text, '1852', '1853')",
        "UPDATE documents SET title = 'Another'",
        "UPDATE sentences SET start = start + 1",
        "UPDATE chunks SET last = last + 7",
        "DELETE FROM sentences",
        "DELETE FROM chunks",
        "DELETE FROM documents",
        "DELETE FROM seals",
        "UPDATE meta SET value = '7' WHERE key = 'generation'",
        "UPDATE meta SET value = 'words2' WHERE key = 'model'",
    ],
)
def test_damage_that_sqlite_does_not_see_is_told(desk, harm: str) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", "The lighthouse was built in 1852.")
    change(desk.store, harm)
    with pytest.raises(StoreDamaged, match="onrecord check --repair"):
        look_up("lighthouse", desk.store.folder, desk.embedder)


def test_a_damaged_name_of_a_table_is_told(desk) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", "The lighthouse was built in 1852.")
    desk.store.close()
    path = desk.store.folder / FILE
    path.write_bytes(path.read_bytes().replace(b"REFERENCES documents", b"REFER\xe1NCES documents"))
    with pytest.raises(StoreDamaged, match="onrecord check --repair"):
        look_up("lighthouse", desk.store.folder, desk.embedder)


def test_a_cache_of_another_history_is_not_read(desk) -> None:  # type: ignore[no-untyped-def]
    copy = desk.store.folder.parent / "copy.sqlite3"
    desk.add("a.txt", "The lighthouse was built in 1852.")
    desk.store.forget()
    desk.store.close()
    shutil.copy(desk.store.folder / FILE, copy)
    desk.add("b.txt", "Bread was baked in the mill.")
    desk.store.close()
    shutil.copy(copy, desk.store.folder / FILE)  # a backup: the next document makes the same generation again
    desk.add("c.txt", "Nobody lives on the island.")
    with desk.store.snapshot() as view:
        (hit, _) = Searcher(desk.store, desk.embedder, 1).search(view, "Who lives on the island?", 2)
        assert view.document(hit.chunk.document_id).text == "Nobody lives on the island."


def test_a_store_that_was_never_finished_is_none(tmp_path: Path, embedder: WordEmbedder) -> None:
    (tmp_path / FILE).touch()
    with pytest.raises(NotIndexed):
        open_store(tmp_path)
    create_store(tmp_path, embedder.name, embedder.dimension).close()


def test_another_writer_is_waited_for_and_then_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.sqlite.database.PATIENCE_MS", 10)
    with (
        store.transaction(),
        pytest.raises(StoreLocked, match="another process is writing"),
        open_store(store.folder).transaction(),
    ):
        pass


def test_a_store_that_may_not_be_written_is_read(desk, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    number = desk.add("a.txt", "The lighthouse was built in 1852.")
    desk.store.close()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with open_store(desk.store.folder).snapshot() as view:
        assert view.document(number).text == "The lighthouse was built in 1852."


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database at all, but long enough to be looked at" * 50)
    with pytest.raises(StoreDamaged, match="onrecord check --repair"):
        open_store(tmp_path)
