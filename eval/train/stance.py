"""Learn the stance model: ``python -m eval.train.stance --data DIR --judged FILE --out rag/stance/weights``.

A part of the train claims is held out to calibrate and to compare recipes; Perspectrum's dev part is not read here.
``python -m eval.train.stance_teacher`` writes the judgements; without them it learns from the labels alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, f1_score
from tokenizers import Tokenizer
from torch import nn

from eval.bench.stance_written import of_claims
from eval.train.pair_graph import save
from eval.train.stance_data import Claim, read_claims, read_news
from eval.train.stance_fit import Judged, Recipe, fit
from eval.train.stance_network import PairNetwork, build, each, tokenizer
from eval.train.stance_pairs import HEADS, Material, Mixture, Pair, epoch_pairs, judged_pairs
from eval.written import CLAIMS, load
from index.embed.base import packaged_folder
from rag.stance.model import SIDES, StanceModel

NAME = "onrecord-stance-3"
_SALT = "stance-1"  # chooses the claims that are held out
_DRAW = 77  # seed of the pairs made from them
_NEWS_SENTENCES = 2500  # of the news, set beside claims as unrelated


def split_claims(claims: Sequence[Claim], share: float) -> tuple[list[Claim], list[Claim]]:
    """(to fit, to validate), by a hash of the claim's text."""
    held = {c.text for c in claims if int(hashlib.sha256((_SALT + c.text).encode()).hexdigest(), 16) < share * 2**256}
    return [c for c in claims if c.text not in held], [c for c in claims if c.text in held]


def gather(embedder: Path, claims: Sequence[Claim], data: Path, seed: int) -> Material:
    """Claims, news, and how near each claim lies to perspectives and news sentences, by the untrained embedder."""
    news = read_news(data)
    sentences = [s for article in news.sentences.values() for s in article]
    pool = sorted({text for claim in claims for text, _ in claim.pairs()})
    pool += random.Random(seed).sample(sentences, min(_NEWS_SENTENCES, len(sentences)))
    network, words = build(embedder, {}), tokenizer(embedder)
    near = _vectors(network, words, [c.text for c in claims]) @ _vectors(network, words, pool).T
    return Material(claims, pool, near, news.reported, news, tuple(of_claims(load(CLAIMS))))


def _vectors(network: PairNetwork, words: Tokenizer, texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit sentence vectors, (texts, width)."""
    network.eval()
    return each(words, texts, network.encoder.config.hidden_size, lambda ids, _, mask: network.vectors(ids, mask))


def temperature(scores: NDArray[np.float32], gold: Sequence[int]) -> float:
    """The temperature of least cross-entropy, from a grid of 0.5 to 3."""
    grid = np.arange(0.5, 3.01, 0.05)
    wanted = torch.tensor(gold)
    losses = [nn.functional.cross_entropy(torch.from_numpy(scores / t), wanted).item() for t in grid]
    return float(round(grid[int(np.argmin(losses))], 2))


def _numbers(pairs: Sequence[Pair]) -> list[int]:
    """The label of each pair as a column of the scores."""
    return [HEADS["stance"].index(label) for _, _, label in pairs]


def judge(model: StanceModel, pairs: Sequence[Pair]) -> dict[str, float]:
    """Accuracy and macro-F1 on pairs; between the two sides where no pair is unrelated."""
    scores = model.logits([(p, s) for p, s, _ in pairs])
    gold = np.array(_numbers(pairs))
    guess = scores[:, : gold.max() + 1].argmax(1)
    return {
        "pairs": len(pairs),
        "accuracy": round(float(accuracy_score(gold, guess)), 4),
        "macro_f1": round(float(f1_score(gold, guess, average="macro")), 4),
    }


def draws(material: Material, recipe: Recipe, mixture: Mixture, with_teacher: bool) -> list[list[Pair]]:
    """The pairs of every epoch; with a teacher also those that only it can judge."""
    found = []
    for epoch in range(recipe.epochs):
        seed = recipe.seed * 1000 + epoch
        found.append(epoch_pairs(material, mixture, seed) + with_teacher * judged_pairs(material, mixture, seed))
    return found


def read_judged(file: Path) -> Judged:
    """The teacher's logits of the pairs in a file that ``stance_teacher`` wrote."""
    with np.load(file) as stored:
        texts = json.loads(str(stored["pairs"]))
        return {(p, s): row for (p, s), row in zip(texts, stored["logits"].astype(np.float32), strict=True)}


def train(
    data: Path, embedder: Path, out: Path, recipe: Recipe, mixture: Mixture, judged: Judged | None = None
) -> dict[str, object]:
    """Fit, write weights and configuration to ``out``, and report on the held-out train claims.

    The report and the temperature come from the weights as they were written, run as they will be run.
    """
    words = tokenizer(embedder)
    kept, held = split_claims(read_claims(data, "train"), recipe.validation)
    torch.manual_seed(recipe.seed)
    network = build(embedder, {name: len(labels) for name, labels in HEADS.items()})
    fit(network, words, draws(gather(embedder, kept, data, recipe.seed), recipe, mixture, bool(judged)), recipe, judged)
    out.mkdir(parents=True, exist_ok=True)
    save(network, out / "stance.onnx")
    config: dict[str, object] = {
        "name": NAME, "labels": SIDES, "temperature": 1.0, "recipe": asdict(recipe), "mixture": asdict(mixture)
    }  # fmt: skip
    _write(config, out)
    raw = StanceModel.load(embedder, out)
    sides = [(c.text, text, label) for c in held for text, label in c.pairs()]
    drawn = epoch_pairs(gather(embedder, held, data, recipe.seed + 1), mixture, _DRAW)
    mixed = [pair for pair in drawn if pair[2] in SIDES]
    config["temperature"] = temperature(raw.logits([(p, s) for p, s, _ in mixed]), _numbers(mixed))
    report: dict[str, object] = {"two_sides": judge(raw, sides), "three_sides": judge(raw, mixed)}
    _write({**config, "held_out_train_claims": report}, out)
    return report


def _write(config: dict[str, object], out: Path) -> None:
    (out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Parse the arguments, train, and write weights and configuration."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds perspectrum/ and polnear/")
    parser.add_argument("--out", type=Path, required=True, help="where the weights go")
    parser.add_argument("--embedder", type=Path, help="folder of the embedder; the packaged one by default")
    parser.add_argument("--judged", type=Path, help="what a teacher says of the pairs; labels alone by default")
    parser.add_argument("--threads", type=int, default=2)
    for kind in (Recipe(), Mixture()):
        for name, value in asdict(kind).items():
            parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    options = vars(parser.parse_args())
    torch.set_num_threads(options["threads"])
    recipe = Recipe(**{name: options[name] for name in asdict(Recipe())})
    mixture = Mixture(**{name: options[name] for name in asdict(Mixture())})
    embedder = options["embedder"] or packaged_folder()
    judged = read_judged(options["judged"]) if options["judged"] else None
    report = train(options["data"], embedder, options["out"], recipe, mixture, judged)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
