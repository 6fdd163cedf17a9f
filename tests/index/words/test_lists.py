from __future__ import annotations

import numpy as np
import pytest

from index.words.cache import make_words


def test_a_word_may_stand_there_more_often_than_a_number_holds(large, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.words.lists.MOST_TIMES", 2)
    with large.store.snapshot() as view:
        times = make_words(view).index.whole().having("ferri")[1]
        assert times.dtype == np.uint16 and times.max() == 2
