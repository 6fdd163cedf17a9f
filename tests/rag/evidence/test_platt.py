from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import ModelError
from rag.evidence.platt import AS_WEIGHED, PlattScaling

CURVE = PlattScaling("c", 0.5, {"fact": 1.0, "stance": 0.0})


def test_more_weight_is_more_confidence_for_every_kind() -> None:
    for kind in ("fact", "stance", "comparison"):
        chances = [CURVE.probability(kind, weight) for weight in (0.0, 0.01, 0.1, 0.5, 1.0)]
        assert chances == sorted(chances) and chances[0] > 0 and chances[-1] < 1


def test_a_kind_has_its_own_place() -> None:
    assert CURVE.probability("stance", 0.5) == 0.5 < CURVE.probability("fact", 0.5)
    assert CURVE.probability("unheard of", 0.5) == CURVE.probability("fact", 0.5)


@pytest.mark.parametrize("threshold", [0.05, 0.41, 0.95])
def test_a_threshold_is_the_weight_of_a_fact_that_reaches_it(threshold: float) -> None:
    assert CURVE.probability("fact", CURVE.weight(threshold)) == pytest.approx(threshold)


def test_always_and_never_stay_what_they_are() -> None:
    assert (CURVE.weight(0.0), CURVE.weight(1.0)) == (0.0, 1.0)


def test_a_judge_of_the_users_own_is_believed() -> None:
    assert AS_WEIGHED.probability("stance", 0.3) == pytest.approx(0.3) == AS_WEIGHED.weight(0.3)


def test_the_packaged_curve_has_every_kind_of_question() -> None:
    assert set(PlattScaling.load().offsets) == {"fact", "statements", "speakers", "stance", "comparison"}


@pytest.mark.parametrize(
    "text", ["", "[]", '{"format": 2}', '{"format": 1, "name": "c", "slope": -1, "offsets": {"fact": 0}}']
)
def test_an_unreadable_curve_says_how_to_make_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "c.json").write_text(text)
    with pytest.raises(ModelError, match=r"eval\.train\.confidence"):
        PlattScaling.load(tmp_path / "c.json")
