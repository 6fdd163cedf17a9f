"""The encoder of questions: the embedder's layers taught to put a question near the texts that answer it.

The texts' vectors stay those of the embedder: only the question's side is learned (Karpukhin et al. 2020 have an encoder for
either side). Eight-bit integers; the token embeddings are the embedder's. ``python -m eval.train.question`` writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from index.embed.base import Vectors
from index.embed.runtime import Floats, session
from index.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

NAME = "onrecord-question-1"
GRAPH = Path(__file__).with_name("question.onnx")


@dataclass(frozen=True, slots=True)
class QuestionEncoder:
    """A graph from the token embeddings of a question to its vector; may be shared between threads."""

    session: InferenceSession
    words: Floats
    tokenizer: Tokenizer

    @classmethod
    def load(cls, words: Floats, tokenizer: Tokenizer, graph: Path = GRAPH) -> QuestionEncoder:
        """The packaged layers, or those at ``graph``, over these token embeddings; ModelError without them."""
        try:
            return cls(session(graph), words, tokenizer)
        except FileNotFoundError as error:
            raise ModelError(
                f"no encoder of questions at {str(graph)!r}; python -m eval.train.question makes it"
            ) from error

    def vector(self, text: str) -> Vectors:
        """The unit vector of a question; of a long one its beginning."""
        ids = self.tokenizer.encode(text).ids
        vector: Vectors = np.asarray(self.session.run(None, {"embeds": self.words[[ids]]})[0][0], np.float32)
        return vector / np.linalg.norm(vector)
