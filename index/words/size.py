"""From which size on words have an index of their own, and how much may change before it is written or made again."""

from __future__ import annotations

LARGE = 50_000
"""Passages from which FTS5 takes as long as all the rest of a search; see DECISIONS.md."""
FEW = 1 / 50
"""Share of the passages that is counted anew whenever the cache is opened, at 25,000 a second."""
OUTGROWN = 1 / 4
"""Share from which the index is made again, and FTS5 answers meanwhile."""


def is_large(size: int) -> bool:
    """Whether so many passages have an index of their words."""
    return size > LARGE


def counts_few(new: int, size: int) -> bool:
    """Whether so many new passages need not be written into the cache yet."""
    return new <= size * FEW


def is_outgrown(left: int, new: int) -> bool:
    """Whether an index of which so many passages are left is to be made again, rather than have so many new ones."""
    return new > (left + new) * OUTGROWN
