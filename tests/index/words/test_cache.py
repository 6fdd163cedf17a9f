from __future__ import annotations

import json
import shutil

import pytest

from index.sqlite.database import FILE
from index.words import CACHE, NOTE, is_unfit, size
from index.words.cache import load_words, make_words, save_words


def test_what_comes_and_goes_is_followed_and_the_file_stays(large, monkeypatch: pytest.MonkeyPatch, by_both) -> None:
    monkeypatch.setattr(size, "FEW", 1.0)
    before = (large.store.folder / CACHE).stat().st_ino
    large.add("new.txt", "Another ferry, a lighthouse, and bread for its keeper.")
    own, fts5 = by_both()
    assert own == fts5
    assert (large.store.folder / CACHE).stat().st_ino == before
    with large.store.transaction() as writer:
        writer.remove_origin(str(large.folder / "1.txt"))
    own, fts5 = by_both()
    assert own == fts5


def test_a_removal_takes_the_words_from_the_file(large, by_both) -> None:
    assert b"lighthous" in (large.store.folder / CACHE).read_bytes()
    with large.store.transaction() as writer:
        writer.remove_origin(str(large.folder / "1.txt"))
    large.store.settle(1)
    assert b"lighthous" not in (large.store.folder / CACHE).read_bytes()
    with large.store.snapshot() as view:
        own, fts5 = load_words(view, large.store.folder), make_words(view)
        assert own is not None and own.state == view.state and own.seals == fts5.seals
    assert len(set(map(str, by_both()))) == 1


def test_a_wrong_number_in_the_note_is_damage_too(large) -> None:  # type: ignore[no-untyped-def]
    note = json.loads((large.store.folder / NOTE).read_text())
    (large.store.folder / NOTE).write_text(json.dumps({**note, "lengths": {**note["lengths"], "rows": 1}}))
    with large.store.snapshot() as view:
        assert load_words(view, large.store.folder) is None
        assert is_unfit(large.store.folder, set(view.content_seals()))


def test_words_of_another_history_are_not_believed(large, by_both) -> None:
    copy, file = large.folder.parent / "copy.sqlite3", large.store.folder / FILE
    large.store.close()
    shutil.copy(file, copy)
    large.add("new.txt", "Another ferry.")
    with large.store.snapshot() as view:
        save_words(make_words(view), large.store.folder)
    large.store.close()
    shutil.copy(copy, file)
    large.add("other.txt", "Another lighthouse, with the same number.")
    own, fts5 = by_both()
    assert own == fts5


def test_a_store_that_has_become_small_leaves_no_cache(large, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "LARGE", 1_000)
    large.store.settle(1)
    assert not (large.store.folder / CACHE).exists() and not (large.store.folder / NOTE).exists()
