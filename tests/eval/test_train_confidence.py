"""The curve of confidence, learned from made-up cases."""

from __future__ import annotations

from eval.train.confidence import KINDS, Weighed, figures, learn


def made() -> list[Weighed]:
    """Right the more often the higher the weight; questions after sides are wrong more often."""
    cases = []
    for n in range(120):
        kind, weight = KINDS[n % len(KINDS)], (n % 10 + 0.5) / 10
        right = weight > (0.7 if kind == "stance" else 0.3) and n % 7 > 0
        cases.append(Weighed(kind, weight, right, right or n % 3 > 0))
    return cases


def test_confidence_rises_with_the_weight_and_knows_the_kind() -> None:
    learned = learn(made())
    assert learned["slope"] > 0
    assert learned["offsets"]["stance"] < learned["offsets"]["fact"]


def test_learned_confidences_are_nearer_to_how_often_they_are_right() -> None:
    found = figures(made())
    assert found["cases"] == 120
    assert found["ECE, confidence"] < found["ECE, weight"]


def test_the_same_cases_give_the_same_curve() -> None:
    assert learn(made()) == learn(made())
