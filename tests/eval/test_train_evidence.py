from __future__ import annotations

import random

import numpy as np
import pytest

from eval.train.evidence import calibration_error, chances, fit
from eval.train.evidence_data import keywords, swap
from eval.train.evidence_fit import Example
from rag.evidence.features import FEATURES

_RANDOM = np.random.default_rng(1)


def made(kind: str) -> Example:
    """Five candidates, of which the one with the highest cosine answers, where any does."""
    rows = _RANDOM.uniform(0, 0.5, (5, len(FEATURES)))
    gold = np.zeros(5, bool)
    if kind in ("ans", "keys"):
        gold[2] = True
        rows[2, list(FEATURES).index("dense")] += 0.5
    return Example("group", kind, rows, gold)


def test_what_answers_is_learned() -> None:
    examples = [made(kind) for kind in ("ans", "adv", "keys", "far") * 40]
    rank, answer = fit(examples)
    found = chances(rank, answer, made("ans").rows)
    assert found.argmax() == 2


def test_weights_keep_their_sign() -> None:
    rank, answer = fit([made(kind) for kind in ("ans", "adv") * 40])
    assert rank.weights["dense"] > 0
    assert all(rank.weights.get(name, 0) <= 0 for name in ("missing", "lacks_number", "asks"))
    assert answer.weights.get("unknown", 0) <= 0


def test_a_search_line_keeps_the_content_words() -> None:
    assert keywords("When was the Varden bridge opened?") == "varden bridge opened"


def test_a_swapped_question_names_somebody_else() -> None:
    swapped = swap("Did Anna Brandt sell it?", ["Orm Island", "1932"], random.Random(0))
    assert swapped == "Did Orm Island sell it?"
    assert swap("did she sell it?", ["Orm"], random.Random(0)) is None


def test_calibration_error_of_right_and_wrong_chances() -> None:
    assert calibration_error([1.0, 1.0, 0.0], [True, True, False]) == 0.0
    assert calibration_error([0.95, 0.95], [False, False]) == pytest.approx(0.95)
