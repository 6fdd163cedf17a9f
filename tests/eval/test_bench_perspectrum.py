from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from eval.bench.perspectrum import bag_of_words, figure, gold_sides, run, table
from eval.train.stance_data import read_claims
from index.embed.base import packaged_folder

TEXTS = ["Closing them saves lives", "Closure protects people", "Closing them costs jobs", "They teach children"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "perspectrum"
    folder.mkdir()
    clusters = [{"pids": [0, 1], "stance_label_3": "SUPPORT"}, {"pids": [2], "stance_label_3": "UNDERMINE"}]
    later = [{"pids": [1], "stance_label_3": "SUPPORT"}, {"pids": [3], "stance_label_3": "UNDERMINE"}]
    claims = [
        {"text": "Mines should be closed", "split": "train", "perspectives": clusters},
        {"text": "Zoos should be closed", "split": "dev", "perspectives": later},
    ]
    pool = [{"pId": number, "text": text} for number, text in enumerate(TEXTS)]
    (folder / "claims_train_dev.json").write_text(json.dumps(claims))
    (folder / "perspectives_train_dev.json").write_text(json.dumps(pool))
    return tmp_path


def test_splits_and_paraphrases_are_read(data: Path) -> None:
    (train,) = read_claims(data, "train")
    assert train.pairs() == [(TEXTS[0], "affirms"), (TEXTS[1], "affirms"), (TEXTS[2], "disputes")]
    assert gold_sides(read_claims(data, "dev")).tolist() == [0, 1]


def test_a_perfect_guess_is_one_throughout() -> None:
    gold = np.array([0, 1, 0, 1])
    found = figure([0, 0, 1, 1], gold, gold)
    assert (found.accuracy, found.macro_f1, found.low, found.high) == (1, 1, 1, 1)


def test_the_interval_is_drawn_by_claim_and_stable() -> None:
    gold, guess = np.array([0, 1, 0, 1]), np.array([0, 1, 1, 0])
    assert figure([0, 0, 1, 1], gold, guess) == figure([0, 0, 1, 1], gold, guess)
    assert figure([0, 0, 1, 1], gold, guess).low == 0


def test_bag_of_words_learns_from_train_only(data: Path) -> None:
    guess = bag_of_words(read_claims(data, "train"), read_claims(data, "dev"))
    assert guess.shape == (2,) and guess[0] == 0


def test_the_whole_run_with_the_real_model(data: Path) -> None:
    result = run(data, packaged_folder())
    assert result["pairs"] == 2 and result["pairs_not_in_train"] == 1
    assert "bag of words" in table(result) and json.dumps(result)
