"""ClapNQ: which sentences people chose, and whether any answer: ``python -m eval.bench.clapnq --data DIR``.

Every question is asked of its own passage. The evidence weights were learned from two thirds of the questions of
the first part: the figures are of the others, unless ``--all``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import roc_auc_score

from eval.bench.clapnq_data import ClapQuestion, read_clapnq
from eval.bench.corpora import Corpus, indexed
from eval.bench.seen import seen
from eval.bench.squad import words_scores
from eval.bench.squad_data import data_folder
from index.embed.base import load_embedder
from index.settings import IndexSettings
from index.view import View
from rag.evidence import EvidenceModel, corpus_statistics
from rag.retrieve import PASSAGES, retrieve
from rag.types import Question

FLOOR = {"P": 0.605, "R": 0.689, "F1": 0.621, "AUROC": 0.874}
GOAL = {"F1": 0.70, "AUROC": 0.93}
REMEDY = "put ClapNQ's dev_answerable*.jsonl and dev_unanswerable*.jsonl in DIR/clapnq"
WHOLE = 100_000
"""Tokens: no passage of this set is cut."""
SHARE = 0.3
"""Sentences are chosen whose probability is at least this share of the best one's; found on the learned part."""
TOP = 3
"""Sentences that the baselines choose."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with each system's scores of its passage's sentences, by sentence number."""

    question: ClapQuestion
    scores: dict[str, dict[int, float]]


def ask(question: ClapQuestion, view: View, corpus: Corpus, judge: EvidenceModel) -> Asked:
    """Put one question to its passage."""
    asked = Question(question.text, question.text, question.text)
    candidates = retrieve(asked, view, corpus.searcher, [corpus.ids[question.id]], PASSAGES).candidates
    statistics = corpus_statistics(view, asked)
    numbers = [c.number for c in candidates]
    by_system = {
        "words": words_scores(asked, candidates, statistics),
        "vectors": [c.dense for c in candidates],
        "evidence": judge.probabilities(asked, candidates, statistics),
    }
    return Asked(question, {s: dict(zip(numbers, scores, strict=True)) for s, scores in by_system.items()})


def chosen(scores: dict[int, float], system: str, share: float = SHARE) -> frozenset[int]:
    """The sentences a system would cite: the baselines their first three, evidence what is near the best."""
    order = sorted(scores, key=lambda number: (-scores[number], number))
    if system != "evidence":
        return frozenset(order[:TOP])
    return frozenset(number for number in order if scores[number] >= share * scores[order[0]])


def figures(asked: Sequence[Asked], system: str, share: float = SHARE) -> dict[str, float]:
    """Mean precision, recall and F1 over answerable questions; AUROC of the best sentence's score over all."""
    rows = []
    for one in asked:
        if one.question.selected:
            picked = chosen(one.scores[system], system, share)
            right = len(picked & one.question.selected)
            wanted = len(one.question.selected)
            rows.append((right / len(picked), right / wanted, 2 * right / (len(picked) + wanted)))
    best = [max(one.scores[system].values()) for one in asked]
    auroc = roc_auc_score([one.question.answerable for one in asked], best)
    means = np.mean(rows, axis=0).tolist()
    return {name: round(float(value), 4) for name, value in zip(FLOOR, (*means, auroc), strict=True)}


def run(data: Path, every: bool) -> dict[str, Any]:
    """Index, ask, measure."""
    sources, questions = read_clapnq(data)
    judge = EvidenceModel.load()
    picked = [q for q in questions if every or q.id not in seen("clapnq")]
    with (
        indexed(sources, load_embedder(IndexSettings(threads=1)), WHOLE) as corpus,
        corpus.store.snapshot() as view,
    ):
        asked = [ask(question, view, corpus, judge) for question in picked]
    systems = {system: figures(asked, system) for system in ("words", "vectors", "evidence")}
    return {"questions": len(picked), "systems": systems, "floor": FLOOR, "goal": GOAL}


def table(result: dict[str, Any]) -> str:
    """The result as lines to read."""
    rows = {**result["systems"], "floor": result["floor"], "goal": result["goal"]}
    lines = [f"ClapNQ, {result['questions']} questions", " " * 10 + "".join(f"{name:>9}" for name in FLOOR)]
    for name, row in rows.items():
        lines.append(f"{name:10}" + "".join(f"{row[f]:9.3f}" if f in row else f"{'-':>9}" for f in FLOOR))
    return "\n".join(lines)


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds clapnq/")
    parser.add_argument("--all", action="store_true", help="also the questions that the weights were learned from")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    result = run(data_folder(options.data, "clapnq", REMEDY), options.all)
    print(json.dumps(result, indent=1) if options.json else table(result))


if __name__ == "__main__":
    main()
