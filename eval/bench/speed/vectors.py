"""Any number of vectors that lie as real ones do.

A vector is made of a real sentence's: moved part of the way towards one of its nearest neighbours, and shaken. How
much it is shaken is chosen so that made vectors lie as near to their nearest one as as many real ones do.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from index.embed.base import Vectors

NEIGHBOURS, FURTHEST = 5, 0.5
"""Neighbours that a vector may be moved towards, and how far at most."""
SHAKES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
"""Lengths of the random part beside a unit vector that are tried."""
COMPARED = 500
BLOCK = 50_000


def made(real: Vectors, count: int, shake: float, seed: int = 8) -> Iterator[Vectors]:
    """``count`` unit vectors in blocks, each made of one of the ``real`` ones."""
    random = np.random.default_rng(seed)
    near = neighbours(real, NEIGHBOURS)
    for start in range(0, count, BLOCK):
        size = min(BLOCK, count - start)
        of = random.integers(len(real), size=size)
        towards = near[of, random.integers(NEIGHBOURS, size=size)]
        part = random.uniform(0, FURTHEST, (size, 1)).astype(np.float32)
        random_part = random.standard_normal((size, real.shape[1]), np.float32) * np.float32(
            shake / real.shape[1] ** 0.5
        )
        mixed = (1 - part) * real[of] + part * real[towards] + random_part
        yield mixed / np.linalg.norm(mixed, axis=1, keepdims=True)


def neighbours(real: Vectors, count: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Row numbers of the nearest others of each vector."""
    found = np.empty((len(real), count), np.int64)
    for start in range(0, len(real), 1_000):
        scores = real[start : start + 1_000] @ real.T
        scores[np.arange(len(scores)), np.arange(start, start + len(scores))] = -1
        found[start : start + 1_000] = np.argpartition(-scores, count, axis=1)[:, :count]
    return found


def nearness(vectors: Vectors) -> float:
    """Median cosine of a vector and its nearest other."""
    scores = vectors[:COMPARED] @ vectors.T
    scores[np.arange(len(scores)), np.arange(len(scores))] = -1
    return float(np.median(scores.max(axis=1)))


def fitting_shake(real: Vectors) -> float:
    """The shake with which as many made vectors lie as near to one another as the real ones."""
    aim = nearness(real)
    return min(SHAKES, key=lambda shake: abs(nearness(np.concatenate(list(made(real, len(real), shake)))) - aim))
