"""Fine-tune the pair network on a mixture of pairs: rates by layer, warm-up, averaged weights."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from eval.train.stance_network import PairNetwork, collate
from eval.train.stance_pairs import HEADS, Pair

LEAST_RATE = 0.02
"""Share of a rate that is left at the end."""
Batch = tuple[tuple[Tensor, Tensor, Tensor], list[Pair]]  # ids, segments, mask; the pairs
Judged = Mapping[tuple[str, str], NDArray[np.float32]]
"""A teacher's logits of the three sides, by proposition and statement."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides a run besides the mixture; stored beside the weights."""

    seed: int = 1
    epochs: int = 9
    batch: int = 32
    rate: float = 1.3e-4  # of the top layer
    head_rate: float = 1e-3
    layer_decay: float = 0.9  # each layer below learns that much slower
    warmup: float = 0.08  # share of the steps
    smoothing: float = 0.05
    camp_weight: float = 0.7  # of the helping task in the loss
    average: float = 0.997  # of the exponential moving average over steps
    validation: float = 0.15  # share of the train claims held out
    taught: float = 0.85  # share of a teacher's judgement in the loss, where there is one
    softness: float = 1.5  # the temperature at which it is learned from


class Average:
    """The exponential moving average of what is learned: steadier than the last step's weights."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay = decay
        self.kept = {n: p.detach().clone() for n, p in network.named_parameters() if p.requires_grad}

    def update(self, network: nn.Module, step: int) -> None:
        """Take in the weights after ``step``; early steps count more."""
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, parameter in network.named_parameters():
            if parameter.requires_grad:
                self.kept[name].lerp_(parameter.detach(), 1 - decay)

    def put(self, network: nn.Module) -> None:
        """Replace the network's weights with the averaged ones."""
        for name, parameter in network.named_parameters():
            if parameter.requires_grad:
                parameter.data = self.kept[name]


def fit(
    network: PairNetwork,
    words: Tokenizer,
    drawn: Sequence[Sequence[Pair]],
    recipe: Recipe,
    judged: Judged | None = None,
) -> None:
    """Fine-tune ``network`` in place on the pairs of each epoch and leave it with averaged weights.

    With what a teacher ``judged`` it learns that too (Hinton, Vinyals and Dean 2015).
    """
    total = sum(math.ceil(len(pairs) / recipe.batch) for pairs in drawn)
    bottom = recipe.rate * recipe.layer_decay ** len(network.encoder.encoder.layer)
    rates = rates_by_layer(network, recipe.head_rate, recipe.rate, recipe.layer_decay, bottom)
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    schedule = warmed_up(optimizer, total, recipe.warmup)
    average, clock = Average(network, recipe.average), _Clock(total)
    network.train()
    for epoch, pairs in enumerate(drawn):
        for inputs, part in batches(pairs, words, recipe.batch, recipe.seed * 1000 + epoch):
            with torch.autocast("cpu", torch.bfloat16):
                features = network.features(*inputs)
            loss = loss_over_heads(network, features, [label for *_, label in part], recipe)
            if judged:
                loss = (1 - recipe.taught) * loss + recipe.taught * _as_judged(network, features, part, judged, recipe)
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_((p for p in network.parameters() if p.requires_grad), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            average.update(network, clock.tick(loss.item()))
    average.put(network)
    network.eval()


def _as_judged(network: PairNetwork, features: Tensor, part: Sequence[Pair], judged: Judged, recipe: Recipe) -> Tensor:
    """Cross-entropy with the teacher's softened judgements, averaged over the pairs that it judged."""
    rows = [row for row, pair in enumerate(part) if pair[:2] in judged]
    if not rows:
        return torch.zeros(())
    wanted = torch.from_numpy(np.stack([judged[part[row][:2]] for row in rows])) / recipe.softness
    scores = network.heads["stance"](network.dropout(features[rows])) / recipe.softness
    losses = -(torch.softmax(wanted, -1) * torch.log_softmax(scores, -1)).sum(-1)
    return losses.mean() * recipe.softness


def batches(pairs: Sequence[Pair], words: Tokenizer, size: int, seed: int) -> Iterator[Batch]:
    """Batches of pairs of like length, in random order."""
    encodings = words.encode_batch([(p, s) for p, s, _ in pairs])
    draw = random.Random(seed)
    order = sorted(range(len(pairs)), key=lambda i: (len(encodings[i].ids) + draw.random() * 3, i))
    parts = [order[i : i + size] for i in range(0, len(order), size)]
    draw.shuffle(parts)
    for part in parts:
        yield collate([encodings[i] for i in part]), [pairs[i] for i in part]


def loss_over_heads(network: PairNetwork, features: Tensor, gold: Sequence[str], recipe: Recipe) -> Tensor:
    """Cross-entropy of every pair under the head its label belongs to, averaged over those that have one."""
    total, labelled = torch.zeros(()), 0
    for head, labels in HEADS.items():
        rows = [row for row, label in enumerate(gold) if label in labels]
        if rows:
            scores = network.heads[head](network.dropout(features[rows]))
            wanted = torch.tensor([labels.index(gold[row]) for row in rows])
            losses = nn.functional.cross_entropy(scores, wanted, reduction="sum", label_smoothing=recipe.smoothing)
            total = total + losses * (recipe.camp_weight if head == "camp" else 1.0)
            labelled += len(rows)
    return total / max(1, labelled)


def rates_by_layer(
    network: PairNetwork, heads: float, top: float, decay: float, bottom: float
) -> list[dict[str, object]]:
    """Parameters with their rates: the heads' own, then ``top`` and less by ``decay`` a layer downwards, then the bottom's."""
    found: list[dict[str, object]] = [{"params": list(network.heads.parameters()), "lr": heads}]
    for above, layer in enumerate(reversed(network.encoder.encoder.layer)):
        found.append({"params": list(layer.parameters()), "lr": top * decay**above})
    embeddings = [p for p in network.encoder.embeddings.parameters() if p.requires_grad]
    return [*found, {"params": embeddings, "lr": bottom}]


def warmed_up(optimizer: torch.optim.Optimizer, total: int, share: float) -> torch.optim.lr_scheduler.LambdaLR:
    """Rates that rise over this share of ``total`` steps, and fall evenly to ``LEAST_RATE`` of themselves."""
    warm = max(1, int(share * total))
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / warm, max(LEAST_RATE, (total - step) / max(1, total - warm)))
    )


class _Clock:
    """Counts steps and prints, now and then, how the loss and the time go."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.losses: list[float] = []
        self.started = time.monotonic()

    def tick(self, loss: float) -> int:
        self.losses.append(loss)
        step = len(self.losses)
        if step % 100 == 0:
            seconds = time.monotonic() - self.started
            print(f"step {step}/{self.total} loss {np.mean(self.losses[-100:]):.3f} {seconds:.0f}s", flush=True)
        return step


def draw_back(network: nn.Module, before: nn.Module, share: float) -> None:
    """Leave ``network`` with ``share`` of what it learned since it was as ``before`` (Wortsman et al. 2022)."""
    with torch.no_grad():
        for learned, was in zip(network.parameters(), before.parameters(), strict=True):
            learned.copy_(torch.lerp(was, learned, share))
