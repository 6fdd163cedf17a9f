"""Claims of data sets with the sentences that they are held against, as verification takes them."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score

from eval.bench.squad_data import data_folder
from index.embed.base import Embedder, Vectors
from index.types import Span
from rag.types import Candidate
from rag.verify.reading import read
from rag.verify.words import coverage

HELD_OUT = 3
"""Of this many groups of claims, one is never learned from."""
SEED = 20261122
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Posed:
    """A claim with its evidence; ``sets`` are the sets of sentences that support it, where that was annotated.

    ``group`` is what splits keep together, ``part`` the set within its data set.
    """

    id: str
    group: str
    part: str
    claim: str
    supported: bool
    candidates: tuple[Candidate, ...]
    sets: tuple[frozenset[int], ...] = ()

    @property
    def held_out(self) -> bool:
        """Whether the weights never saw it; decided by a hash of its group."""
        return int(hashlib.sha256(self.group.encode()).hexdigest(), 16) % HELD_OUT == 0


def candidates(
    key: str, title: str, sentences: Sequence[str], vectors: Sequence[Vectors], claim: Vectors
) -> tuple[Candidate, ...]:
    """The sentences of one text, one after the other, with their cosines to a claim."""
    found, start = [], 0
    for number, text in enumerate(sentences):
        before = sentences[number - 1] if number else ""
        after = sentences[number + 1] if number + 1 < len(sentences) else ""
        dense = float(np.dot(vectors[number], claim))
        span = Span(start, start + len(text))
        found.append(Candidate(key, number, span, text, title, dense, before=before, after=after))
        start += len(text) + 1
    return tuple(found)


def embedded(texts: Sequence[str], embedder: Embedder) -> dict[str, Vectors]:
    """The vector of each text, equal texts once."""
    each = list(dict.fromkeys(texts))
    return dict(zip(each, embedder.encode(each), strict=True))


def best_threshold(scores: Sequence[float], gold: Sequence[bool]) -> float:
    """The threshold with the highest accuracy on these; the lowest of equals."""
    values = sorted(set(scores))
    accuracies = [accuracy_score(gold, np.asarray(scores) >= value) for value in values]
    return values[int(np.argmax(accuracies))]


def words_score(posed: Posed) -> float:
    """Share of the claim's content that stands anywhere in its evidence: what words alone say."""
    return coverage(read(posed.claim), *(read(candidate.text) for candidate in posed.candidates))


def dense_score(posed: Posed) -> float:
    """The best cosine: what vectors alone say."""
    return max((candidate.dense for candidate in posed.candidates), default=0.0)


def decided(gold: Sequence[bool], scores: Sequence[float], threshold: float) -> dict[str, float]:
    """Accuracy, macro-F1 and AUROC of scores, with the 95% bootstrap intervals of the first two."""
    truth, guess = np.asarray(gold), np.asarray(scores) >= threshold
    figures = {
        "accuracy": accuracy_score(truth, guess),
        "macro-F1": f1_score(truth, guess, average="macro"),
        "AUROC": roc_auc_score(truth, scores),
    }
    generator = np.random.default_rng(SEED)
    drawn = [generator.integers(0, len(truth), len(truth)) for _ in range(DRAWS)]
    for name, measure in (("accuracy", accuracy_score), ("macro-F1", _macro)):
        low, high = np.quantile([measure(truth[rows], guess[rows]) for rows in drawn], (0.025, 0.975))
        figures |= {f"{name} low": low, f"{name} high": high}
    return {name: round(float(value), 4) for name, value in figures.items()}


def _macro(truth: NDArray[np.bool_], guess: NDArray[np.bool_]) -> float:
    return float(f1_score(truth, guess, average="macro", zero_division=0))


def print_figures(
    doc: str | None, part: str, remedy: str, run: Callable[[Path, bool], dict[str, Any]],
    table: Callable[[dict[str, Any]], str],
) -> None:  # fmt: skip
    """The command line of a benchmark over claims: parse the arguments, run it, print its table or JSON."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("--data", type=Path, help=f"folder that holds {part}/")
    parser.add_argument("--all", action="store_true", help="also the claims that the weights were learned from")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    result = run(data_folder(options.data, part, remedy), options.all)
    print(json.dumps(result, indent=1) if options.json else table(result))
