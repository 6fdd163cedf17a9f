from __future__ import annotations

from pathlib import Path

import numpy as np

from eval.bench.polnear_data import Article, parse_brat
from eval.train.attribution import learn, write_weights
from eval.train.linear import Training, fit_binary, fit_choice
from index.attribute.view import View, make_view
from index.attribute.weights import load_weights
from index.sentences import parse, sentence_spans
from index.types import Sentence

ROWS = [np.array(row, np.int32) for row in ([0], [0, 2], [1], [1, 2])]


def pair(who: str, what: str) -> tuple[Article, View]:
    text = f"{who} said {what}."
    at = len(who)
    brat = (
        f"T1\tSource 0 {at}\tx\nT2\tCue {at + 1} {at + 5}\tx\nT3\tContent {at + 6} {len(text) - 1}\tx\n"
        "E1\tSource:T1 Cue:T2 Content:T3\n"
    )
    doc = parse(text, "en")
    view = make_view(doc, [Sentence(s.start, s.end) for s in sentence_spans(doc)])
    return Article(who, text, parse_brat(brat)), view


def test_logistic_regression_finds_what_tells_two_classes_apart() -> None:
    weights = fit_binary(ROWS, np.array([1.0, 1.0, 0.0, 0.0]), 3, Training(epochs=50, batch=4, l1=0.0))
    assert weights[0] > 0.5 > -0.5 > weights[1]
    assert abs(weights[2]) < 0.5


def test_a_choice_learns_the_wanted_candidate() -> None:
    groups, targets = [ROWS[:1] + ROWS[2:3]] * 4, [np.array([0.0, 1.0])] * 4
    weights = fit_choice(groups, targets, 3, Training(epochs=50, batch=4, l1=0.0))
    assert weights[1] > weights[0]


def test_learning_twice_gives_the_same_file(tmp_path: Path) -> None:
    pairs = [pair(who, f"the {what} was old") for who in ("Ann Lee", "Bo Dahl") for what in ("dam", "mill", "road")]
    for name in ("one", "two"):
        write_weights(learn(pairs), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert load_weights(tmp_path / "one").cue.weights["l=say"] != 0
