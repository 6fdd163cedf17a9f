"""Teach the reader of evidence: ``python -m eval.train.reader --data DIR --out FILE``.

In rounds: each has documents of its own, and some of those before once more, with SQuAD 2.0's from the second on. Each pair
is learned by itself, and the one that answers against those beside it. On two idle cores some four and a half hours.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from eval.bench.squad import REMEDY as SQUAD_REMEDY
from eval.bench.squad_data import data_folder
from eval.train.pair_graph import save
from eval.train.reader_data import Taught, as_indexed, pairs_of, sides_of, squad
from eval.train.stance_fit import Average, draw_back, rates_by_layer, warmed_up
from eval.train.stance_network import PairNetwork, build, collate, tokenizer
from eval.written import CLAIMS, TAUGHT, load
from index.embed.base import packaged_folder
from rag.evidence.reader import GRAPH, MAX_TOKENS

HEAD = "reads"
SEED, BATCH, AVERAGE = 1, 8, 0.997
WARM = 0.06
"""Share of the steps in which the rate rises."""
LAYER_DECAY, EMBEDDING_RATE = 0.9, 0.4
"""Rates beside that of the top layer."""
SMOOTHED = (0.02, 0.96)
"""A label of 0, and what one of 1 has more."""
SIDED = 9
"""The round in which documents are new that take sides on claims."""
AGAINST = 0.5
"""Weight of the loss of the answering sentence against those beside it."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often each question is read, the rate of the top layer, and the head's beside it."""

    epochs: int
    rate: float
    head: float = 10.0


def teach(network: PairNetwork, words: Tokenizer, asked: Sequence[Taught], pace: Pace) -> None:
    """Fine-tune ``network`` in place on one round's questions, and leave it with averaged weights."""
    total = pace.epochs * math.ceil(len(asked) / BATCH)
    bottom = EMBEDDING_RATE * pace.rate
    rates = rates_by_layer(network, pace.head * pace.rate, pace.rate, LAYER_DECAY, bottom)
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    schedule = warmed_up(optimizer, total, WARM)
    average, step = Average(network, AVERAGE), 0
    network.train()
    for epoch in range(pace.epochs):
        draw = random.Random(100 * SEED + epoch)
        order = list(asked)
        draw.shuffle(order)
        for start in range(0, len(order), BATCH):
            loss = _loss(network, words, [pairs_of(one, draw) for one in order[start : start + BATCH]])
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_((p for p in network.parameters() if p.requires_grad), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            average.update(network, step)
            if step % 100 == 0:
                print(f"step {step}/{total} loss {loss.item():.3f}", flush=True)
    average.put(network)
    network.eval()


def _loss(
    network: PairNetwork, words: Tokenizer, groups: Sequence[tuple[list[tuple[str, str]], list[float]]]
) -> Tensor:
    """Cross-entropy of every pair, and of each question's answering sentence against those beside it."""
    pairs = [pair for group, _ in groups for pair in group]
    labels = torch.tensor([label for _, wanted in groups for label in wanted])
    features = _features(network, words, pairs)
    logits = network.heads[HEAD](network.dropout(features)).squeeze(-1)
    alone = nn.functional.binary_cross_entropy_with_logits(logits, SMOOTHED[0] + SMOOTHED[1] * labels)
    parts = logits.split([len(group) for group, _ in groups])
    against = [
        -torch.log_softmax(part, 0)[0] for part, (_, wanted) in zip(parts, groups, strict=True) if wanted[:1] == [1.0]
    ]
    return alone + AGAINST * torch.stack(against).mean() if against else alone


def _features(network: PairNetwork, words: Tokenizer, pairs: Sequence[tuple[str, str]]) -> Tensor:
    """What the head reads of each pair; the short half and the long one by themselves, so that less is padded."""
    encoded = words.encode_batch(list(pairs))
    order = sorted(range(len(pairs)), key=lambda n: len(encoded[n].ids))
    halves = [part for part in (order[: len(order) // 2], order[len(order) // 2 :]) if part]
    with torch.autocast("cpu", torch.bfloat16):
        rows = torch.cat([network.features(*collate([encoded[n] for n in part])) for part in halves])
    return rows[torch.tensor(order).argsort()]


@dataclass(frozen=True, slots=True)
class Round:
    """What a round reads besides the documents that are new in it: questions asked before, and SQuAD's.

    Where ``back`` is not 0 its weights meet those of so many rounds before half way (Wortsman et al. 2022).
    """

    again: int
    squad: int
    pace: Pace
    back: int = 0


ROUNDS = (
    Round(0, 0, Pace(2, 1e-4)),
    Round(1000, 2099, Pace(1, 6e-5)),
    Round(1600, 700, Pace(1, 8e-5, 3.0)),
    Round(6540, 1000, Pace(1, 8e-5, 3.0)),
    Round(7000, 1000, Pace(1, 8e-5, 3.0)),
    Round(6600, 800, Pace(1, 8e-5, 3.0)),
    Round(5000, 600, Pace(1, 7e-5, 3.0), back=1),
    Round(6000, 1500, Pace(1, 8e-5, 3.0)),
    Round(5500, 1000, Pace(1, 8e-5, 3.0), back=2),
    Round(6200, 700, Pace(1, 5e-5, 3.0), back=1),
)

Stage = tuple[Sequence[Taught], Pace, int]
"""What is read in one round, how, and how many rounds before lie the weights that its own meet half way; 0: none."""


def stages(taught: Mapping[int, Sequence[Taught]], foreign: Sequence[Taught]) -> list[Stage]:
    """What is read, round by round; ``taught`` by the round in which it is new."""
    draw = random.Random(SEED)
    found: list[Stage] = []
    for number, one in enumerate(ROUNDS, 1):
        before = [asked for earlier in range(1, number) for asked in taught[earlier]]
        chosen = draw.sample(before, min(one.again, len(before))) + draw.sample(foreign, min(one.squad, len(foreign)))
        found.append(([*taught[number], *chosen], one.pace, one.back))
    return found


def prepared(data: Path) -> list[Stage]:
    """All rounds, from the documents as they are indexed."""
    documents = [*load(TAUGHT), *(replace(sides_of(one), part=SIDED) for one in load(CLAIMS))]
    with TemporaryDirectory() as folder:
        taught = {
            part: list(as_indexed([d for d in documents if d.part == part], Path(folder) / str(part)))
            for part in sorted({d.part for d in documents})
        }
    return stages(taught, squad(data))


def train(chosen: Sequence[Stage], out: Path) -> None:
    """Teach the stages one after the other and write the reader's layers."""
    embedder = packaged_folder()
    words = tokenizer(embedder)
    words.enable_truncation(MAX_TOKENS, strategy="longest_first")
    torch.manual_seed(SEED)
    network = build(embedder, {HEAD: 1})
    known = [deepcopy(network)]
    for asked, pace, back in chosen:
        teach(network, words, asked, pace)
        if back:
            draw_back(network, known[-back], 0.5)
        known.append(deepcopy(network))
    save(network, out, HEAD)


def main() -> None:
    """Parse the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds squad2/")
    parser.add_argument("--out", type=Path, default=GRAPH, help="where the layers go")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(prepared(data_folder(options.data, "squad2", SQUAD_REMEDY)), options.out)


if __name__ == "__main__":
    main()
