"""The reference embedder: sentence-transformers, on the processor, never reaching a hub for a local folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embed.base import Vectors
from index.errors import ModelError

BATCH = 32
"""Texts encoded at once; sorted by length inside, so short ones are not padded to the longest."""


class TransformerEmbedder:
    """Any sentence-transformers model behind the ``Embedder`` protocol."""

    def __init__(self, location: str, name: str, threads: int) -> None:
        """Load from a folder, or, only where ``location`` is no folder, by name from the user's hub."""
        local = Path(location).is_dir()
        if local:
            # Read before the import: transformers asks the hub about some files even for a folder.
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(threads)
        try:
            self._model = SentenceTransformer(location, device="cpu", local_files_only=local)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"the embedding model {location!r} cannot be loaded ({error}); set ONRECORD_EMBEDDING_MODEL to a "
                "folder with a sentence-transformers model, or unset it for the packaged one"
            ) from error
        self.name = name
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape ``(len(texts), dimension)``, unit length."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return np.asarray(
            self._model.encode(list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False),
            dtype=np.float32,
        )
