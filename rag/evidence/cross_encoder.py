"""A user's own cross-encoder as the judge: any sentence-transformers ``CrossEncoder`` with one output."""

from __future__ import annotations

from collections.abc import Sequence

from index.attribute.weights import sigmoid
from index.errors import ModelError
from rag.cross_encoder import BATCH, load_cross_encoder
from rag.evidence.statistics import CorpusStatistics
from rag.types import Candidate, Question


class CrossEncoderJudge:
    """A cross-encoder behind the ``EvidenceJudge`` protocol.

    Its outputs are taken through a sigmoid; whether they are calibrated is up to the model, so a threshold
    calibrated for the built-in judge does not carry over.
    """

    def __init__(self, location: str, threads: int) -> None:
        """Load from a folder, or, only where ``location`` is no folder, by name from the user's hub."""
        import torch  # seconds of imports that the built-in judge does not need

        remedy = "unset it for the built-in evidence model"
        self._model = load_cross_encoder(location, threads, "cross-encoder", remedy)
        if self._model.config.num_labels != 1:
            raise ModelError(f"the cross-encoder {location!r} has {self._model.config.num_labels} outputs, not one")
        self._plain = torch.nn.Identity()
        self.name = location

    def probabilities(
        self, question: Question, candidates: Sequence[Candidate], corpus: CorpusStatistics
    ) -> list[float]:
        """The model's output for each pair of question and sentence with its context, between 0 and 1; ``corpus`` is not used."""
        return [sigmoid(score) for score in self.read(question.text, candidates)]

    def read(self, question: str, candidates: Sequence[Candidate]) -> list[float]:
        """The model's output for each pair, as it is."""
        if not candidates:
            return []
        pairs = [(question, candidate.whole) for candidate in candidates]
        scores = self._model.predict(pairs, batch_size=BATCH, activation_fn=self._plain, show_progress_bar=False)
        return [float(score) for score in scores]
