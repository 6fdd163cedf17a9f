"""Which index suits which size."""

from __future__ import annotations

from index.vectors.base import Trained

FLAT_MOST = 50_000
"""Vectors up to which all are compared; see DECISIONS.md."""
OUTGROWN = 2.0
"""An index is trained again when there are this many times the vectors that its centres were made for, or one over it."""


FEW = 1 / 50
"""Share of the vectors that whoever opens a large cache reads from the store, so that an upload does not write it again."""


def adds_few(new: int, size: int) -> bool:
    """Whether so many new vectors need not be written into a large cache yet."""
    return new <= size * FEW


def is_due(made: Trained, size: int) -> bool:
    """Whether an index for so many vectors should be trained: the exact one is too slow, or the centres are too few."""
    if made.kind == "flat":
        return size > FLAT_MOST
    return size > made.size * OUTGROWN or size < made.size / OUTGROWN
