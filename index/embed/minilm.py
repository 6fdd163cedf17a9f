"""The default embedder: the packaged MiniLM weights, run in numpy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embed.base import Vectors
from index.embed.encoder import Batch, load_encoder

LONGEST = 256
"""Tokens of a text that count, special ones included, as sentence-transformers has it for this model."""
BATCH_TOKENS = 4_096
"""Padded tokens in one pass: larger ones gain nothing and cost memory."""


class MiniLMEmbedder:
    """Mean of the last hidden states, unit length (Reimers and Gurevych 2019), behind the ``Embedder`` protocol."""

    def __init__(self, folder: Path, name: str) -> None:
        """Load the weights in ``folder``."""
        self._encoder, self._tokenizer = load_encoder(folder)
        self._tokenizer.enable_truncation(LONGEST)
        self.name, self.dimension = name, 384

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape ``(len(texts), 384)``, unit length."""
        encodings = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda n: (len(encodings[n].ids), n))
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        start = 0
        while start < len(order):
            stop = start + 1
            while stop < len(order) and (stop - start + 1) * len(encodings[order[stop]].ids) <= BATCH_TOKENS:
                stop += 1
            vectors[order[start:stop]] = self._pooled(Batch.of([encodings[n] for n in order[start:stop]]))
            start = stop
        return vectors

    def _pooled(self, batch: Batch) -> Vectors:
        hidden = self._encoder.hidden(batch) * batch.mask[:, :, None]
        means = hidden.sum(axis=1) / batch.mask.sum(axis=1, keepdims=True)
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)
