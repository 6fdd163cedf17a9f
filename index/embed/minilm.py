"""The default embedder: the packaged MiniLM weights, run in ONNX Runtime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from itertools import groupby
from pathlib import Path

import numpy as np
from tokenizers import Encoding

from index.embed.base import Vectors, Words
from index.embed.encoder import load_encoder
from index.embed.meanings import Meanings
from index.embed.question import NAME, QuestionEncoder

LONGEST = 256
"""Tokens of a text that count, special ones included, as sentence-transformers has it for this model."""
BATCH_TOKENS = 1_024
"""Tokens in one pass: what passes between two layers then stays in the processor's cache."""


class MiniLMEmbedder:
    """Mean of the last hidden states, unit length (Reimers and Gurevych 2019), behind the ``Embedder`` protocol.

    Only texts of equally many tokens are read together, each pass on one thread. Nothing is padded then, and a text
    has the same vector, to the last bit, whatever it is read with.
    """

    def __init__(self, folder: Path, name: str, threads: int = 2) -> None:
        """Load the weights in ``folder``."""
        self._encoder, self._tokenizer = load_encoder(folder)
        self._tokenizer.enable_truncation(LONGEST)
        self.name, self.dimension, self._threads = name, 384, threads

    question_model = NAME

    def question(self, text: str) -> Vectors:
        """The unit vector of a question, 384 numbers: by weights of its own, so that it lies near what answers it."""
        return self._questions.vector(text)

    @cached_property
    def _questions(self) -> QuestionEncoder:
        return QuestionEncoder.load(self._encoder.words, self._tokenizer)

    def words(self, text: str) -> Words:
        """The words of a text with what each means where it stands."""
        return self._meanings.words(text)

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(self._encoder.weights, self._tokenizer)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape ``(len(texts), 384)``, unit length."""
        encodings = self._tokenizer.encode_batch(list(texts))
        vectors = np.zeros((len(texts), self.dimension), np.float32)

        def read(batch: Sequence[int]) -> None:
            # Averaged here: ONNX Runtime adds up one text in another order than several.
            means = self._encoder.hidden(np.array([encodings[n].ids for n in batch], np.int64)).mean(axis=1)
            vectors[list(batch)] = means / np.linalg.norm(means, axis=1, keepdims=True)

        passes = list(batches(encodings))
        if len(passes) < 2 or self._threads < 2:
            for batch in passes:
                read(batch)
            return vectors
        with ThreadPoolExecutor(self._threads) as workers:
            list(workers.map(read, passes))
        return vectors


def batches(encodings: Sequence[Encoding]) -> Iterator[list[int]]:
    """Numbers of texts that have equally many tokens, at most ``BATCH_TOKENS`` together, the longest first."""
    order = sorted(range(len(encodings)), key=lambda n: (-len(encodings[n].ids), n))
    for size, same in groupby(order, key=lambda n: len(encodings[n].ids)):
        numbers, most = list(same), max(1, BATCH_TOKENS // size)
        yield from (numbers[start : start + most] for start in range(0, len(numbers), most))
