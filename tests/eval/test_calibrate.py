from __future__ import annotations

import numpy as np
import pytest

from eval.calibrate import Point, advice, cases_needed, choose, least_answered, shared, starts


def points(*rows: tuple[float, int, int], asked: int = 400) -> list[Point]:
    return [Point(threshold, asked, answered, wrong) for threshold, answered, wrong in rows]


def test_the_bound_is_clopper_and_pearson_s() -> None:
    # No error in n: 1 - (1 - confidence) ** (1 / n).
    assert Point(0.5, 50, 50, 0).bound(0.95) == pytest.approx(1 - 0.05 ** (1 / 50))
    assert Point(0.5, 50, 50, 50).bound(0.95) == 1.0 and Point(0.5, 50, 0, 0).bound(0.95) == 1.0
    assert least_answered(0.1, 0.95) == 29 and Point(0.5, 29, 29, 0).bound(0.95) < 0.1


def test_the_lowest_threshold_within_the_risk_is_taken() -> None:
    found = choose(points((0.9, 100, 1), (0.5, 200, 4), (0.2, 300, 12), (0.1, 400, 80)), 0.1, 0.9)
    assert found and found.threshold == 0.2


def test_testing_stops_at_the_first_threshold_that_fails() -> None:
    curve = points((0.9, 100, 1), (0.8, 110, 30), (0.7, 120, 30), (0.6, 400, 4))
    assert starts(4) == [0, 1, 2]
    found = choose(curve, 0.1, 0.9)
    assert found and found.threshold == 0.9


def test_thresholds_that_answer_too_little_are_passed_over() -> None:
    found = choose(points((0.9, 10, 1), (0.5, 300, 3)), 0.1, 0.9)
    assert found and found.threshold == 0.5


def test_where_none_will_do_it_is_said_what_would() -> None:
    curve = points((0.5, 40, 2), (0.1, 60, 30))
    assert choose(curve, 0.1, 0.9) is None
    assert "Nearest is 0.5: 2 of 40 answers wrong" in advice(curve, 0.1, 0.9)
    assert "write more cases: some" in advice(curve, 0.1, 0.9)
    assert cases_needed(0.2, 0.1, 0.9) is None


def test_the_promise_is_kept_as_often_as_it_says() -> None:
    """Thresholds of known risk; in how many of many worlds is one taken whose risk is over the one asked for?"""
    draw = np.random.default_rng(1)
    truth = np.linspace(0.02, 0.3, 8)
    broken = 0
    for _ in range(200):
        wrong = np.cumsum([draw.binomial(40, risk) for risk in truth])
        curve = points(*((0.9 - 0.1 * n, 40 * (n + 1), int(wrong[n])) for n in range(8)))
        taken = choose(curve, 0.1, 0.9)
        broken += taken is not None and truth[: round((0.9 - taken.threshold) / 0.1) + 1].mean() > 0.1
    assert broken <= 200 * (1 - 0.9) and shared(0.9) > 0.96
