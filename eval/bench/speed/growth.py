"""A plot, as SVG text, of how a search's time grows with the number of chunks; both axes by powers of ten."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from eval.bench.speed.figure import Figure

WIDTH, HEIGHT, EDGE = 560, 320, 56
SIZES, TIMES = (4, 6), (-1, 3)
"""Powers of ten that the axes reach from and to: chunks, milliseconds."""
COLOURS = {"vectors": "#0b6e4f", "exact": "#9a3b26", "words": "#3d5a98", "whole": "#222222"}
_NAME = re.compile(r"search among ([\d,]+): (\w+), median")


def curves(figures: Iterable[Figure]) -> dict[str, list[tuple[int, float]]]:
    """Milliseconds by number of chunks, for each kind of search that is plotted."""
    found: dict[str, list[tuple[int, float]]] = {}
    for figure in figures:
        match = _NAME.fullmatch(figure.name)
        if match and match[2] in COLOURS:
            found.setdefault(match[2], []).append((int(match[1].replace(",", "")), figure.value))
    return {name: sorted(points) for name, points in found.items()}


def plot(found: Mapping[str, Sequence[tuple[int, float]]]) -> Markup:
    """The curves with their names."""
    body = Markup("").join(_grid())
    for name, points in found.items():
        path = " ".join(f"{_x(size)},{_y(ms)}" for size, ms in points)
        body += Markup('<polyline fill="none" stroke="{}" stroke-width="2" points="{}"/>').format(COLOURS[name], path)
        size, ms = points[-1]
        body += Markup('<text x="{}" y="{}" fill="{}">{}</text>').format(_x(size) + 6, _y(ms) + 4, COLOURS[name], name)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="sans-serif" font-size="12" role="img" '
        'aria-label="Median milliseconds of a search by number of chunks"><rect width="100%" height="100%" '
        'fill="white"/>{}</svg>\n'
    ).format(WIDTH, HEIGHT, body)


def _grid() -> Iterable[Markup]:
    for power in range(SIZES[0], SIZES[1] + 1):
        yield Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
            _x(10**power), HEIGHT - EDGE + 20, f"{10**power:,}"
        )
    for power in range(TIMES[0], TIMES[1] + 1):
        y = _y(10.0**power)
        yield Markup(
            '<line x1="{0}" x2="{1}" y1="{2}" y2="{2}" stroke="#ddd"/><text x="{3}" y="{4}" text-anchor="end">{5}</text>'
        ).format(EDGE, WIDTH - EDGE, y, EDGE - 6, y + 4, f"{10.0**power:g} ms")
    yield Markup('<text x="{}" y="{}" text-anchor="middle">chunks</text>').format(WIDTH / 2, HEIGHT - 10)


def _x(size: float) -> float:
    return round(EDGE + (math.log10(size) - SIZES[0]) / (SIZES[1] - SIZES[0]) * (WIDTH - 2 * EDGE), 1)


def _y(ms: float) -> float:
    share = (math.log10(max(ms, 10.0 ** TIMES[0])) - TIMES[0]) / (TIMES[1] - TIMES[0])
    return round(HEIGHT - EDGE - share * (HEIGHT - EDGE - 20), 1)
