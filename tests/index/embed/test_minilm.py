from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.embed.base import check_weights, load_embedder, packaged_folder
from index.embed.minilm import MiniLMEmbedder
from index.embed.transformer import TransformerEmbedder
from index.errors import ModelError
from index.settings import IndexSettings

TEXTS = [
    "Who disputes it?",
    "The harbour master said on Monday that fares would have to rise, and that nobody should be surprised by it.",
    "Über die Brücke – №4 🌉",
    "word " * 400,
    "",
]


@pytest.fixture(scope="module")
def minilm() -> MiniLMEmbedder:
    return MiniLMEmbedder(packaged_folder(), "minilm")


def test_it_agrees_with_sentence_transformers(minilm: MiniLMEmbedder) -> None:
    reference = TransformerEmbedder(str(packaged_folder()), "reference", threads=1).encode(TEXTS)
    assert (minilm.encode(TEXTS) * reference).sum(axis=1).min() > 0.9999


def test_the_same_text_has_the_same_vector_in_any_company(minilm: MiniLMEmbedder) -> None:
    texts = [*TEXTS, "Who denies it?", "Nobody at all.", *(f"Ferry {n} sails at {n}." for n in range(300))]
    together = minilm.encode(texts)
    assert np.array_equal(together, np.concatenate([minilm.encode([text]) for text in texts]))
    assert np.array_equal(together, MiniLMEmbedder(packaged_folder(), "one thread", threads=1).encode(texts))


def test_nothing_has_no_vectors(minilm: MiniLMEmbedder) -> None:
    assert minilm.encode([]).shape == (0, 384)


def test_other_weights_under_the_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ModelError, match="reinstall"):
        check_weights(tmp_path / "model.safetensors")


def test_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    settings = IndexSettings(store=tmp_path, embedding_model=str(tmp_path))
    with pytest.raises(ModelError, match="ONRECORD_EMBEDDING_MODEL"):
        load_embedder(settings)
