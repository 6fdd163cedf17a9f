from __future__ import annotations

from index.lexical import search_words
from index.vectors import CACHE, CACHE_NOTE, load_vectors, save_vectors


def test_in_a_large_store_the_passages_with_the_rarest_words_are_scored(desk, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    for number in range(6):
        desk.add(
            f"{number}.txt", f"The ferry number {number} left harbour{' with a lighthouse keeper' * (number > 3)}."
        )
    with desk.store.snapshot() as view:
        every = search_words(view, "ferry lighthouse", 9)
        monkeypatch.setattr("index.sqlite.view.MOST_SCORED", 3)
        monkeypatch.setattr("index.sqlite.words.SCORED", 2)
        assert len(every) == 6 and search_words(view, "ferry lighthouse", 9) == every[:2]
        assert len(search_words(view, "ferry", 9)) == 6


def test_the_cached_index_is_used_only_when_it_is_whole_and_current(desk) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", "The lighthouse was built in 1852.")
    folder = desk.store.folder
    with desk.store.snapshot() as view:
        held = load_vectors(view, 64, folder, 1)
        save_vectors(held, folder)
        vector = desk.embedder.encode(["lighthouse"])[0]
        expected = held.index.search(vector, 1)
        (folder / CACHE).write_bytes((folder / CACHE).read_bytes()[:-1] + b"x")
        assert load_vectors(view, 64, folder, 1).index.search(vector, 1) == expected
        (folder / CACHE_NOTE).write_text("{", "utf-8")
        assert load_vectors(view, 64, folder, 1).index.search(vector, 1) == expected
