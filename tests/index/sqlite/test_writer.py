from __future__ import annotations

import sqlite3
from contextlib import closing

from index.sqlite.database import FILE
from index.sqlite.schema import REMAINS


def test_a_removed_document_leaves_no_trace(desk) -> None:  # type: ignore[no-untyped-def]
    number = desk.add("a.txt", "The zanzibarquartz was found in the cellar.")
    with desk.store.transaction() as writer:
        writer.remove(number)
    desk.store.forget()
    with desk.store.snapshot() as view:
        assert view.document_ids() == []
    with closing(sqlite3.connect(desk.store.folder / FILE)) as database:
        for table in ("sentences", "statements", "speakers", "chunks", "passages", "origins", "vocabulary"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert b"zanzibarquartz" not in (desk.store.folder / FILE).read_bytes()


def test_what_a_reader_still_needs_is_forgotten_when_he_has_gone(desk, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("index.sqlite.store.READERS_LEAVE_MS", 1)
    number = desk.add("a.txt", "The zanzibarquartz was found in the cellar.")
    with desk.store.snapshot() as view:
        with desk.store.transaction() as writer:
            writer.remove(number)
        desk.store.forget()
        assert "zanzibarquartz" in view.document(number).text
    desk.store.forget()
    assert all(b"zanzibarquartz" not in path.read_bytes() for path in desk.store.folder.iterdir())
    with desk.store.snapshot() as view:
        assert REMAINS not in view.meta
