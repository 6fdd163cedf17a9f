from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.build import build
from index.embed.base import Vectors
from index.known import known_vectors
from index.settings import IndexSettings
from index.sqlite.database import FILE
from index.store import create_store
from tests.conftest import both_stores

TEXT = "\n\n".join(f"Ferry {n} left harbour {n % 5} at {n}. It carried {n * 3} people and two dogs." for n in range(20))


class Counting:
    """The quick embedder, which notes what it is asked."""

    name = "words"

    def __init__(self, inner) -> None:  # type: ignore[no-untyped-def]
        self._inner, self.dimension, self.asked = inner, inner.dimension, list[str]()

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.asarray(self._inner.encode(texts))


def test_chunking_anew_embeds_only_the_new_chunks(tmp_path: Path, embedder) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    fresh = []
    for name, tokens in (("one", (160, 60)), ("two", (60,))):
        store = create_store(tmp_path / name, "words", embedder.dimension)
        for size in tokens:
            counting = Counting(embedder)
            settings = IndexSettings(store=store.folder, chunk_tokens=size)
            assert [r.status for r in build([tmp_path / "a.txt"], store, counting, settings)] == ["indexed"]
        with store.snapshot() as view:
            (number,) = view.document_ids()
            fresh.append(
                (len(counting.asked), view.read(number).vectors, [vector for _, vector in view.vectors_of(number)])
            )
        store.close()
    (again, vectors, chunks), (first, same, as_well) = fresh
    assert again == len(chunks) < first
    assert np.array_equal(vectors, same) and chunks == as_well


def test_damaged_vectors_are_not_known(desk) -> None:  # type: ignore[no-untyped-def]
    number = desk.add("a.txt", TEXT)
    desk.store.close()
    with closing(sqlite3.connect(desk.store.folder / FILE)) as database, database:
        database.execute("UPDATE chunks SET vector = zeroblob(256)")
    with desk.store.snapshot() as view:
        assert not known_vectors(view, number).passages


@both_stores
def test_nothing_is_known_of_a_new_document(store) -> None:  # type: ignore[no-untyped-def]
    with store.snapshot() as view:
        known = known_vectors(view, "nope")
    assert not known.passages and not known.sentences
