"""Perspectrum's dev part, supports or undermines: ``python -m eval.bench.perspectrum --data DIR``.

Every pair of claim and perspective counts, paraphrases included. Besides the figure itself: what a majority and
a bag of words reach, how often a verdict turns when the claim is turned, and how often the model sees no side.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score

from eval.bench.squad_data import data_folder
from eval.train.stance_data import Claim, read_claims
from index.embed.base import packaged_folder
from rag.stance.model import StanceModel
from rag.stance.negate import negate

FLOOR = {"accuracy": 0.764, "macro_f1": 0.764}  # MiniLM fine-tuned for three epochs, 2026-11-21
GOAL = {"macro_f1": 0.82}
REMEDY = "put Perspectrum's claims_train_dev.json and perspectives_train_dev.json in DIR/perspectrum"
_DRAWS = 1000
_SEED = 20261122  # seed of the bootstrap

Sides = NDArray[np.int64]  # 0 affirms, 1 disputes


@dataclass(frozen=True, slots=True)
class Figure:
    """Accuracy and macro-F1, with the 95% bootstrap interval of the latter over claims."""

    accuracy: float
    macro_f1: float
    low: float
    high: float


def figure(claims: Sequence[int], gold: Sides, guess: Sides) -> Figure:
    """The figures of a guess; the pairs of one claim are drawn together."""
    low, high = interval(np.asarray(claims), gold, guess)
    return Figure(
        round(float(accuracy_score(gold, guess)), 4),
        round(float(f1_score(gold, guess, average="macro")), 4),
        round(low, 4),
        round(high, 4),
    )


def interval(claims: NDArray[np.int64], gold: Sides, guess: Sides) -> tuple[float, float]:
    """The middle 95% of macro-F1 over resampled claims."""
    rows = [np.flatnonzero(claims == claim) for claim in np.unique(claims)]
    generator = np.random.default_rng(_SEED)
    found = []
    for _ in range(_DRAWS):
        drawn = np.concatenate([rows[i] for i in generator.integers(0, len(rows), len(rows))])
        found.append(f1_score(gold[drawn], guess[drawn], average="macro"))
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def bag_of_words(train: Sequence[Claim], dev: Sequence[Claim]) -> Sides:
    """Logistic regression over words and word pairs of claim and perspective, each marked with its part."""
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+")
    fitted = LogisticRegression(C=4.0, max_iter=1000, random_state=0)
    fitted.fit(vectorizer.fit_transform(_marked(train)), gold_sides(train))
    return np.asarray(fitted.predict(vectorizer.transform(_marked(dev))), dtype=np.int64)


def _marked(claims: Sequence[Claim]) -> list[str]:
    """One text per pair; "c_" before each word of the claim."""
    return [
        " ".join([*(f"c_{word}" for word in claim.text.lower().split()), *text.lower().split()])
        for claim in claims
        for text, _ in claim.pairs()
    ]


def gold_sides(claims: Sequence[Claim]) -> Sides:
    """The annotated side of every pair, in order."""
    return np.array([int(label == "disputes") for claim in claims for _, label in claim.pairs()], dtype=np.int64)


def run(data: Path, embedder: Path, weights: Path | None = None) -> dict[str, object]:
    """Every figure of this benchmark."""
    train, dev = read_claims(data, "train"), read_claims(data, "dev")
    gold = gold_sides(dev)
    claims = [number for number, claim in enumerate(dev) for _ in claim.pairs()]
    texts = [text for claim in dev for text, _ in claim.pairs()]
    model = StanceModel.load(embedder, weights)
    straight = model.score([(dev[c].text, t) for c, t in zip(claims, texts, strict=True)])
    turned = model.score([(negate(dev[c].text), t) for c, t in zip(claims, texts, strict=True)])
    guess, back = straight[:, :2].argmax(1), turned[:, :2].argmax(1)
    seen = {text for claim in train for text, _ in claim.pairs()}
    new = np.array([text not in seen for text in texts])
    both = np.log(straight[:, :2]) + np.log(turned[:, 1::-1])
    majority = np.full_like(gold, np.bincount(gold_sides(train)).argmax())
    return {
        "pairs": len(gold),
        "model": asdict(figure(claims, gold, guess)),
        "majority": asdict(figure(claims, gold, majority)),
        "bag_of_words": asdict(figure(claims, gold, bag_of_words(train, dev))),
        "floor": FLOOR,
        "goal": GOAL,
        "model_on_perspectives_not_in_train": asdict(figure(np.array(claims)[new].tolist(), gold[new], guess[new])),
        "pairs_not_in_train": int(new.sum()),
        "model_under_negated_claims": asdict(figure(claims, 1 - gold, back)),
        "verdict_turns_with_the_claim": round(float((guess != back).mean()), 4),
        "model_asked_both_ways": asdict(figure(claims, gold, both.argmax(1))),
        "taken_for_unrelated": round(float((straight.argmax(1) == 2).mean()), 4),
    }


def table(result: dict[str, object]) -> str:
    """The result as lines to read."""
    lines = [f"Perspectrum dev, {result['pairs']} pairs       accuracy  macro-F1  95% interval"]
    for name, row in result.items():
        if isinstance(row, dict):
            spread = f"  {row['low']:.3f} to {row['high']:.3f}" if "low" in row else ""
            accuracy = f"{row['accuracy']:.3f}" if "accuracy" in row else "    -"
            lines.append(f"{name.replace('_', ' '):36} {accuracy:>8}  {row['macro_f1']:8.3f}{spread}")
        elif name != "pairs":
            lines.append(f"{name.replace('_', ' '):36} {row}")
    return "\n".join(lines)


def main() -> None:
    """Parse the arguments and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds perspectrum/")
    parser.add_argument("--embedder", type=Path, help="folder of the embedder; the packaged one by default")
    parser.add_argument("--weights", type=Path, help="folder of the stance weights; the committed ones by default")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    result = run(
        data_folder(options.data, "perspectrum", REMEDY), options.embedder or packaged_folder(), options.weights
    )
    print(json.dumps(result, indent=1) if options.json else table(result))


if __name__ == "__main__":
    main()
