from __future__ import annotations

from index.store import Store
from tests.conftest import both_stores

pytestmark = both_stores


def test_what_is_written_is_read_back(desk) -> None:  # type: ignore[no-untyped-def]
    text = "Fares will rise, said Ines Okafor, the harbour master. Nobody was surprised."
    number = desk.add("a.txt", text)
    with desk.store.snapshot() as view:
        document = view.document(number)
        assert document.text == text
        assert [text[s.start : s.end] for s in document.sentences][-1] == "Nobody was surprised."
        assert view.read(number).vectors.shape == (len(document.sentences), 64)


def test_a_removed_document_is_gone(desk) -> None:  # type: ignore[no-untyped-def]
    number = desk.add("a.txt", "The zanzibarquartz was found in the cellar.")
    with desk.store.transaction() as writer:
        writer.remove(number)
    desk.store.forget()
    with desk.store.snapshot() as view:
        assert (view.document_ids(), view.origins(), view.vocabulary(), view.count_chunks()) == ([], {}, [], 0)
        assert view.search_words(["zanzibarquartz"], 5, None) == view.chunk_rows(number) == []


def test_a_second_origin_keeps_the_document_when_the_first_goes(desk) -> None:  # type: ignore[no-untyped-def]
    number = desk.add("a.txt", "The lighthouse was built in 1852.")
    assert desk.add("b.txt", "The lighthouse was built in 1852.") == number
    with desk.store.transaction() as writer:
        writer.remove_origin(str(desk.folder / "a.txt"))
    with desk.store.snapshot() as view:
        assert [o.endswith("b.txt") for o in view.document(number).origins] == [True]


def test_a_changed_file_replaces_its_document(desk) -> None:  # type: ignore[no-untyped-def]
    first = desk.add("a.txt", "The lighthouse was built in 1852.")
    second = desk.add("a.txt", "The lighthouse was built in 1853.")
    with desk.store.snapshot() as view:
        assert view.document_ids() == [second] != [first]


def test_a_note_is_kept_until_it_is_forgotten(store: Store) -> None:
    with store.transaction() as writer:
        writer.note("colour", "green")
    with store.snapshot() as view:
        assert (view.note("colour"), view.note("size"), view.generation) == ("green", None, 1)
    with store.transaction() as writer:
        writer.note("colour", None)
    with store.snapshot() as view:
        assert view.note("colour") is None
