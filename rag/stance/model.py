"""The stance model at run time: load it once, score (proposition, statement) pairs.

A cross-encoder over the embedder's six layers, run in numpy like the embedder itself, so that no framework has to
be imported to answer. It is trained by ``python -m eval.train.stance``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.embed.encoder import Batch, Encoder, Floats, load_tokenizer, load_weights, read_config
from index.errors import ModelError
from rag.stance.negate import negate

Side = Literal["affirms", "disputes", "unrelated"]

SIDES: tuple[Side, ...] = ("affirms", "disputes", "unrelated")
"""The columns of every score."""

WEIGHTS = Path(__file__).parent / "weights"
MAX_TOKENS = 192
"""A claim and two long sentences; longer pairs lose the end of the longer part."""
BATCH = 8
"""Pairs of like length in one pass; larger ones fall out of the processor's cache."""
SHARED = "embeddings.word_embeddings.weight"
"""Lies in the embedder's file, frozen in training, and not in ours."""


@dataclass(frozen=True, slots=True)
class StanceModel:
    """A trained cross-encoder with the temperature that calibrates it; scoring never changes it."""

    encoder: Encoder
    head: tuple[Floats, Floats]
    tokenizer: Tokenizer
    temperature: float = 1.0

    @classmethod
    def load(cls, embedder_folder: Path, weights: Path | None = None) -> StanceModel:
        """The model of a ``weights`` folder over this embedder's token embeddings; ModelError where they do not fit."""
        folder = weights or WEIGHTS
        try:
            config = json.loads((folder / "config.json").read_text("utf-8"))
            state = load_weights(folder / "stance.safetensors")
        except FileNotFoundError as error:
            raise ModelError(
                f"no stance weights in {str(folder)!r}; train them: python -m eval.train.stance"
            ) from error
        if tuple(config["labels"]) != SIDES:
            raise ModelError(
                f"the stance weights in {str(folder)!r} have the labels {config['labels']!r}, not {SIDES!r}"
            )
        own = {name.removeprefix("encoder."): value for name, value in state.items() if name.startswith("encoder.")}
        words = load_weights(embedder_folder / "model.safetensors")[SHARED]
        try:
            encoder = Encoder(read_config(embedder_folder), {**own, SHARED: words})
            head = np.ascontiguousarray(state["heads.stance.weight"].T), state["heads.stance.bias"]
        except KeyError as error:
            raise ModelError(
                f"the stance weights in {str(folder)!r} do not fit this embedder: {error} is missing"
            ) from error
        tokenizer = load_tokenizer(embedder_folder)
        tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
        return cls(encoder, head, tokenizer, float(config["temperature"]))

    def score(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Calibrated probabilities, (pairs, 3), columns as in ``SIDES``; each row sums to one."""
        scaled = self.logits(pairs) / self.temperature
        exponentials = np.exp(scaled - scaled.max(axis=1, keepdims=True, initial=-np.inf))
        return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True), dtype=np.float32)

    def score_both_ways(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """As ``score``, averaged with the scores under the negated proposition: what is only tone cancels out."""
        count = len(pairs)
        scores = self.score([*pairs, *((negate(proposition), statement) for proposition, statement in pairs)])
        return np.asarray((scores[:count] + scores[count:][:, [1, 0, 2]]) / 2, dtype=np.float32)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """What the head says before the temperature, (pairs, 3), in the order of the pairs."""
        encodings = self.tokenizer.encode_batch(list(pairs))
        order = sorted(range(len(pairs)), key=lambda n: (len(encodings[n].ids), n))
        found = np.zeros((len(pairs), len(SIDES)), np.float32)
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            found[part] = self._features(Batch.of([encodings[n] for n in part])) @ self.head[0] + self.head[1]
        return found

    def _features(self, batch: Batch) -> Floats:
        """[CLS], the mean of each part, and how far the means lie apart: (pairs, 4 x width)."""
        hidden = self.encoder.hidden(batch)
        second = batch.segments * batch.mask
        first, last = (
            (hidden * part[:, :, None]).sum(axis=1) / np.maximum(part.sum(axis=1, keepdims=True), 1.0)
            for part in (batch.mask - second, second)
        )
        return np.asarray(np.concatenate([hidden[:, 0], first, last, np.abs(first - last)], axis=1), np.float32)
