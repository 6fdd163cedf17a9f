"""What every store does."""

from __future__ import annotations

import pytest

from index.errors import NotIndexed, StoreError, UnknownDocument
from index.store import Place, Store, create_store, open_store
from tests.conftest import both_stores

pytestmark = both_stores


def test_there_is_no_store_yet(place: Place) -> None:
    with pytest.raises(NotIndexed, match="onrecord index"):
        open_store(place)


def test_another_model_is_refused(store: Store, place: Place) -> None:
    with pytest.raises(StoreError, match="was made with 'words'"):
        create_store(place, "another", 8)


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


@pytest.mark.parametrize("name", ["nope", '"quoted" or 1 == 1', "é\\"])
def test_an_unknown_document_is_told(store: Store, name: str) -> None:
    with store.snapshot() as view, pytest.raises(UnknownDocument, match="no document has the id"):
        view.document(name)


def test_a_store_is_opened_as_it_was_left(desk) -> None:  # type: ignore[no-untyped-def]
    number = desk.add("a.txt", "Fares will rise, said Ines Okafor, the harbour master.")
    again = open_store(desk.settings.place)
    with desk.store.snapshot() as view, again.snapshot() as other:
        assert other.state == view.state and other.document(number) == view.document(number)
        assert other.vectors_of(number) == view.vectors_of(number)
    again.close()
