"""A user's own cross-encoder as the judge: any sentence-transformers ``CrossEncoder`` with one output."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from index.errors import ModelError
from rag.evidence.statistics import CorpusStatistics
from rag.types import Candidate, Question

BATCH = 32
"""Pairs scored at once."""


class CrossEncoderJudge:
    """A cross-encoder behind the ``EvidenceJudge`` protocol.

    Its outputs are taken through a sigmoid; whether they are calibrated is up to the model, so a threshold
    calibrated for the built-in judge does not carry over.
    """

    def __init__(self, location: str, threads: int) -> None:
        """Load from a folder, or, only where ``location`` is no folder, by name from the user's hub."""
        local = Path(location).is_dir()
        if local:
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import torch  # seconds of imports that the built-in judge does not need
        from sentence_transformers import CrossEncoder

        torch.set_num_threads(threads)
        try:
            self._model = CrossEncoder(location, device="cpu", local_files_only=local)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"the cross-encoder {location!r} cannot be loaded ({error}); name a folder that holds a "
                "sentence-transformers CrossEncoder, or unset it for the built-in evidence model"
            ) from error
        if self._model.config.num_labels != 1:
            raise ModelError(f"the cross-encoder {location!r} has {self._model.config.num_labels} outputs, not one")
        self._activation = torch.nn.Sigmoid()
        self.name = location

    def probabilities(
        self, question: Question, candidates: Sequence[Candidate], corpus: CorpusStatistics
    ) -> list[float]:
        """The model's output for each pair of question and sentence, between 0 and 1; ``corpus`` is not used."""
        if not candidates:
            return []
        pairs = [(question.text, candidate.text) for candidate in candidates]
        scores = self._model.predict(pairs, batch_size=BATCH, activation_fn=self._activation, show_progress_bar=False)
        return [float(score) for score in scores]
