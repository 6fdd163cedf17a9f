from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from eval.confidence import area, auroc, calibration_error, outcomes, rank_auroc, reliability, risk_coverage
from tests.eval.records import a_record, refused

RECORDS = [
    a_record("a", True, score=0.9),
    a_record("b", True, score=0.8),
    a_record("c", False, score=0.7),
    refused("d", answerable=True, score=0.05, forced=True),
    refused("e", score=0.01),
]


def test_auroc_tells_answerable_from_not() -> None:
    assert auroc(RECORDS).value == 1.0 and auroc(RECORDS[:3]).value is None


def test_ranks_give_what_scikit_learn_gives() -> None:
    draw = np.random.default_rng(0)
    labels, scores = draw.random(200) < 0.3, draw.integers(0, 20, 200) / 20
    assert rank_auroc(labels, scores) == pytest.approx(roc_auc_score(labels, scores))
    assert rank_auroc(labels[:0], scores[:0]) is None


def test_answers_that_were_held_back_have_an_outcome() -> None:
    scores, right = outcomes(RECORDS)
    assert scores.tolist() == [0.9, 0.8, 0.7, 0.05] and right.tolist() == [1, 1, 0, 1]


def test_risk_rises_where_a_wrong_answer_is_let_in() -> None:
    points = risk_coverage(RECORDS)
    assert [p.coverage for p in points] == pytest.approx([0.2, 0.4, 0.6, 0.8])
    assert [p.risk for p in points] == pytest.approx([0, 0, 1 / 3, 1 / 4])
    assert area(points) == pytest.approx((0 + 0 + 1 / 3 + 1 / 4) / 4)


def test_equal_scores_are_one_point() -> None:
    assert len(risk_coverage([a_record("a"), a_record("b", False)])) == 1


def test_calibration_error_is_the_distance_of_confidence_and_truth() -> None:
    bins = reliability([a_record("a", True, score=0.75), a_record("b", False, score=0.75), a_record("c", score=1.0)])
    assert [(one.confidence, one.right, one.count) for one in bins] == [(0.75, 0.5, 2), (1.0, 1.0, 1)]
    assert calibration_error(bins) == pytest.approx(0.5 / 3)


def test_nothing_has_no_curve() -> None:
    assert risk_coverage([]) == [] and area([]) is None and calibration_error(reliability([])) is None
