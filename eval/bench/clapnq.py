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
from scipy.stats import rankdata

from eval.bench.clapnq_data import ClapQuestion, read_clapnq
from eval.bench.corpora import Corpus, indexed
from eval.bench.measure import TIMES, Figure, auroc, mean, plain, table
from eval.bench.seen import seen
from eval.bench.squad import words_scores
from eval.bench.squad_data import data_folder
from eval.intervals import resampled
from index.embed.base import load_embedder, packaged_folder
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
FUSION = 60
"""As in the paper and in index/search.py."""
SYSTEMS = ("words", "vectors", "hybrid", "evidence")
"""A fused rank orders sentences and says nothing of how well the first one fits: its AUROC is chance."""


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
    words, vectors = words_scores(asked, candidates, statistics), [c.dense for c in candidates]
    by_system = {
        "words": words,
        "vectors": vectors,
        "hybrid": fused(words, vectors),
        "evidence": judge.probabilities(asked, candidates, statistics),
    }
    return Asked(question, {s: dict(zip(numbers, scores, strict=True)) for s, scores in by_system.items()})


def fused(*rankings: Sequence[float]) -> list[float]:
    """Reciprocal rank fusion of several scorings of the same sentences (Cormack, Clarke, Büttcher 2009)."""
    total = np.zeros(len(rankings[0]))
    for scores in rankings:
        total += 1 / (FUSION + rankdata([-score for score in scores], "min"))
    return [float(one) for one in total]


def chosen(scores: dict[int, float], system: str, share: float = SHARE) -> frozenset[int]:
    """The sentences a system would cite: the baselines their first three, evidence what is near the best."""
    order = sorted(scores, key=lambda number: (-scores[number], number))
    if system != "evidence":
        return frozenset(order[:TOP])
    return frozenset(number for number in order if scores[number] >= share * scores[order[0]])


def figures(asked: Sequence[Asked], system: str, share: float = SHARE) -> dict[str, Figure]:
    """Mean precision, recall and F1 over answerable questions; AUROC of the best sentence's score over all."""
    samples = resampled(len(asked), times=TIMES)
    rows = [_agreement(one, system, share) for one in asked]
    means = (mean([row and row[n] for row in rows], samples) for n in range(3))
    best = [max(one.scores[system].values()) for one in asked]
    tells = auroc([one.question.answerable for one in asked], best, samples)
    return dict(zip(FLOOR, (*means, tells), strict=True))


def _agreement(one: Asked, system: str, share: float) -> tuple[float, float, float] | None:
    """Precision, recall and F1 of the sentences chosen; None where people chose none."""
    if not one.question.selected:
        return None
    picked = chosen(one.scores[system], system, share)
    right, wanted = len(picked & one.question.selected), len(one.question.selected)
    return right / len(picked), right / wanted, 2 * right / (len(picked) + wanted)


def run(data: Path, every: bool) -> dict[str, Any]:
    """Index, ask, measure."""
    sources, questions = read_clapnq(data)
    judge = EvidenceModel.with_reader(packaged_folder())
    picked = [q for q in questions if every or q.id not in seen("clapnq")]
    with (
        indexed(sources, load_embedder(IndexSettings(threads=1)), WHOLE) as corpus,
        corpus.store.snapshot() as view,
    ):
        asked = [ask(question, view, corpus, judge) for question in picked]
    systems = {system: figures(asked, system) for system in SYSTEMS}
    return {"title": f"ClapNQ, {len(picked)} questions", "systems": systems}


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds clapnq/")
    parser.add_argument("--all", action="store_true", help="also the questions that the weights were learned from")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    result = run(data_folder(options.data, "clapnq", REMEDY), options.all)
    if options.json:
        print(json.dumps({**result, "systems": plain(result["systems"]), "floor": FLOOR, "goal": GOAL}, indent=1))
    else:
        print(table(result["title"], result["systems"], FLOOR, GOAL))


if __name__ == "__main__":
    main()
