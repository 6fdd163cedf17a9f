"""One measured figure beside its bound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LESS = ("s", "ms", "MB", "share")
"""Units of which less is better."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured on, and how long: ``data`` is the folder of data sets, ``peers`` a Python that has them.

    ``sizes`` are how many vectors are searched among, ``real`` of how many real sentences they are made, ``documents``
    how many are indexed at most, ``rounds`` how often each question is asked, ``seconds`` how long clients ask.
    """

    data: Path | None
    sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)
    real: int = 10_000
    documents: int = 10_000
    rounds: int = 3
    seconds: int = 20
    peers: Path | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in a unit; ``bound`` is the best that the machine allows, or what it is held against, in the same unit."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    of: str = ""

    @property
    def ratio(self) -> float | None:
        """How near the value comes to the bound, or how far it goes beyond: 1 is the bound itself; more is better."""
        if not self.bound or not self.value:
            return None
        return self.bound / self.value if self.unit in LESS else self.value / self.bound
