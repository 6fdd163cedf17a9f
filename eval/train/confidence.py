"""Learn how sure an answer is from the dev cases of all suites: ``python -m eval.train.confidence``.

Every case is asked without a threshold; whether the answer is right is held against what its evidence weighs
(``rag/evidence/platt.py``). Writes ``rag/evidence/confidence.json``; prints the figures, cross-validated.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from eval.cases import load_cases
from eval.confidence import calibration_error, reliability_of
from eval.run import bench, open_corpus, put
from eval.suites import SUITES, Suite
from rag.assistant import Assistant
from rag.evidence.platt import CURVE, FORMAT, PlattScaling, logit

NAME = "onrecord-confidence-3"
KINDS = ("fact", "statements", "speakers", "stance", "comparison")
PENALTY = 1.0
"""Inverse strength of scikit-learn's L2: a kind with few cases stays near the others."""
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Noting(PlattScaling):
    """A curve that leaves weights as they are and notes them, with the kind of question."""

    seen: list[tuple[str, float]] = field(default_factory=list)

    def probability(self, kind: str, weight: float) -> float:
        """The weight itself."""
        self.seen.append((kind, weight))
        return weight


@dataclass(frozen=True, slots=True)
class Weighed:
    """A case asked without a threshold: what its best evidence weighs, and whether the answer is right."""

    kind: str
    weight: float
    right: bool
    answerable: bool


def collect(suite: Suite, store: Path) -> list[Weighed]:
    """Every dev case of a suite, in order; those out of scope weigh nothing and are left out."""
    opened, curve = open_corpus(suite.documents, store), Noting("noting", 1.0, {})
    cases = load_cases(suite.cases, "dev")
    at = bench(suite.name, Assistant(opened.library, opened.settings, curve=curve), cases)
    found = []
    for case in cases:
        answer, verdict = put(at, case, 0.0)
        if not (answer.refusal and answer.refusal.reason == "out_of_scope"):
            right = verdict.passed and case.answerable
            found.append(Weighed(*curve.seen[-1], right, case.answerable))
    return found


def columns(weighed: Sequence[Weighed]) -> NDArray[np.float64]:
    """The logit of the weight, and which kind of question it is: shape ``(cases, 1 + kinds)``."""
    return np.array([[logit(one.weight), *(float(one.kind == kind) for kind in KINDS)] for one in weighed])


def learn(weighed: Sequence[Weighed]) -> dict[str, object]:
    """The curve as it is written to the file."""
    model = LogisticRegression(C=PENALTY, max_iter=1000).fit(columns(weighed), [one.right for one in weighed])
    slope, *offsets = (float(value) for value in model.coef_[0])
    base = float(model.intercept_[0])
    places = {kind: round(base + offset, 4) for kind, offset in zip(KINDS, offsets, strict=True)}
    return {"format": FORMAT, "name": NAME, "slope": round(slope, 4), "offsets": places}


def figures(weighed: Sequence[Weighed]) -> dict[str, float]:
    """How well the weights, and confidences learned without the case, tell right answers and answerable questions."""
    right, answerable = np.array([one.right for one in weighed]), np.array([one.answerable for one in weighed])
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    model = LogisticRegression(C=PENALTY, max_iter=1000)
    sure = cross_val_predict(model, columns(weighed), right, cv=folds, method="predict_proba")[:, 1]
    plain = np.array([one.weight for one in weighed])
    return {
        "cases": len(weighed),
        "AUROC right, weight": float(roc_auc_score(right, plain)),
        "AUROC right, confidence": float(roc_auc_score(right, sure)),
        "AUROC answerable, weight": float(roc_auc_score(answerable, plain)),
        "AUROC answerable, confidence": float(roc_auc_score(answerable, sure)),
        "ECE, weight": calibration_error(reliability_of(plain, right)) or 0.0,
        "ECE, confidence": calibration_error(reliability_of(sure, right)) or 0.0,
    }


def main() -> None:
    """Ask, learn, write, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=CURVE, help="where the curve goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        weighed = [one for suite in SUITES for one in collect(suite, Path(folder) / suite.name)]
    options.out.write_text(json.dumps(learn(weighed), indent=1) + "\n", "utf-8")
    for name, value in figures(weighed).items():
        print(f"{name}: {value:.3f}")


if __name__ == "__main__":
    main()
