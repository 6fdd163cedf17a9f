"""Learns the attribution weights from PolNeAR: ``python -m eval.train.attribution --data DIR``.

Three scorers are learned from the annotation itself: is a word a cue, which candidate is its content, which its
source. A fourth rates cue, content and source together; it learns from what the first three, trained on one half of
the articles, propose on the other half. ``--holdout N`` leaves every N-th article out and scores on those.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.bench.parsed import parse_articles
from eval.bench.polnear_data import Article, in_polnear, read_articles
from eval.bench.polnear_score import Counts, Prediction, count, figures
from eval.train.attribution_data import RAREST, Examples, Numbering, add_article, add_relations, word_spans
from eval.train.linear import Training, fit_binary, fit_choice
from index.attribute.extract import extract
from index.attribute.view import View, make_view
from index.attribute.weights import FORMAT_VERSION, WEIGHTS_FILE, Linear, Weights
from index.sentences import sentence_spans
from index.types import Sentence

# Found on held-out training articles.
TRAINING = {
    "cue": Training(epochs=4, batch=256, rate=0.06, l1=1e-5),
    "content": Training(epochs=4, batch=64, rate=0.06, l1=3e-5),
    "source": Training(epochs=4, batch=64, rate=0.06, l1=3e-5),
    "relation": Training(epochs=4, batch=256, rate=0.05, l1=3e-5),
}
# Weights are stored rounded to this step, those that round to nothing are dropped.
STEP = 0.05
_NOTHING = Linear(0.0, {})
Pair = tuple[Article, View]


def learn(pairs: Sequence[Pair]) -> Weights:
    """All four scorers from annotated articles."""
    halves = [list(pairs[0::2]), list(pairs[1::2])]
    numbering, examples = Numbering(), Examples()
    for learned, other in (halves, halves[::-1]):
        weights = learn_parts(learned)
        for article, view in other:
            add_relations(article, view, weights, numbering, examples)
    relation = _binary("relation", examples.relation, numbering)
    whole = learn_parts(pairs)
    return Weights(whole.cue, whole.content, whole.source, relation)


def learn_parts(pairs: Sequence[Pair]) -> Weights:
    """The scorers of cue, content and source; that of relations is left empty."""
    numberings = {name: Numbering() for name in ("cue", "content", "source")}
    examples = Examples()
    for article, view in pairs:
        add_article(article, view, numberings, examples)
    return Weights(
        _binary("cue", examples.cue, numberings["cue"]),
        _choice("content", examples.content, numberings["content"]),
        _choice("source", examples.source, numberings["source"]),
        _NOTHING,
    )


def _binary(name: str, examples: list[tuple[NDArray[np.int32], float]], numbering: Numbering) -> Linear:
    """A logistic regression over the features that are seen often enough."""
    kept, names = _frequent(numbering, RAREST[name])
    rows = [_renumber(row, kept) for row, _ in examples]
    labels = np.array([label for _, label in examples])
    weights = fit_binary(rows, labels, len(names), TRAINING[name])
    return Linear(round(float(weights[-1]), 2), _named(names, weights))


def _choice(
    name: str, examples: list[tuple[list[NDArray[np.int32]], NDArray[np.float64]]], numbering: Numbering
) -> Linear:
    """A softmax choice over the features that are seen often enough."""
    kept, names = _frequent(numbering, RAREST[name])
    groups = [[_renumber(row, kept) for row in rows] for rows, _ in examples]
    weights = fit_choice(groups, [target for _, target in examples], len(names), TRAINING[name])
    return Linear(0.0, _named(names, weights))


def _frequent(numbering: Numbering, least: int) -> tuple[NDArray[np.int32], list[str]]:
    """New numbers (or -1) for the features seen at least so often, and their names."""
    kept = np.full(len(numbering.numbers), -1, dtype=np.int32)
    names: list[str] = []
    for feature, number in numbering.numbers.items():
        if numbering.counts[number] >= least:
            kept[number] = len(names)
            names.append(feature)
    return kept, names


def _renumber(row: NDArray[np.int32], kept: NDArray[np.int32]) -> NDArray[np.int32]:
    numbers = kept[row]
    return numbers[numbers >= 0]


def _named(names: list[str], weights: NDArray[np.float64]) -> dict[str, float]:
    """Weights by feature name, rounded; those that round to nothing are left out."""
    steps = np.rint(weights[: len(names)] / STEP).astype(int)
    return {name: round(int(step) * STEP, 2) for name, step in zip(names, steps, strict=True) if step}


def write_weights(weights: Weights, path: Path) -> None:
    """Writes the weights: for each scorer its features grouped by what they weigh, in a fixed order."""
    parts = {name: _part(getattr(weights, name)) for name in ("cue", "content", "source", "relation")}
    text = json.dumps({"format": FORMAT_VERSION, **parts}, ensure_ascii=False, separators=(",", ":"), indent=0)
    path.write_text(text + "\n", encoding="utf-8")


def _part(linear: Linear) -> dict[str, object]:
    groups: dict[str, list[str]] = {}
    for feature, weight in sorted(linear.weights.items(), key=lambda item: (item[1], item[0])):
        groups.setdefault(str(weight), []).append(feature)
    return {"bias": linear.bias, "weights": groups}


def load_pairs(data: Path, part: str, cache: Path | None) -> list[Pair]:
    """The articles of one part with their views."""
    articles = read_articles(in_polnear(data, part))
    docs = parse_articles(articles, cache)
    views = [make_view(doc, [Sentence(s.start, s.end) for s in sentence_spans(doc)]) for doc in docs]
    return list(zip(articles, views, strict=True))


def score(pairs: Sequence[Pair], weights: Weights) -> dict[str, float]:
    """The benchmark's figures for bare relations, before speakers are resolved."""
    counts = Counts()
    for article, view in pairs:
        found = [relation for relation in extract(view, weights) if relation.outer is None]
        predicted = [
            Prediction(tuple(word_spans(view, (r.source,))), tuple(word_spans(view, r.content))) for r in found
        ]
        counts += count(article.text, article.relations, predicted)
    return figures(counts)


def main() -> None:
    """Learns, and writes the weights or scores them on articles left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder polnear, with train in it")
    parser.add_argument("--cache", type=Path, help="a folder to keep parses in between runs")
    parser.add_argument("--holdout", type=int, default=0, help="score on every N-th article instead of writing")
    parser.add_argument("--out", type=Path, default=WEIGHTS_FILE)
    options = parser.parse_args()
    pairs = load_pairs(options.data, "train", options.cache)
    every = options.holdout
    learned = [pair for n, pair in enumerate(pairs) if not every or n % every]
    weights = learn(learned)
    write_weights(weights, options.out)
    print(
        {"features": {name: len(getattr(weights, name).weights) for name in ("cue", "content", "source", "relation")}}
    )
    if every:
        print(json.dumps(score([pair for n, pair in enumerate(pairs) if n % every == 0], weights)))


if __name__ == "__main__":
    main()
