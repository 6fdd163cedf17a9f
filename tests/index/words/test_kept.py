from __future__ import annotations

import pytest

from index.words import CACHE, NOTE, KeptWords
from index.words.cache import load_words


def test_an_older_generation_never_sees_newer_rows(large) -> None:
    kept = KeptWords(large.store.folder, large.store.snapshot)
    with large.store.snapshot() as older:
        large.add("new.txt", "Another ferry.")
        with large.store.snapshot() as newer:
            found = [len(kept.index(view).search(["ferri"], 9)) for view in (newer, older, newer)]
        assert found == [4, 3, 4]


@pytest.mark.parametrize("name", [CACHE, NOTE])
def test_a_damaged_cache_is_made_again_beside_the_answers(large, name: str) -> None:
    (large.store.folder / name).write_bytes(b"{}" * 99)
    kept = KeptWords(large.store.folder, large.store.snapshot)
    with large.store.snapshot() as view:
        assert load_words(view, large.store.folder) is None
        assert kept.index(view) is None
        kept.wait()
        assert kept.index(view) is not None and load_words(view, large.store.folder) is not None
