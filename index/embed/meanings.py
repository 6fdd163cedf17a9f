"""What each word of a text means where it stands: the states of the embedder's first layers.

The middle ones tell it best, the last ones speak of the whole text (Ethayarajh 2019 compares layers). In eight-bit
integers, made from the published weights when they are first needed: a third of the time, at a cosine of .999. The graph,
which holds no weights, is written by ``eval/train/encoder_graph.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from index.embed.base import Words
from index.embed.encoder import in_eight_bits
from index.embed.runtime import Floats, session

GRAPH = Path(__file__).with_name("meanings.onnx")
LAYERS = 4
"""Chosen with the likeness that counts, on the dev cases; see eval/LOG.md."""


class Meanings:
    """Reads the words of a text; may be shared between threads."""

    def __init__(self, weights: Mapping[str, Floats], tokenizer: Tokenizer) -> None:
        """``weights`` are the encoder's, by their names in its graph."""
        first = {
            name: one for name, one in weights.items() if not name[0].isdigit() or int(name.split(".")[0]) < LAYERS
        }
        # The session reads them where they lie.
        self._weights = in_eight_bits(first)
        self._session, self._tokenizer = session(GRAPH, self._weights), tokenizer

    def words(self, text: str) -> Words:
        """The words of a text, each with the mean of its pieces' states."""
        encoding = self._tokenizer.encode(text)
        states = np.asarray(self._session.run(None, {"ids": np.array([encoding.ids], np.int64)})[0][0], np.float32)
        pieces: dict[int, list[int]] = {}
        for place, word in enumerate(encoding.word_ids):
            if word is not None:
                pieces.setdefault(word, []).append(place)
        spans = [(encoding.offsets[own[0]][0], encoding.offsets[own[-1]][1]) for own in pieces.values()]
        vectors = np.array([states[own].mean(axis=0) for own in pieces.values()], np.float32).reshape(
            -1, states.shape[1]
        )
        norms = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-9))
        return Words(tuple(text[start:end] for start, end in spans), vectors / norms)
