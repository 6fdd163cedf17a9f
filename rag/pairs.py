"""Reads two texts together: the embedder's six layers as a cross-encoder, in eight-bit integers.

ONNX Runtime needs a quarter of numpy's time for it, and no framework has to be imported to answer. What is read for
stance and what for evidence have layers of their own; the token embeddings are the embedder's, and lie in its file.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Encoding, Tokenizer

from index.embed.encoder import load_tokenizer, load_weights
from index.embed.runtime import Floats, session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SHARED = "embeddings.word_embeddings.weight"
"""Token embeddings, frozen in training."""


@dataclass(frozen=True, slots=True)
class PairEncoder:
    """A graph from a pair's token embeddings to the logits of its head; may be shared between threads."""

    session: InferenceSession
    words: Floats
    tokenizer: Tokenizer
    threads: int

    @classmethod
    def load(cls, graph: Path, embedder_folder: Path, most_tokens: int, threads: int) -> PairEncoder:
        """The graph over this embedder's token embeddings; longer pairs lose the end of the longer part.

        FileNotFoundError where there is no graph.
        """
        tokenizer = load_tokenizer(embedder_folder)
        tokenizer.enable_truncation(most_tokens, strategy="longest_first")
        return cls(session(graph), _words(embedder_folder), tokenizer, threads)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> list[Floats]:
        """What the head says of each pair, in their order.

        Pairs are read one by one on ``threads`` threads: integers are scaled by what stands beside them, and what a
        pair scores must not depend on what it is read with.
        """
        if not pairs:
            return []
        with ThreadPoolExecutor(self.threads) as workers:
            return list(workers.map(self._read, self.tokenizer.encode_batch(list(pairs))))

    def _read(self, encoding: Encoding) -> Floats:
        feed = {"embeds": self.words[[encoding.ids]], "segments": np.array([encoding.type_ids], np.int64)}
        return np.asarray(self.session.run(None, feed)[0][0], np.float32)


@cache
def _words(embedder_folder: Path) -> Floats:
    """The embedder's token embeddings, 47 MB, once for all that read with them."""
    return load_weights(embedder_folder / "model.safetensors")[SHARED]
