"""A user's own entailment model: any sentence-transformers ``CrossEncoder`` with NLI labels, or with one output."""

from __future__ import annotations

from collections.abc import Sequence

from index.errors import ModelError
from rag.cross_encoder import BATCH, load_cross_encoder
from rag.verify.base import Entailed


class EntailmentModel:
    """A cross-encoder behind the ``PairScorer`` protocol; its label names say which output is which."""

    def __init__(self, location: str, threads: int) -> None:
        """Load from a folder, or, only where ``location`` is no folder, by name from the user's hub."""
        import torch  # seconds of imports that the built-in checks do not need

        self._model = load_cross_encoder(location, threads, "entailment model", "unset ONRECORD_ENTAILMENT_MODEL")
        self.name = location
        labels = {str(name).lower(): int(n) for n, name in (self._model.config.id2label or {}).items()}
        self._one = self._model.config.num_labels == 1
        self._supports = _column(labels, "entail")
        self._contradicts = _column(labels, "contradict")
        if not self._one and self._supports is None:
            raise ModelError(
                f"the model {location!r} has the labels {sorted(labels)!r}; an entailment model has one named "
                "'entailment', or a single output"
            )
        self._activation = torch.nn.Sigmoid() if self._one else torch.nn.Softmax(dim=-1)

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Entailed]:
        """As the protocol has it: (passage, claim) is (premise, hypothesis)."""
        if not pairs:
            return []
        scores = self._model.predict(
            list(pairs), batch_size=BATCH, activation_fn=self._activation, show_progress_bar=False
        )
        if self._one:
            return [Entailed(float(score), 0.0) for score in scores]
        return [
            Entailed(float(row[self._supports]), 0.0 if self._contradicts is None else float(row[self._contradicts]))
            for row in scores
        ]


def _column(labels: dict[str, int], beginning: str) -> int | None:
    return next((n for name, n in sorted(labels.items()) if name.startswith(beginning)), None)
