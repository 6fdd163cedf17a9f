from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from index.lexical import search_words
from index.sqlite.database import FILE
from index.words import CACHE, NOTE, KeptWords, is_unfit, refresh_words, size
from index.words.cache import load_words, make_words, save_words

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
def large(desk, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """A store that is large enough for an index of its words, which is made; and what FTS5 itself finds."""
    for number, text in enumerate(TEXTS):
        desk.add(f"{number}.txt", text)
    monkeypatch.setattr(size, "LARGE", 2)
    with desk.store.snapshot() as view:
        refresh_words(view, desk.store.folder, make=True)
    return desk


def by_both(desk, monkeypatch: pytest.MonkeyPatch, documents=None) -> tuple[list, list]:  # type: ignore[no-untyped-def]
    with desk.store.snapshot() as view:
        assert desk.store.words.index(view) is not None
        own = [search_words(view, asked, 9, documents) for asked in ASKED]
        with monkeypatch.context() as patch:
            patch.setattr(size, "LARGE", 1_000)
            return own, [search_words(view, asked, 9, documents) for asked in ASKED]


def test_scores_are_those_of_fts5_to_the_last_digit(large, monkeypatch: pytest.MonkeyPatch) -> None:
    own, fts5 = by_both(large, monkeypatch)
    assert own == fts5 and any(own)


def test_a_search_stays_within_documents(large, monkeypatch: pytest.MonkeyPatch) -> None:
    with large.store.snapshot() as view:
        some = view.document_ids()[:2]
    own, fts5 = by_both(large, monkeypatch, some)
    assert own == fts5 and any(own)
    assert not any(by_both(large, monkeypatch, [])[0])


def test_what_comes_and_goes_is_followed_and_the_file_stays(large, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "FEW", 1.0)
    before = (large.store.folder / CACHE).stat().st_ino
    large.add("new.txt", "Another ferry, a lighthouse, and bread for its keeper.")
    own, fts5 = by_both(large, monkeypatch)
    assert own == fts5
    assert (large.store.folder / CACHE).stat().st_ino == before
    with large.store.transaction() as writer:
        writer.remove_origin(str(large.folder / "1.txt"))
    own, fts5 = by_both(large, monkeypatch)
    assert own == fts5


def test_a_removal_takes_the_words_from_the_file(large, monkeypatch: pytest.MonkeyPatch) -> None:
    assert b"lighthous" in (large.store.folder / CACHE).read_bytes()
    with large.store.transaction() as writer:
        writer.remove_origin(str(large.folder / "1.txt"))
    large.store.settle(1)
    assert b"lighthous" not in (large.store.folder / CACHE).read_bytes()
    with large.store.snapshot() as view:
        own, fts5 = load_words(view, large.store.folder), make_words(view)
        assert own is not None and own.state == view.state and own.seals == fts5.seals
    assert len(set(map(str, by_both(large, monkeypatch)))) == 1


def test_an_older_generation_never_sees_newer_rows(large) -> None:
    kept = KeptWords(large.store.folder, large.store.snapshot)
    with large.store.snapshot() as older:
        large.add("new.txt", "Another ferry.")
        with large.store.snapshot() as newer:
            found = [len(kept.index(view).search(["ferri"], 9)) for view in (newer, older, newer)]
        assert found == [4, 3, 4]


@pytest.mark.parametrize("name", [CACHE, NOTE])
def test_a_damaged_cache_is_made_again_beside_the_answers(large, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (large.store.folder / name).write_bytes(b"{}" * 99)
    kept = KeptWords(large.store.folder, large.store.snapshot)
    with large.store.snapshot() as view:
        assert load_words(view, large.store.folder) is None
        assert kept.index(view) is None
        kept.wait()
        assert kept.index(view) is not None and load_words(view, large.store.folder) is not None


def test_a_wrong_number_in_the_note_is_damage_too(large) -> None:  # type: ignore[no-untyped-def]
    note = json.loads((large.store.folder / NOTE).read_text())
    (large.store.folder / NOTE).write_text(json.dumps({**note, "lengths": {**note["lengths"], "rows": 1}}))
    with large.store.snapshot() as view:
        assert load_words(view, large.store.folder) is None
        assert is_unfit(large.store.folder, set(view.content_seals()))


def test_words_of_another_history_are_not_believed(large, monkeypatch: pytest.MonkeyPatch) -> None:
    copy, file = large.folder.parent / "copy.sqlite3", large.store.folder / FILE
    large.store.close()
    shutil.copy(file, copy)
    large.add("new.txt", "Another ferry.")
    with large.store.snapshot() as view:
        save_words(make_words(view), large.store.folder)
    large.store.close()
    shutil.copy(copy, file)
    large.add("other.txt", "Another lighthouse, with the same number.")
    own, fts5 = by_both(large, monkeypatch)
    assert own == fts5


def test_a_store_that_has_become_small_leaves_no_cache(large, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "LARGE", 1_000)
    large.store.settle(1)
    assert not (large.store.folder / CACHE).exists() and not (large.store.folder / NOTE).exists()


def test_a_word_may_stand_there_more_often_than_a_number_holds(large, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.words.lists.MOST_TIMES", 2)
    with large.store.snapshot() as view:
        times = make_words(view).index.whole().having("ferri")[1]
        assert times.dtype == np.uint16 and times.max() == 2
