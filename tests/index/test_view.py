from __future__ import annotations

import sqlite3
from contextlib import closing

import numpy as np
import pytest

from index.errors import StoreDamaged
from index.reading import Read
from index.sqlite.database import FILE
from index.types import Document
from index.view import DocumentCache


def read_of(sentences: int) -> Read:
    return Read(Document("a", "a", "", "", "text", "en"), np.zeros((sentences, 4), np.float32), {})


def test_documents_are_kept_up_to_a_number_of_sentences() -> None:
    cache = DocumentCache(10, sentences=100)
    for number, sentences in enumerate((60, 30, 20, 500)):
        cache.put((str(number), 1), read_of(sentences))
        kept = [n for n in range(4) if cache.get((str(n), 1))]
        assert kept == [[0], [0, 1], [1, 2], [3]][number]
    cache.put(("4", 1), read_of(1))
    assert cache.get(("3", 1)) is None and cache.get(("4", 1))


def harm(desk, sql: str) -> None:  # type: ignore[no-untyped-def]
    desk.store.close()
    with closing(sqlite3.connect(desk.store.folder / FILE)) as database, database:
        database.execute(sql)


def test_passages_of_a_document_that_was_read_are_as_they_were_read(desk) -> None:  # type: ignore[no-untyped-def]
    number = desk.add("a.txt", "The lighthouse was built in 1852.")
    with desk.store.snapshot() as view:
        before = view.read(number).chunks
    harm(desk, "UPDATE chunks SET last = last + 7")
    with desk.store.snapshot() as view:
        assert view.chunks(list(before)) == before


def test_a_passage_of_no_document_is_damage(desk) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", "The lighthouse was built in 1852.")
    with desk.store.snapshot() as view, pytest.raises(StoreDamaged, match="passages of the index"):
        view.chunks([1, 99])
