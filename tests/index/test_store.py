from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from index.errors import NotIndexed, StoreDamaged, StoreError, StoreVersionError, UnknownDocument
from index.store import FILE, Store, create_store, open_store


def test_there_is_no_store_yet(tmp_path: Path) -> None:
    with pytest.raises(NotIndexed, match="onrecord index"):
        open_store(tmp_path)


def test_another_model_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="was made with 'words'"):
        create_store(store.folder, "another", 8)


def test_a_newer_store_is_refused(store: Store) -> None:
    with sqlite3.connect(store.folder / FILE) as database:
        database.execute("UPDATE meta SET value = '99' WHERE key = 'version'")
    database.close()
    with pytest.raises(StoreVersionError, match="layout 99"):
        open_store(store.folder)


def test_a_damaged_store_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database at all, but long enough to be looked at" * 50)
    with pytest.raises(StoreDamaged, match="index again"):
        open_store(tmp_path)


def test_a_snapshot_does_not_see_what_is_written_meanwhile(desk) -> None:  # type: ignore[no-untyped-def]
    first = desk.add("a.txt", "The lighthouse was built in 1852.")
    with desk.store.snapshot() as before:
        second = desk.add("b.txt", "The lighthouse was closed in 1990.")
        assert before.document_ids() == [first]
        with desk.store.snapshot() as after:
            assert sorted(after.document_ids()) == sorted([first, second])
            assert after.generation > before.generation


def test_a_failed_transaction_leaves_everything_as_it_was(desk) -> None:  # type: ignore[no-untyped-def]
    first = desk.add("a.txt", "The lighthouse was built in 1852.")
    with pytest.raises(RuntimeError), desk.store.transaction() as writer:
        writer.remove(first)
        raise RuntimeError("power cut")
    with desk.store.snapshot() as view:
        assert view.document(first).text == "The lighthouse was built in 1852."


def test_an_unknown_document_is_told(store: Store) -> None:
    with store.snapshot() as view, pytest.raises(UnknownDocument, match="'nope'"):
        view.document("nope")
