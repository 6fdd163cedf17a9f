"""Learn the evidence weights from SQuAD 2.0 and ClapNQ: ``python -m eval.train.evidence --data DIR``.

Writes ``rag/evidence/weights.json`` and, beside this file, which articles and questions were learned from. Prints
the figures on what was held out: every fourth article of a SQuAD file, every third ClapNQ question.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from eval.bench.clapnq import REMEDY as CLAPNQ_REMEDY
from eval.bench.clapnq import WHOLE
from eval.bench.clapnq_data import read_clapnq
from eval.bench.corpora import CHUNK_TOKENS, indexed
from eval.bench.seen import SEEN
from eval.bench.squad import REMEDY as SQUAD_REMEDY
from eval.bench.squad_data import data_folder, read_squad
from eval.train.evidence_data import Posed, clapnq_posed, squad_posed
from eval.train.evidence_fit import Array, Example, Linear, fit_answer, fit_rank
from index.embed.base import Embedder, load_embedder
from index.settings import IndexSettings
from rag.evidence.features import FEATURES, features
from rag.evidence.model import FORMAT, SET_FEATURES, WEIGHTS, set_columns

NAME = "onrecord-evidence-1"
RANK_FEATURES = tuple(name for name in FEATURES if name not in ("dense_near", "speaker", "label", "unknown"))
"""``dense_near`` cost half a point of top-1; ``unknown`` is the same for all; this data has no speakers and no tables."""
ANSWER_FEATURES = (
    "dense", "passage_dense", "passage_lexical", "cov_soft", "missing_near", "missing_passage", "names_near",
    "numbers", "lacks_near", "unit", "unknown", "asks", *SET_FEATURES,
)  # fmt: skip
PENALTY = 1e-2
"""L2 on weights in units of their feature's spread; ten times less was no better on other articles."""
IMPORTANCE = {"adv": 0.25, "near": 0.5, "far": 0.5, "swap": 0.5, "keys": 0.5, "cfar": 0.5}
"""What a question of these kinds counts beside 1: so that a little more than half of what is asked has an answer."""
RANKED = ("ans", "keys", "cans_all")
"""Kinds that the ranking is learned from."""
SHOWN = (("ans", "adv"), ("ans", "near"), ("ans", "swap"), ("ans", "far"), ("keys", "near"), ("keys", "far"),
         ("cans", "cadv"), ("cans_all", "cfar"))  # fmt: skip
"""Pairs of kinds whose AUROC is printed."""
RANK_BY_HAND, ANSWER_BY_HAND = {"speaker": 1.5, "label": 2.0}, {"label": 1.0}
"""Set by hand, beside what is learned: this data has no speakers and no tables. A speaker is worth about a tenth of
BM25's range; an entry whose label is what is asked for a little more."""
BINS = 10


def collect(data: Path, embedder: Embedder) -> list[Posed]:
    """Every question of both sets with its candidates; some minutes."""
    posed: list[Posed] = []
    sources, asked = read_squad(data)
    with indexed(sources, embedder, CHUNK_TOKENS) as corpus, corpus.store.snapshot() as view:
        posed += squad_posed(view, corpus, asked)
    passages, searched = read_clapnq(data)
    with indexed(passages, embedder, WHOLE) as corpus, corpus.store.snapshot() as view:
        posed += clapnq_posed(view, corpus, searched)
    return [one for one in posed if one.candidates]


def example(posed: Posed) -> Example:
    """A posed question as numbers."""
    gold = [(c.document_id, c.number) in posed.gold for c in posed.candidates]
    rows = features(posed.question, posed.candidates, posed.statistics)
    return Example(posed.group, posed.kind, rows, np.array(gold, bool))


def fit(examples: Sequence[Example]) -> tuple[Linear, Linear]:
    """The ranking, and the probability on top of it."""
    rank = fit_rank([e for e in examples if e.kind in RANKED], RANK_FEATURES, PENALTY)
    rank = Linear({**rank.weights, **RANK_BY_HAND})
    answered = [e for e in examples if e.kind not in ("cans_all", "cadv_all")]
    answer = fit_answer(answered, rank, ANSWER_FEATURES, IMPORTANCE, PENALTY)
    return rank, Linear({**answer.weights, **ANSWER_BY_HAND}, answer.bias)


def chances(rank: Linear, answer: Linear, rows: Array) -> Array:
    """The probability of each row."""
    columns = set_columns(rows, rank(rows, tuple(FEATURES)))
    result: Array = 1 / (1 + np.exp(-answer(columns, (*FEATURES, *SET_FEATURES))))
    return result


def figures(rank: Linear, answer: Linear, examples: Sequence[Example]) -> dict[str, float]:
    """Top-1 and top-3 sentence, AUROC of the best sentence between kinds, and calibration of the best sentence."""
    best: dict[str, list[float]] = {}
    tops, sure, right = [], [], []
    for one in examples:
        chance = chances(rank, answer, one.rows)
        order = np.argsort(-chance, kind="stable")
        best.setdefault(one.kind, []).append(float(chance[order[0]]))
        sure.append(float(chance[order[0]]))
        right.append(bool(one.gold[order[0]]))
        if one.kind == "ans":
            tops.append((one.gold[order[0]], one.gold[order[:3]].any()))
    found = {"top-1": float(np.mean([t[0] for t in tops])), "top-3": float(np.mean([t[1] for t in tops]))}
    for yes, no in SHOWN:
        if yes in best and no in best:
            labels = [1] * len(best[yes]) + [0] * len(best[no])
            found[f"AUROC {yes}/{no}"] = float(roc_auc_score(labels, best[yes] + best[no]))
    return {name: round(value, 4) for name, value in {**found, "ECE": calibration_error(sure, right)}.items()}


def calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over ten equal bins of probability (Naeini et al., AAAI 2015)."""
    chance, truth = np.asarray(sure), np.asarray(right, float)
    bins = np.minimum((chance * BINS).astype(int), BINS - 1)
    gaps = [abs(chance[bins == b].mean() - truth[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)]
    return float(sum(gaps))


def risks(rank: Linear, answer: Linear, examples: Sequence[Example]) -> list[dict[str, float]]:
    """For each threshold: share of questions answered, share of those answered wrongly, share of refusals in vain."""
    rows = []
    for one in examples:
        chance = chances(rank, answer, one.rows)
        rows.append((float(chance.max()), bool(one.gold[int(chance.argmax())]), bool(one.gold.any())))
    found = []
    for threshold in np.arange(0.05, 0.75, 0.05).tolist():
        kept = [row for row in rows if row[0] >= threshold]
        wrong = sum(not row[1] for row in kept) / max(1, len(kept))
        vain = sum(row[2] for row in rows if row[0] < threshold) / max(1, sum(row[2] for row in rows))
        found.append({"threshold": threshold, "answered": len(kept) / len(rows), "wrong": wrong, "in_vain": vain})
    return [{name: round(value, 3) for name, value in row.items()} for row in found]


def save(rank: Linear, answer: Linear, learned: Sequence[Posed], path: Path) -> None:
    """Write the weights, and what they were learned from."""
    saved = {
        "format": FORMAT, "name": NAME, "rank": rank.weights, "answer": answer.weights,
        "bias": round(answer.bias, 4),
    }  # fmt: skip
    path.write_text(json.dumps(saved, indent=1) + "\n", "utf-8")
    seen = {
        "squad2": sorted({one.group for one in learned if one.group != "clapnq"}),
        "clapnq": sorted({one.id for one in learned if one.group == "clapnq"}),
    }
    SEEN.write_text(json.dumps(seen, indent=1) + "\n", "utf-8")


def main() -> None:
    """Parse the arguments, learn, write, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds squad2/ and clapnq/")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    options = parser.parse_args()
    data = data_folder(options.data, "squad2", SQUAD_REMEDY)
    data_folder(options.data, "clapnq", CLAPNQ_REMEDY)
    learn(collect(data, load_embedder(IndexSettings(threads=1))), options.out)


def learn(posed: Sequence[Posed], out: Path) -> None:
    """Fit on what is not held out, write the weights, print the figures on what is."""
    learned = [one for one in posed if not one.held_out]
    rank, answer = fit([example(one) for one in learned])
    save(rank, answer, learned, out)
    held = [example(one) for one in posed if one.held_out]
    print(json.dumps({"held out": figures(rank, answer, held), "risk": risks(rank, answer, held)}, indent=1))


if __name__ == "__main__":
    main()
