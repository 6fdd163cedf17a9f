"""AttributionBench: does a reference support a claim: ``python -m eval.bench.attributionbench --data DIR``.

The weights were learned from two thirds of the questions of the dev part: the figures are of the others, unless
``--all``. Sets that the benchmark counts as out of domain are shown apart, where the files hold any.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.bench.attributionbench_data import IN_DOMAIN, REMEDY, read_attributionbench
from eval.bench.support import Posed, best_threshold, decided, dense_score, print_figures, words_score
from index.embed.base import load_embedder
from index.settings import IndexSettings
from rag.verify.model import SupportModel
from rag.verify.sentence import THRESHOLD, Verifier, verify_sentence

FLOOR = {"in domain": {"macro-F1": 0.662, "AUROC": 0.740}, "out of domain": {"macro-F1": 0.814, "AUROC": 0.879}}
GOAL = {"in domain": {"macro-F1": 0.74}, "out of domain": {"macro-F1": 0.86}}

SCORES = ("words", "vectors", "score", "verdict")
"""The score is taken at the product's threshold; the verdict heeds every check as well."""

Scored = tuple[Posed, dict[str, float]]


def ask(posed: Posed, verifier: Verifier) -> Scored:
    """One claim with every system's score for support."""
    found = verify_sentence(posed.claim, posed.candidates, verifier)
    return posed, {
        "words": words_score(posed),
        "vectors": dense_score(posed),
        "score": found.score,
        "verdict": float(found.verdict == "supported"),
    }


def figures(shown: Sequence[Scored], rest: Sequence[Scored]) -> dict[str, dict[str, float]]:
    """Every system on these claims; the thresholds of the baselines are the best ones on the rest."""
    found = {}
    for system in SCORES:
        threshold = THRESHOLD
        if system in ("words", "vectors"):
            threshold = best_threshold([scores[system] for _, scores in rest], [p.supported for p, _ in rest])
        found[system] = decided([p.supported for p, _ in shown], [s[system] for _, s in shown], threshold)
    return found


def run(data: Path, every: bool) -> dict[str, Any]:
    """Read, ask, measure."""
    verifier = Verifier(SupportModel.load())
    embedder = load_embedder(IndexSettings(threads=1))
    asked = [ask(posed, verifier) for posed in read_attributionbench(data, embedder)]
    rest = [one for one in asked if not one[0].held_out and one[0].part in IN_DOMAIN]
    shown = [one for one in asked if every or one[0].held_out or one[0].part not in IN_DOMAIN]
    groups = {
        "in domain": [one for one in shown if one[0].part in IN_DOMAIN],
        "out of domain": [one for one in shown if one[0].part not in IN_DOMAIN],
        **{part: [one for one in shown if one[0].part == part] for part in sorted({one[0].part for one in shown})},
    }
    kept = {name: group for name, group in groups.items() if len({p.supported for p, _ in group}) == 2}
    return {
        "groups": {name: {"claims": len(group), **figures(group, rest)} for name, group in kept.items()},
        "floor": FLOOR, "goal": GOAL,
    }  # fmt: skip


def table(result: dict[str, Any]) -> str:
    """The result as lines to read."""
    lines = []
    for name, row in result["groups"].items():
        lines.append(f"{name}, {row['claims']} claims".ljust(38) + "macro-F1  95% interval      AUROC  accuracy")
        for system in SCORES:
            one = row[system]
            spread = f"{one['macro-F1 low']:.3f} to {one['macro-F1 high']:.3f}"
            lines.append(f"  {system:36}{one['macro-F1']:8.3f}  {spread}{one['AUROC']:9.3f}{one['accuracy']:10.3f}")
        for kind in ("floor", "goal"):
            if name in result[kind]:
                at = result[kind][name]
                auroc = f"{at['AUROC']:25.3f}" if "AUROC" in at else ""
                lines.append(f"  {kind:36}{at['macro-F1']:8.3f}{auroc}")
    return "\n".join(lines)


def main() -> None:
    """Parse the arguments and print the figures."""
    print_figures(__doc__, "attributionbench", REMEDY, run, table)


if __name__ == "__main__":
    main()
