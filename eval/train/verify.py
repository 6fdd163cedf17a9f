"""Learn the verification weights from WiCE and AttributionBench: ``python -m eval.train.verify --data DIR``.

Writes ``rag/verify/weights.json``. Every third article or question (by hash) is held out and prints the figures; the
ranking is learned from WiCE's sentences, the probability from both sets.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.bench.attributionbench_data import REMEDY as BENCH_REMEDY
from eval.bench.attributionbench_data import read_attributionbench
from eval.bench.squad_data import data_folder
from eval.bench.support import Posed, decided
from eval.bench.wice_data import REMEDY as WICE_REMEDY
from eval.bench.wice_data import TOKENS, read_wice
from eval.train.verify_fit import Array, Fitted, fit
from index.embed.base import Embedder, load_embedder
from index.settings import IndexSettings
from rag.verify.features import RANK, SUPPORT, rank_features, support_features
from rag.verify.model import CHOSEN, FORMAT, WEIGHTS, together
from rag.verify.reading import read
from rag.verify.sentence import THRESHOLD

NAME = "onrecord-verify-1"
RANKED_BY = ("dense", "dense_gap", "cov_local", "cov_gap", "near", "names", "numbers", "length")
"""``cov`` and ``pairs`` add nothing beside ``cov_local``."""
SUPPORTED_BY = tuple(name for name in SUPPORT if name not in ("pair", "dense_second"))
"""No pair scorer is packaged; the second cosine adds nothing."""
PENALTY = 1e-3
"""L2 on weights in units of their spread; ten times more or less is no better in five folds."""
IMPORTANCE = {"wice": 2.0}
"""What a claim of a set counts beside 1: WiCE is a quarter of the claims."""


@dataclass(frozen=True, slots=True)
class Example:
    """A claim with its rank features, computed once."""

    posed: Posed
    rows: Array
    shares: Array


def example(posed: Posed) -> Example:
    """A claim as numbers."""
    return Example(posed, *rank_features(read(posed.claim), posed.candidates))


def fit_rank(examples: Sequence[Example]) -> Fitted:
    """Whether a sentence is in any supporting set; long articles count by the root of their length."""
    used = [e for e in examples if e.posed.sets]
    columns = [list(RANK).index(name) for name in RANKED_BY]
    gold = [np.array([n in frozenset().union(*e.posed.sets) for n in range(len(e.rows))]) for e in used]
    share = [np.full(len(e.rows), len(e.rows) ** -0.5) for e in used]
    rows = np.vstack([e.rows[:, columns] for e in used])
    return fit(rows, np.concatenate(gold), np.concatenate(share), RANKED_BY, PENALTY)


def row(one: Example, rank: Fitted) -> Array:
    """The support features of the sentences that the ranking chooses."""
    chosen = together(one.posed.claim, rank(one.rows, tuple(RANK)), one.shares, CHOSEN)
    return support_features(read(one.posed.claim), [one.posed.candidates[n] for n in chosen])


def fit_support(examples: Sequence[Example], rank: Fitted) -> Fitted:
    """Whether the chosen sentences support the claim."""
    columns = [list(SUPPORT).index(name) for name in SUPPORTED_BY]
    rows = np.array([row(e, rank)[columns] for e in examples])
    gold = np.array([e.posed.supported for e in examples])
    share = np.array([IMPORTANCE.get(e.posed.part, 1.0) for e in examples])
    return fit(rows, gold, share, SUPPORTED_BY, PENALTY)


def chances(examples: Sequence[Example], rank: Fitted, support: Fitted) -> list[float]:
    """The probability of each claim."""
    logits = support(np.array([row(e, rank) for e in examples]), tuple(SUPPORT))
    found: list[float] = (1 / (1 + np.exp(-logits))).tolist()
    return found


def collect(data: Path, embedder: Embedder) -> tuple[list[Example], list[Example]]:
    """Claims that the ranking alone is learned from (partly supported ones), and those of both fits; many minutes."""
    partly = [example(posed) for posed in read_wice(data, embedder, TOKENS)]
    whole = [example(p) for p in (*read_wice(data, embedder), *read_attributionbench(data, embedder)) if p.candidates]
    return partly, whole


def learn(partly: Sequence[Example], whole: Sequence[Example], out: Path) -> None:
    """Fit on what is not held out, write the weights, print the figures on what is."""
    learned = [e for e in whole if not e.posed.held_out]
    rank = fit_rank([e for e in (*partly, *learned) if not e.posed.held_out])
    support = fit_support(learned, rank)
    saved = {"format": FORMAT, "name": NAME, "rank": rank.weights, "support": support.weights, "bias": support.bias}
    out.write_text(json.dumps(saved, indent=1) + "\n", "utf-8")
    for part in sorted({e.posed.part for e in whole}):
        held = [e for e in whole if e.posed.held_out and e.posed.part == part]
        figures = decided([e.posed.supported for e in held], chances(held, rank, support), THRESHOLD)
        print(f"{part}, {len(held)} held out: {json.dumps(figures)}")


def main() -> None:
    """Parse the arguments, learn, write, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds wice/ and attributionbench/")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    options = parser.parse_args()
    data = data_folder(options.data, "wice", WICE_REMEDY)
    data_folder(options.data, "attributionbench", BENCH_REMEDY)
    learn(*collect(data, load_embedder(IndexSettings(threads=1))), options.out)


if __name__ == "__main__":
    main()
