from __future__ import annotations

import numpy as np
import pytest

from eval.intervals import draws, grouped, interval, resampled, share


def test_a_share_lies_in_its_interval() -> None:
    found = share([1, 0, 1, 1], [1, 1, 1, 1])
    assert found.value == 0.75 and found.low is not None and found.high is not None
    assert found.low < 0.75 < found.high <= 1.0 and found.of == 4


def test_more_cases_make_a_narrower_interval() -> None:
    few, many = share([1, 0] * 10, [1] * 20), share([1, 0] * 200, [1] * 400)
    assert (many.high or 0) - (many.low or 0) < (few.high or 0) - (few.low or 0)


def test_the_interval_is_that_of_the_normal_approximation() -> None:
    found = share([1] * 200 + [0] * 200, [1] * 400)
    assert found.low == pytest.approx(0.451, abs=0.01) and found.high == pytest.approx(0.549, abs=0.01)


def test_nothing_counts_as_nothing() -> None:
    assert share([], []).value is None and share([0], [0]).value is None


def test_draws_are_the_same_each_time() -> None:
    assert np.array_equal(draws(7), draws(7))


def test_groups_are_drawn_whole() -> None:
    assert [list(one) for one in grouped(4, ["x", "y", "x", "y"])] == [[0, 2], [1, 3]]
    values = np.array([1.0, 1.0, 0.0, 0.0])
    together = interval(resampled(4, [0, 0, 1, 1]), lambda places: float(values[places].mean()))
    assert together == (0.0, 1.0)
