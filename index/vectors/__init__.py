"""Nearest chunk vectors: one small protocol (``base``), one file per implementation; only this package says faiss."""

from __future__ import annotations

from index.vectors.base import VectorIndex
from index.vectors.cache import (
    CACHE,
    CACHE_NOTE,
    Held,
    drop_damaged,
    is_stale,
    load_vectors,
    noted_generation,
    refresh_vectors,
    save_vectors,
    train_vectors,
)
from index.vectors.size import is_due

__all__ = [
    "CACHE", "CACHE_NOTE", "Held", "VectorIndex", "drop_damaged", "is_due", "is_stale", "load_vectors", "noted_generation",
    "refresh_vectors", "save_vectors", "train_vectors",
]  # fmt: skip
