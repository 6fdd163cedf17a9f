"""Figures of a benchmark with their 95% intervals, and the table that holds every system against floor and goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from eval.confidence import rank_auroc
from eval.intervals import Places, interval

TIMES = 500
"""Resamples: each takes a ranking of every question."""
DIGITS = 4
CELL = 10
"""Characters of a column."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its 95% interval; the bounds are None where too little counts to draw from."""

    value: float
    low: float | None
    high: float | None


def mean(values: Sequence[float | None], samples: Sequence[Places]) -> Figure:
    """The mean over questions; None is a question that does not count."""
    known = np.array([np.nan if value is None else value for value in values])

    def of(places: Places) -> float | None:
        chosen = known[places]
        return None if np.isnan(chosen).all() else float(np.nanmean(chosen))

    return _figure(float(np.nanmean(known)), interval(samples, of))


def auroc(labels: Sequence[bool], scores: Sequence[float], samples: Sequence[Places]) -> Figure:
    """How well the scores tell what the labels say; .5 is chance."""
    truth, given = np.array(labels), np.array(scores)

    bounds = interval(samples, lambda places: rank_auroc(truth[places], given[places]))
    return _figure(float(roc_auc_score(truth, given)), bounds)


def _figure(value: float, bounds: tuple[float, float] | None) -> Figure:
    low, high = (round(one, DIGITS) for one in bounds) if bounds else (None, None)
    return Figure(round(value, DIGITS), low, high)


Measured = Mapping[str, Mapping[str, Figure]]
"""System → name of the figure → figure."""


def table(title: str, systems: Measured, floor: Mapping[str, float], goal: Mapping[str, float]) -> str:
    """Every system's figures with their intervals below, then floor and goal."""
    names = list(floor)
    lines = [title, f"{'':{CELL}}" + "".join(f"{name:>{CELL}}" for name in names)]
    for system, row in systems.items():
        lines.append(f"{system:{CELL}}" + "".join(f"{row[name].value:>{CELL}.3f}" for name in names))
        lines.append(f"{'  95%':{CELL}}" + "".join(f"{_spread(row[name]):>{CELL}}" for name in names))
    for label, given in (("floor", floor), ("goal", goal)):
        cells = (f"{given[name]:.3f}" if name in given else "-" for name in names)
        lines.append(f"{label:{CELL}}" + "".join(f"{cell:>{CELL}}" for cell in cells))
    return "\n".join(lines)


def _spread(one: Figure) -> str:
    return "-" if one.low is None or one.high is None else f"{_short(one.low)}–{_short(one.high)}"


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def plain(systems: Measured) -> dict[str, dict[str, dict[str, float | None]]]:
    """The figures for JSON."""
    return {system: {name: asdict(one) for name, one in row.items()} for system, row in systems.items()}
