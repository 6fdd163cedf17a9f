"""Plots as SVG text, in the colours of the page: a curve, points against a diagonal, bars with intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup, escape

from eval.confidence import Bin, RiskPoint
from eval.intervals import Share

WIDTH, HEIGHT, EDGE = 360, 240, 48
"""Pixels of a square plot's view box, and the room for its axes."""
ROW, LABEL, VALUE = 22, 110, 120
"""Pixels of a bar's row, and of the room for its label and its figures."""
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def _x(value: float) -> float:
    return round(EDGE + value * (WIDTH - EDGE - 20), 1)


def _y(value: float, top: float = 1.0) -> float:
    return round(HEIGHT - EDGE - value / top * (HEIGHT - EDGE - 10), 1)


def _frame(title: str, axes: tuple[str, str], body: Markup, top: float = 1.0) -> Markup:
    """Axes with ticks around a plot; ``top`` is the highest value of the vertical one."""
    parts = [
        Markup(
            '<line class="grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/><text x="{3}" y="{4}" class="end">{5}</text>'
        ).format(_x(0), _x(1), _y(tick * top, top), EDGE - 5, _y(tick * top, top) + 4, f"{tick * top:.0%}")
        for tick in TICKS
    ]
    parts += [
        Markup('<text x="{}" y="{}" class="mid">{}</text>').format(_x(tick), HEIGHT - EDGE + 16, f"{tick:.0%}")
        for tick in TICKS
    ]
    parts.append(Markup('<text x="{}" y="{}" class="mid">{}</text>').format(_x(0.5), HEIGHT - 6, axes[0]))
    parts.append(
        Markup('<text transform="translate(10 {}) rotate(-90)" class="mid">{}</text>').format(
            _y(0.5 * top, top), axes[1]
        )
    )
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>').format(
        WIDTH, HEIGHT, title, Markup("").join(parts), body
    )


def curve(title: str, axes: tuple[str, str], points: Sequence[RiskPoint], threshold: float | None = None) -> Markup:
    """Risk over coverage as a line; the last point at or above the threshold is marked."""
    if not points:
        return Markup("")
    top = max(0.2, math.ceil(5 * max(point.risk for point in points)) / 5)
    path = " ".join(f"{_x(p.coverage)},{_y(p.risk, top)}" for p in points)
    body = Markup('<polyline class="line" points="{}"/>').format(path)
    above = [point for point in points if threshold is not None and point.score >= threshold]
    if above:
        here = above[-1]
        body += Markup('<circle class="dot" cx="{}" cy="{}" r="5"><title>{}</title></circle>').format(
            _x(here.coverage),
            _y(here.risk, top),
            f"{threshold:.2f}: {here.coverage:.0%} answered, {here.risk:.0%} wrong",
        )
    return _frame(title, axes, body, top)


def diagonal(title: str, axes: tuple[str, str], bins: Sequence[Bin]) -> Markup:
    """Share right over confidence, a dot a bin, the larger the more cases; the diagonal is where they agree."""
    most = max((one.count for one in bins), default=1)
    body = Markup('<line class="ideal" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(_x(0), _y(0), _x(1), _y(1))
    for one in bins:
        body += Markup('<circle class="dot" cx="{}" cy="{}" r="{}"><title>{}</title></circle>').format(
            _x(one.confidence), _y(one.right), round(3 + 9 * (one.count / most) ** 0.5, 1),
            f"{one.count} cases: confidence {one.confidence:.2f}, right {one.right:.2f}",
        )  # fmt: skip
    return _frame(title, axes, body)


def bars(title: str, rows: Sequence[tuple[str, Share]]) -> Markup:
    """A bar a row with its interval as a whisker; rows without a value are left out."""
    known = [(label, one) for label, one in rows if one.value is not None]
    height, room = ROW * len(known) + 4, WIDTH * 2 - LABEL - VALUE
    body = Markup("")
    for number, (label, one) in enumerate(known):
        y = ROW * number
        x, low, high = (round(LABEL + room * (value or 0.0), 1) for value in (one.value, one.low, one.high))
        body += Markup(
            '<text x="{0}" y="{1}" class="end">{2}</text>'
            '<rect class="rail" x="{3}" y="{4}" width="{5}" height="12"/>'
            '<rect class="bar" x="{3}" y="{4}" width="{6}" height="12"/>'
            '<line class="whisker" x1="{7}" x2="{8}" y1="{9}" y2="{9}"/><text x="{10}" y="{1}">{11}</text>'
        ).format(
            LABEL - 8, y + 15, label, LABEL, y + 5, room, round(x - LABEL, 1), low, high, y + 11, LABEL + room + 8,
            f"{one.value:.0%} of {one.of}",
        )  # fmt: skip
    return Markup('<svg class="wide" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH * 2, height, escape(title), body
    )
