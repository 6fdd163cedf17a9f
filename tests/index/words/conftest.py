"""A store with an index of its words, small as it is, and both ways of searching it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from index.lexical import search_words
from index.words import refresh_words, size
from tests.conftest import Desk

TEXTS = [
    "Ferries left the harbour at nine. The ferry was full.",
    "The lighthouse keeper saw the ferry, and no other ferry.",
    "Müller inspected the turbines of the ferry_boat.",
    "Bread was baked in the village hall.",
    "The keeper's bread fell into the harbour.",
]
ASKED = [
    "ferry harbour",
    "keeper bread",
    "muller inspecting",
    "ferry_boat",
    "who is it",
    "turbine ferries ferry",
    "none",
]


@pytest.fixture
def large(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A store that is large enough for an index of its words, which is made."""
    for number, text in enumerate(TEXTS):
        desk.add(f"{number}.txt", text)
    monkeypatch.setattr(size, "LARGE", 2)
    with desk.store.snapshot() as view:
        refresh_words(view, desk.store.folder, make=True)
    return desk


@pytest.fixture
def by_both(large: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[list[list[tuple[int, float]]]]]:
    """What the index finds for each question, and what FTS5 does."""

    def search(documents: Sequence[str] | None = None) -> list[list[list[tuple[int, float]]]]:
        with large.store.snapshot() as view:
            assert large.store.words.index(view) is not None
            own = [search_words(view, asked, 9, documents) for asked in ASKED]
            with monkeypatch.context() as patch:
                patch.setattr(size, "LARGE", 1_000)
                return [own, [search_words(view, asked, 9, documents) for asked in ASKED]]

    return search
