"""How sure a figure is: 95% intervals by resampling cases, and tests for two runs over the same cases.

Percentile bootstrap (Efron 1979); cases are drawn whole, or in groups where some belong together.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 2000
SEED = 20261122
MIDDLE = (0.025, 0.975)

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of 1 with its 95% interval; ``value`` is None where nothing counts, ``of`` is what counts towards it."""

    value: float | None
    low: float | None = None
    high: float | None = None
    of: int = 0

    def __str__(self) -> str:
        return "–" if self.value is None else f"{self.value:.2f}"

    @property
    def bounds(self) -> str:
        """The interval alone, for reading; empty where there is none."""
        return "" if self.low is None or self.high is None else f"{self.low:.2f}–{self.high:.2f}"

    @property
    def spread(self) -> str:
        """The value with its interval, for reading."""
        if self.value is None or self.low is None:
            return str(self)
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def share(parts: Sequence[float], wholes: Sequence[float]) -> Share:
    """The sum of the parts over the sum of the wholes, a pair a case."""
    part, whole = np.asarray(parts, np.float64), np.asarray(wholes, np.float64)
    total = float(whole.sum())
    if not total:
        return Share(None)
    drawn = draws(len(part))
    sums = whole[drawn].sum(axis=1)
    found = part[drawn].sum(axis=1)[sums > 0] / sums[sums > 0]
    low, high = np.quantile(found, MIDDLE)
    return Share(float(part.sum()) / total, float(low), float(high), round(total))


def interval(samples: Sequence[Places], figure: Callable[[Places], float | None]) -> tuple[float, float] | None:
    """The interval of any figure of the cases at these places; samples without a figure are left out."""
    found = [value for places in samples if (value := figure(places)) is not None]
    if not found:
        return None
    low, high = np.quantile(found, MIDDLE)
    return float(low), float(high)


def resampled(count: int, groups: Sequence[Hashable] | None = None, times: int = DRAWS) -> list[Places]:
    """Places of ``count`` cases drawn with replacement; those with the same entry in ``groups`` are drawn together."""
    members = grouped(count, groups)
    return (
        [np.concatenate([members[place] for place in drawn]) for drawn in draws(len(members), times)] if count else []
    )


def grouped(count: int, groups: Sequence[Hashable] | None) -> list[Places]:
    """The places of each group's cases, groups in the order in which they first come."""
    if groups is None:
        return [np.array([place]) for place in range(count)]
    places: dict[Hashable, list[int]] = {}
    for place, group in enumerate(groups):
        places.setdefault(group, []).append(place)
    return [np.array(members) for members in places.values()]


def draws(count: int, times: int = DRAWS) -> Places:
    """Places of cases drawn with replacement, shape ``(times, count)``; the same for the same count."""
    return np.random.default_rng(SEED).integers(0, count, (times, count))
