from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.bench.support import Posed
from eval.train.verify import example, learn
from eval.train.verify_fit import fit
from index.types import Span
from rag.types import Candidate
from rag.verify.model import SupportModel

TEXT = "The bridge closed in May after cracks were found."


def posed(number: int, supported: bool) -> Posed:
    claim = "The bridge closed in May." if supported else "Cats purr in Oslo at night."
    candidates = tuple(
        Candidate("d", n, Span(0, len(text)), text, "", dense)
        for n, (text, dense) in enumerate([("It rained.", 0.1), (TEXT, 0.8 if supported else 0.2)])
    )
    return Posed(
        str(number), f"g{number}", "wice", claim, supported, candidates, (frozenset({1}),) if supported else ()
    )


def test_what_is_learned_can_be_loaded_and_tells_the_two_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = [example(posed(n, n % 2 == 0)) for n in range(60)]
    learn([], examples, tmp_path / "weights.json")
    assert '"AUROC": 1.0' in capsys.readouterr().out
    model, one = SupportModel.load(tmp_path / "weights.json"), posed(0, True)
    assert model.choose(one.claim, one.candidates, 1)[0].text == TEXT
    assert model.chance(one.claim, one.candidates[1:]) > 0.5


def test_weights_keep_the_sign_their_feature_was_made_for() -> None:
    rows = np.array([[0.0, 1.0], [1.0, 0.0], [0.1, 0.9], [0.9, 0.2]])
    fitted = fit(rows, np.array([True, False, True, False]), np.ones(4), ("cov", "missing"), 1e-3)
    assert fitted.weights.get("cov", 0.0) >= 0.0 and fitted.weights.get("missing", 0.0) <= 0.0
