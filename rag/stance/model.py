"""The stance model at run time: load it once, score (proposition, statement) pairs.

torch and transformers take seconds to import; this module imports them when a model is loaded, not before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from rag.stance.network import PairNetwork

Side = Literal["affirms", "disputes", "unrelated"]

SIDES: tuple[Side, ...] = ("affirms", "disputes", "unrelated")
"""The columns of every score."""

WEIGHTS = Path(__file__).parent / "weights"
_BATCH = 16  # pairs of like length; larger batches gain nothing on two cores


@dataclass(frozen=True, slots=True, repr=False)
class StanceModel:
    """A trained cross-encoder with the temperature that calibrates it; scoring never changes it."""

    network: PairNetwork
    tokenizer: Tokenizer
    temperature: float = 1.0

    @classmethod
    def load(cls, embedder_folder: Path, weights: Path | None = None) -> StanceModel:
        """The model of a ``weights`` folder over this embedder's token embeddings; ModelError where they do not fit."""
        from rag.stance import network as networks

        folder = weights or WEIGHTS
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise ModelError(
                f"no stance weights in {str(folder)!r}; train them: python -m eval.train.stance"
            ) from error
        if tuple(config["labels"]) != SIDES:
            raise ModelError(
                f"the stance weights in {str(folder)!r} have the labels {config['labels']!r}, not {SIDES!r}"
            )
        network = networks.build(embedder_folder, {"stance": len(SIDES)})
        networks.restore(network, folder / "stance.safetensors").eval()
        return cls(network, networks.tokenizer(embedder_folder), float(config["temperature"]))

    def score(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Calibrated probabilities, (pairs, 3), columns as in ``SIDES``; each row sums to one."""
        scaled = self.logits(pairs) / self.temperature
        exponentials = np.exp(scaled - scaled.max(axis=1, keepdims=True, initial=-np.inf))
        return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True), dtype=np.float32)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """What the head says before the temperature, (pairs, 3), in the order of the pairs."""
        import torch

        from rag.stance.network import collate

        encodings = self.tokenizer.encode_batch(list(pairs))
        order = sorted(range(len(pairs)), key=lambda i: (len(encodings[i].ids), i))
        found = np.zeros((len(pairs), len(SIDES)), dtype=np.float32)
        with torch.inference_mode():
            for start in range(0, len(order), _BATCH):
                part = order[start : start + _BATCH]
                found[part] = self.network(*collate([encodings[i] for i in part])).float().numpy()
        return found
