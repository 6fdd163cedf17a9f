"""Reads two texts together: the embedder's six layers as a cross-encoder, in eight-bit integers.

ONNX Runtime needs a quarter of numpy's time for it, and no framework has to be imported to answer. What is read for
stance and what for evidence have layers of their own; the token embeddings are the embedder's, and lie in its file.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Encoding, Tokenizer

from index.embed.encoder import load_tokenizer, load_weights
from index.embed.runtime import Floats, session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SHARED = "embeddings.word_embeddings.weight"
"""Token embeddings, frozen in training."""


KEPT = 4_096
"""Pairs whose logits are remembered: one question weighs the same sentences more than once, and is asked again."""

Pair = tuple[str, str]


class PairEncoder:
    """A graph from a pair's token embeddings to the logits of its head; may be shared between threads."""

    def __init__(self, session: InferenceSession, words: Floats, tokenizer: Tokenizer, threads: int) -> None:
        """Use ``PairEncoder.load``."""
        self._session, self._words, self._tokenizer, self._threads = session, words, tokenizer, threads
        self._kept: OrderedDict[Pair, Floats] = OrderedDict()
        self._lock = Lock()

    @classmethod
    def load(cls, graph: Path, embedder_folder: Path, most_tokens: int, threads: int) -> PairEncoder:
        """The graph over this embedder's token embeddings; longer pairs lose the end of the longer part.

        FileNotFoundError where there is no graph.
        """
        tokenizer = load_tokenizer(embedder_folder)
        tokenizer.enable_truncation(most_tokens, strategy="longest_first")
        return cls(session(graph), _words(embedder_folder), tokenizer, threads)

    def logits(self, pairs: Sequence[Pair]) -> list[Floats]:
        """What the head says of each pair, in their order."""
        with self._lock:
            known = {pair: self._kept[pair] for pair in pairs if pair in self._kept}
        unread = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        known |= zip(unread, self._read(unread), strict=True)
        with self._lock:
            self._kept |= known
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return [known[pair] for pair in pairs]

    def _read(self, pairs: Sequence[Pair]) -> list[Floats]:
        """One by one on ``threads`` threads: integers are scaled by what stands beside them, and what a pair scores
        must not depend on what it is read with.
        """
        if not pairs:
            return []
        with ThreadPoolExecutor(self._threads) as workers:
            return list(workers.map(self._one, self._tokenizer.encode_batch(list(pairs))))

    def _one(self, encoding: Encoding) -> Floats:
        feed = {"embeds": self._words[[encoding.ids]], "segments": np.array([encoding.type_ids], np.int64)}
        return np.asarray(self._session.run(None, feed)[0][0], np.float32)


@cache
def _words(embedder_folder: Path) -> Floats:
    """The embedder's token embeddings, 47 MB, once for all that read with them."""
    return load_weights(embedder_folder / "model.safetensors")[SHARED]
