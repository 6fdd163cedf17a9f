"""What may stand beside the built-in reading of a pair: one small protocol, an implementation a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entailed:
    """How a passage stands to a claim: two probabilities, of which both may be low."""

    supports: float
    contradicts: float


class PairScorer(Protocol):
    """Reads a passage and a claim together."""

    @property
    def name(self) -> str:
        """Which model this is, with its version; part of an answer's receipt."""

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Entailed]:
        """One verdict for each (passage, claim), in their order; an empty list for none."""
