"""Embeddings: texts to unit vectors; one file per implementation, ``base`` says what each must do."""

from __future__ import annotations

from index.embed.base import Embedder, load_embedder

__all__ = ["Embedder", "load_embedder"]
