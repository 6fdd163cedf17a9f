"""Does stance carry over to news? Labelled pairs in ``eval/cases``: ``python -m eval.bench.stance_news``.

Three classes. A side is taken where its probability reaches a threshold that is chosen on the dev split; below it
the statement counts as unrelated. The test split is reported beside plain argmax and the majority class.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, f1_score

from index.embed.base import packaged_folder
from rag.stance.model import SIDES, StanceModel

CASES = Path(__file__).parent.parent / "cases" / "stance_news.jsonl"
_THRESHOLDS = np.round(np.arange(0.30, 0.96, 0.05), 2)


@dataclass(frozen=True, slots=True)
class StanceCase:
    """A proposition, a statement, and the side that a person says the statement takes."""

    id: str
    proposition: str
    statement: str
    label: str
    source: str
    split: str


def read_cases(file: Path = CASES) -> list[StanceCase]:
    """Every case, in file order."""
    return [StanceCase(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def decide(scores: NDArray[np.float32], threshold: float) -> NDArray[np.int64]:
    """The likelier side where its probability reaches the threshold, else unrelated."""
    side = scores[:, :2].argmax(1)
    return np.where(scores[:, :2].max(1) >= threshold, side, SIDES.index("unrelated"))


def choose_threshold(scores: NDArray[np.float32], gold: NDArray[np.int64]) -> float:
    """The threshold of the best macro-F1; the lowest of equals."""
    return float(max(_THRESHOLDS, key=lambda t: (_macro(gold, decide(scores, float(t))), -t)))


def _macro(gold: NDArray[np.int64], guess: NDArray[np.int64]) -> float:
    return float(f1_score(gold, guess, average="macro", labels=range(len(SIDES)), zero_division=0))


def _figures(gold: NDArray[np.int64], guess: NDArray[np.int64]) -> dict[str, float]:
    return {"accuracy": round(float(accuracy_score(gold, guess)), 3), "macro_f1": round(_macro(gold, guess), 3)}


def measure(cases: Sequence[StanceCase], scores: NDArray[np.float32]) -> dict[str, object]:
    """Figures of one way of scoring, by split and source, with the threshold that dev chose."""
    gold = np.array([SIDES.index(c.label) for c in cases])
    on = {name: np.array([name in (c.split, c.source) for c in cases]) for name in ("dev", "test", "seeds", "own")}
    threshold = choose_threshold(scores[on["dev"]], gold[on["dev"]])
    guess = decide(scores, threshold)
    test = on["test"]
    return {
        "threshold": threshold,
        "dev": _figures(gold[on["dev"]], guess[on["dev"]]),
        "test": _figures(gold[test], guess[test]),
        "test_argmax": _figures(gold[test], scores[test].argmax(1)),
        "test_seeds": _figures(gold[test & on["seeds"]], guess[test & on["seeds"]]),
        "test_own": _figures(gold[test & on["own"]], guess[test & on["own"]]),
        "test_wrong_side": round(float(np.mean((guess[test] + gold[test] == 1) & (guess[test] != 2))), 3),
    }


def run(embedder: Path, weights: Path | None = None, file: Path = CASES) -> dict[str, object]:
    """Every figure of this benchmark."""
    cases = read_cases(file)
    model = StanceModel.load(embedder, weights)
    pairs = [(c.proposition, c.statement) for c in cases]
    labels = [c.label for c in cases if c.split == "test"]
    return {
        "cases": len(cases),
        "test_cases": len(labels),
        "majority_accuracy": round(max(labels.count(label) for label in SIDES) / len(labels), 3),
        "straight": measure(cases, model.score(pairs)),
        "both_ways": measure(cases, model.score_both_ways(pairs)),
    }


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--embedder", type=Path, help="folder of the embedder; the packaged one by default")
    parser.add_argument("--weights", type=Path, help="folder of the stance weights; the committed ones by default")
    parser.add_argument("--show", action="store_true", help="print every case with its scores")
    options = parser.parse_args()
    embedder = options.embedder or packaged_folder()
    print(json.dumps(run(embedder, options.weights), indent=1))
    if options.show:
        cases = read_cases()
        model = StanceModel.load(embedder, options.weights)
        scores = model.score_both_ways([(c.proposition, c.statement) for c in cases])
        for case, row in zip(cases, scores, strict=True):
            print(f"{case.id} {case.label:9} {np.round(row, 2)} {case.proposition} | {case.statement[:110]}")


if __name__ == "__main__":
    main()
