"""Sides on documents and topics that nothing was taught with: ``python -m eval.bench.stance_written``.

Most of these sentences take their side by an argument, an example or a figure, without a word that says so. Each is
read with the beginning of the sentence before in brackets, under the claim and under its denial; the product reads it alone first, and
after the sentence before where it leans to a side.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, roc_auc_score

from eval.written import CLAIMS_HELD, TOPICS_HELD, Topic, Written, load, load_topics
from index.embed.base import packaged_folder
from rag.evidence.reader import reading
from rag.stance.model import SIDES, Side, StanceModel

Pair = tuple[str, str, Side]
TURNED: dict[Side, Side] = {"affirms": "disputes", "disputes": "affirms", "unrelated": "unrelated"}


def of_topics(topics: Sequence[Topic]) -> Iterator[Pair]:
    """Every sentence of every topic under both of its claims."""
    for topic in topics:
        for number, claim in enumerate(topic.claims):
            sides: tuple[tuple[tuple[tuple[str, str], ...], Side], ...] = (
                (topic.pro, "affirms"), (topic.con, "disputes"), (topic.none, "unrelated")
            )  # fmt: skip
            for entries, side in sides:
                for before, sentence in entries:
                    yield claim, reading(sentence, before, ""), TURNED[side] if number else side


def of_claims(documents: Sequence[Written]) -> Iterator[Pair]:
    """Every sentence of every document under each of its claims."""
    for document in documents:
        for claim in document.claims:
            for number, sentence in enumerate(document.sentences):
                side: Side = (
                    "affirms" if number in claim.affirms else "disputes" if number in claim.disputes else "unrelated"
                )
                yield claim.text, reading(sentence, document.sentences[number - 1] if number else "", ""), side


def figures(model: StanceModel, pairs: Sequence[Pair]) -> dict[str, float]:
    """Three sides; which of two, of the sentences that take one; and whether one is taken at all."""
    scores = model.score_both_ways([(claim, text) for claim, text, _ in pairs])
    gold = np.array([SIDES.index(side) for *_, side in pairs])
    guess, sided = scores.argmax(1), gold < 2
    found = {
        "pairs": len(pairs),
        "majority": max(np.bincount(gold)) / len(gold),
        "accuracy": accuracy_score(gold, guess),
        "macro_f1": f1_score(gold, guess, average="macro"),
        "side_of_two": np.mean(scores[sided, :2].argmax(1) == gold[sided]),
        "auroc_takes_a_side": roc_auc_score(sided, 1 - scores[:, 2]),
    }
    return {name: round(float(value), 3) for name, value in found.items()}


def run(embedder: Path, weights: Path | None = None) -> dict[str, dict[str, float]]:
    """The figures of both kinds."""
    model = StanceModel.load(embedder, weights)
    kinds = {"topics": of_topics(load_topics(TOPICS_HELD)), "documents": of_claims(load(CLAIMS_HELD))}
    return {name: figures(model, list(pairs)) for name, pairs in kinds.items()}


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--weights", type=Path, help="folder of the stance weights; the packaged ones by default")
    options = parser.parse_args()
    print(json.dumps(run(packaged_folder(), options.weights), indent=1))


if __name__ == "__main__":
    main()
