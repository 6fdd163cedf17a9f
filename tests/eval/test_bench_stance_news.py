from __future__ import annotations

from collections import Counter

import numpy as np

from eval.bench.stance_news import choose_threshold, decide, measure, read_cases


def test_cases_are_whole_and_each_proposition_lies_in_one_split() -> None:
    cases = read_cases()
    assert len({c.id for c in cases}) == len(cases) >= 80
    assert {c.label for c in cases} == {"affirms", "disputes", "unrelated"}
    assert max(Counter(p for p, _ in {(c.proposition, c.split) for c in cases}).values()) == 1


def test_below_the_threshold_a_statement_is_unrelated() -> None:
    scores = np.array([[0.7, 0.1, 0.2], [0.2, 0.5, 0.3]], dtype=np.float32)
    assert decide(scores, 0.6).tolist() == [0, 2]


def test_the_threshold_is_the_lowest_of_the_best() -> None:
    scores = np.array([[0.9, 0.05, 0.05], [0.05, 0.9, 0.05], [0.4, 0.3, 0.3]], dtype=np.float32)
    assert choose_threshold(scores, np.array([0, 1, 2])) == 0.45


def test_gold_scores_are_perfect() -> None:
    cases = read_cases()
    sides = ("affirms", "disputes", "unrelated")
    scores = np.array([[float(side == c.label) for side in sides] for c in cases], dtype=np.float32)
    result = measure(cases, scores)
    assert result["test"] == {"accuracy": 1.0, "macro_f1": 1.0} and result["test_wrong_side"] == 0
