from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.embed.base import packaged_folder
from index.errors import ModelError
from rag.stance.model import SIDES, StanceModel

CLAIM = "the bridge should be closed"
STATEMENTS = (
    "The engineer said the bridge must be closed at once.",
    "The mayor rejected calls to close the bridge.",
    "The bakery on Mill Lane sells rye bread.",
)


@pytest.fixture(scope="module")
def model() -> StanceModel:
    return StanceModel.load(packaged_folder())


def test_each_side_is_told(model: StanceModel) -> None:
    scores = model.score([(CLAIM, statement) for statement in STATEMENTS])
    assert [SIDES[i] for i in scores.argmax(axis=1)] == ["affirms", "disputes", "unrelated"]


def test_the_verdict_turns_with_the_claim(model: StanceModel) -> None:
    scores = model.score([("the bridge should not be closed", statement) for statement in STATEMENTS])
    assert [SIDES[i] for i in scores.argmax(axis=1)] == ["disputes", "affirms", "unrelated"]


def test_scores_are_probabilities_in_the_order_asked(model: StanceModel) -> None:
    pairs = [(CLAIM, statement * times) for times, statement in enumerate(STATEMENTS * 7, start=1)]
    scores = model.score(pairs)
    assert scores.shape == (21, 3) and scores.dtype == np.float32
    assert np.allclose(scores.sum(axis=1), 1, atol=1e-5)
    assert np.array_equal(scores[4], model.score(pairs[4:5])[0])


def test_asked_both_ways_the_sides_mirror(model: StanceModel) -> None:
    one = model.score_both_ways([(CLAIM, STATEMENTS[0])])
    other = model.score_both_ways([("the bridge should not be closed", STATEMENTS[0])])
    assert np.allclose(one, other[:, [1, 0, 2]], atol=1e-5)


def test_no_pairs_no_scores(model: StanceModel) -> None:
    assert model.score([]).shape == (0, 3)


def test_a_very_long_pair_is_cut_and_scored(model: StanceModel) -> None:
    assert model.score([(CLAIM, "word " * 2000)]).shape == (1, 3)


def test_missing_weights_say_how_to_train(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"eval\.train\.stance"):
        StanceModel.load(packaged_folder(), tmp_path)


def test_other_labels_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"labels": ["yes", "no"], "temperature": 1.0}))
    with pytest.raises(ModelError, match="labels"):
        StanceModel.load(packaged_folder(), tmp_path)


def test_importing_the_module_does_not_import_torch() -> None:
    code = "import sys, rag.stance.model; sys.exit('torch' in sys.modules or 'onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
