"""WiCE: supporting sentences, and supported or not: ``python -m eval.bench.wice --data DIR``.

Every claim is held against the whole article that it cites. The weights were learned from two thirds of the articles
of the dev part: the figures are of the others, unless ``--all``. Recall is that of the best of a claim's supporting
sets, a mean over the claims that have one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ir_measures
import numpy as np
from ir_measures import Qrel, R, ScoredDoc

from eval.bench.support import Posed, best_threshold, decided, dense_score, print_figures, words_score
from eval.bench.wice_data import REMEDY, read_wice
from index.embed.base import load_embedder
from index.search import RRF_K
from index.settings import IndexSettings
from rag.verify.features import RANK, rank_features
from rag.verify.model import SupportModel
from rag.verify.reading import read
from rag.verify.sentence import THRESHOLD, Verifier, verify_sentence

FLOOR = {"R@1": 0.493, "R@3": 0.721, "R@5": 0.817}
GOAL = {"R@5": 0.87, "accuracy": 0.72}
DEPTH = 5
RANKINGS = ("words", "vectors", "RRF", "evidence")
SCORES = ("words", "vectors", "score", "verdict")
"""The score is taken at the product's threshold; the verdict heeds every check as well."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim with its best sentences by each system, and the scores for support."""

    posed: Posed
    best: dict[str, list[int]]
    scores: dict[str, float]


def ask(posed: Posed, verifier: Verifier) -> Asked:
    """Put one claim to every system."""
    rows, _ = rank_features(read(posed.claim), posed.candidates)
    words, dense = rows[:, list(RANK).index("cov")], rows[:, list(RANK).index("dense")]
    fused = sum(1 / (RRF_K + 1 + _places(scores)) for scores in (words, dense))
    chosen = verifier.model.choose(posed.claim, posed.candidates, DEPTH)
    best = {"words": _order(words), "vectors": _order(dense), "RRF": _order(np.asarray(fused))}
    best["evidence"] = [candidate.number for candidate in chosen]
    found = verify_sentence(posed.claim, posed.candidates, verifier)
    scores = {
        "words": words_score(posed),
        "vectors": dense_score(posed),
        "score": found.score,
        "verdict": float(found.verdict == "supported"),
    }
    return Asked(posed, best, scores)


def _places(scores: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    places = np.empty(len(scores))
    places[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return places


def _order(scores: np.ndarray[Any, np.dtype[np.float64]]) -> list[int]:
    found: list[int] = np.argsort(-scores, kind="stable")[:DEPTH].tolist()
    return found


def recall(asked: Sequence[Asked], system: str) -> dict[str, float]:
    """Mean recall at 1, 3 and 5 of each claim's best supporting set."""
    qrels, run = [], []
    for one in asked:
        for n, gold in enumerate(one.posed.sets):
            query = f"{one.posed.id}/{n}"
            qrels += [Qrel(query, str(number), 1) for number in sorted(gold)]
            run += [ScoredDoc(query, str(number), float(-place)) for place, number in enumerate(one.best[system])]
    best: dict[tuple[str, str], float] = {}
    for found in ir_measures.iter_calc([R @ 1, R @ 3, R @ 5], qrels, run):
        key = (str(found.measure), found.query_id.rsplit("/", 1)[0])
        best[key] = max(best.get(key, 0.0), float(found.value))
    return {
        name: round(float(np.mean([value for (measure, _), value in best.items() if measure == name])), 4)
        for name in ("R@1", "R@3", "R@5")
    }


def run(data: Path, every: bool) -> dict[str, Any]:
    """Read, ask, measure; the thresholds of the baselines are the best ones on what is not shown."""
    verifier = Verifier(SupportModel.load())
    embedder = load_embedder(IndexSettings(threads=1))
    asked = [ask(posed, verifier) for posed in read_wice(data, embedder)]
    shown = [one for one in asked if every or one.posed.held_out]
    rest = [one for one in asked if not one.posed.held_out]
    return {
        "claims": len(shown),
        "recall": {system: recall(shown, system) for system in RANKINGS},
        "supported": {system: support(shown, rest, system) for system in SCORES},
        "majority": round(1 - float(np.mean([one.posed.supported for one in shown])), 4),
        "floor": FLOOR, "goal": GOAL,
    }  # fmt: skip


def support(shown: Sequence[Asked], rest: Sequence[Asked], system: str) -> dict[str, float]:
    """Supported against the rest, at the product's threshold or at the baseline's best one."""
    threshold = THRESHOLD
    if system in ("words", "vectors"):
        threshold = best_threshold([o.scores[system] for o in rest], [o.posed.supported for o in rest])
    return decided([o.posed.supported for o in shown], [o.scores[system] for o in shown], threshold)


def table(result: dict[str, Any]) -> str:
    """The result as lines to read."""
    lines = [f"WiCE, {result['claims']} claims, supporting sentences", " " * 10 + "     R@1     R@3     R@5"]
    for name, row in {**result["recall"], "floor": result["floor"], "goal": result["goal"]}.items():
        lines.append(f"{name:10}" + "".join(f"{row[k]:8.3f}" if k in row else f"{'-':>8}" for k in FLOOR))
    lines.append("supported or not    accuracy  95% interval   macro-F1   AUROC")
    for name, row in result["supported"].items():
        spread = f"{row['accuracy low']:.3f} to {row['accuracy high']:.3f}"
        lines.append(f"{name:20}{row['accuracy']:8.3f}  {spread}{row['macro-F1']:10.3f}{row['AUROC']:8.3f}")
    lines.append(f"{'none supported':20}{result['majority']:8.3f}")
    lines.append(f"{'goal':20}{GOAL['accuracy']:8.3f}")
    return "\n".join(lines)


def main() -> None:
    """Parse the arguments and print the figures."""
    print_figures(__doc__, "wice", REMEDY, run, table)


if __name__ == "__main__":
    main()
