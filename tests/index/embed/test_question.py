from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.embed.base import QuestionEmbedder, packaged_folder
from index.embed.minilm import MiniLMEmbedder
from index.embed.question import QuestionEncoder
from index.errors import ModelError

TEXTS = [
    "The tower was put up between 1903 and 1906.",
    "Entry is six pounds for grown-ups.",
    "Its clock strikes every hour.",
]


@pytest.fixture(scope="module")
def embedder() -> MiniLMEmbedder:
    return MiniLMEmbedder(packaged_folder(), "minilm")


def test_a_question_has_a_vector_near_what_answers_it(embedder: MiniLMEmbedder) -> None:
    assert isinstance(embedder, QuestionEmbedder)
    vectors = embedder.encode(TEXTS)
    for number, asked in enumerate(("When was it built?", "What does an adult pay?", "how often does it ring")):
        vector = embedder.question(asked)
        assert vector.shape == (384,) and vector.dtype == np.float32
        assert abs(float(np.linalg.norm(vector)) - 1) < 1e-5
        assert int((vectors @ vector).argmax()) == number


def test_the_same_question_has_the_same_vector(embedder: MiniLMEmbedder) -> None:
    assert np.array_equal(embedder.question(TEXTS[0]), MiniLMEmbedder(packaged_folder(), "other").question(TEXTS[0]))


def test_an_empty_and_a_very_long_question_have_vectors(embedder: MiniLMEmbedder) -> None:
    for text in ("", "why " * 2000):
        assert np.isfinite(embedder.question(text)).all()


def test_without_its_layers_the_remedy_is_told(tmp_path: Path) -> None:
    embedder = MiniLMEmbedder(packaged_folder(), "minilm")
    with pytest.raises(ModelError, match=r"eval\.train\.question"):
        QuestionEncoder.load(embedder._encoder.words, embedder._tokenizer, tmp_path / "none.onnx")
