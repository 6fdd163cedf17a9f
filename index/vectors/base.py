"""What an index of vectors is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.embed.base import Vectors

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Trained:
    """How an index was made: on how many vectors, how widely it looks, and its recall@10 against the exact one."""

    kind: str
    size: int
    probes: int = 0
    recall: float = 1.0


class VectorIndex(Protocol):
    """Nearest unit vectors by inner product; chunk ids name them."""

    @property
    def made(self) -> Trained:
        """How it was made."""

    def search(self, vector: Vectors, limit: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """Ids and cosines for one unit vector, best first, ties by id; ``allowed`` restricts to these ids."""

    def ids(self) -> Ids:
        """The ids of all vectors, in no particular order."""

    def changed(self, gone: Ids, ids: Ids, vectors: Vectors) -> VectorIndex:
        """A copy without the ids in ``gone`` and with these vectors more; this one stays as it is."""


def ranked(ids: Ids, scores: Vectors) -> list[tuple[int, float]]:
    """What FAISS found for one query, best first, ties by id; places it left empty dropped."""
    found = [(int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
