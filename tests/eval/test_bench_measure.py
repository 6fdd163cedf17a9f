from __future__ import annotations

from eval.bench.measure import Figure, auroc, mean, plain, table
from eval.intervals import resampled


def test_a_mean_leaves_out_what_does_not_count() -> None:
    found = mean([1.0, 0.0, None], resampled(3, times=50))
    assert found.value == 0.5 and found.low is not None and found.low <= 0.5


def test_questions_of_one_paragraph_are_drawn_together() -> None:
    found = mean([1.0, 1.0, 0.0, 0.0], resampled(4, ["p", "p", "q", "q"], 50))
    assert (found.low, found.high) == (0.0, 1.0)


def test_samples_of_one_kind_have_no_auroc() -> None:
    found = auroc([True, False], [0.9, 0.1], resampled(2, times=50))
    assert found == Figure(1.0, 1.0, 1.0)


def test_the_table_has_floor_and_goal() -> None:
    systems = {"words": {"R@1": Figure(0.5, 0.25, 1.0), "F1": Figure(0.1, None, None)}}
    lines = table("Title", systems, {"R@1": 0.4, "F1": 0.2}, {"R@1": 0.8}).splitlines()
    assert lines[3].split() == ["95%", ".250–1.000", "-"] and lines[-1].split() == ["goal", "0.800", "-"]
    assert plain(systems)["words"]["R@1"]["low"] == 0.25
