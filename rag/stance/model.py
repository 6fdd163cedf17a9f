"""The stance model at run time: load it once, score (proposition, statement) pairs.

The embedder's six layers as a cross-encoder, quantised to eight-bit integers: ONNX Runtime needs a quarter of
numpy's time for it, and no framework has to be imported to answer. ``python -m eval.train.stance`` writes it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from index.embed.encoder import Floats, load_tokenizer, load_weights
from index.errors import ModelError
from rag.stance.negate import negate

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Side = Literal["affirms", "disputes", "unrelated"]

SIDES: tuple[Side, ...] = ("affirms", "disputes", "unrelated")
"""The columns of every score."""

WEIGHTS = Path(__file__).parent / "weights"
MAX_TOKENS = 192
"""A claim and two long sentences; longer pairs lose the end of the longer part."""
SHARED = "embeddings.word_embeddings.weight"
"""Token embeddings: they lie in the embedder's file, frozen in training, and not in ours."""
REMEDY = "train them: python -m eval.train.stance --data DIR"


@dataclass(frozen=True, slots=True)
class StanceModel:
    """A trained cross-encoder with the temperature that calibrates it; may be shared between threads."""

    name: str
    session: InferenceSession
    words: Floats
    tokenizer: Tokenizer
    temperature: float = 1.0
    threads: int = 2

    @classmethod
    def load(cls, embedder_folder: Path, weights: Path | None = None, threads: int = 2) -> StanceModel:
        """The model of a ``weights`` folder over this embedder's token embeddings; ModelError where they do not fit."""
        folder = weights or WEIGHTS
        try:
            config = json.loads((folder / "config.json").read_text("utf-8"))
            if tuple(config["labels"]) != SIDES:
                raise ModelError(
                    f"the stance weights in {str(folder)!r} have the labels {config['labels']!r}, not {SIDES!r}"
                )
            session = _session(folder / "stance.onnx")
        except FileNotFoundError as error:
            raise ModelError(f"no stance weights in {str(folder)!r}; {REMEDY}") from error
        tokenizer = load_tokenizer(embedder_folder)
        tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
        words = load_weights(embedder_folder / "model.safetensors")[SHARED]
        return cls(config["name"], session, words, tokenizer, float(config["temperature"]), threads)

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
        """What the head says before the temperature, (pairs, 3), in the order of the pairs.

        Pairs are read one by one on ``threads`` threads: integers are scaled by what stands beside them, and what a
        pair scores must not depend on what it is read with.
        """
        if not pairs:
            return np.zeros((0, len(SIDES)), np.float32)
        with ThreadPoolExecutor(self.threads) as workers:
            return np.stack(list(workers.map(self._read, self.tokenizer.encode_batch(list(pairs)))))

    def _read(self, encoding: Encoding) -> Floats:
        feed = {"embeds": self.words[[encoding.ids]], "segments": np.array([encoding.type_ids], np.int64)}
        return np.asarray(self.session.run(["stance"], feed)[0][0], np.float32)


def _session(file: Path) -> InferenceSession:
    """A session on one thread: pairs are spread over threads instead, which do not wait for each other."""
    if not file.is_file():
        raise FileNotFoundError(file)
    import onnxruntime  # a tenth of a second that --help need not wait for

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
