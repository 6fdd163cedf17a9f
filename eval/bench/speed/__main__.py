"""``make bench``: everything that a person waits for, beside the bound of the machine.

    python -m eval.bench.speed [PART…] [--data DIR] [--peers PYTHON] [--sizes 10000,100000] [--quick]

Parts: machine, start, answer, indexing, search, concurrency, peers; all of them where none is named. Without --data the
repository's own documents are measured on. Results are kept in eval/results as speed.COMMIT.json, with a plot beside.
Times are of this machine at this moment; compare ratios, not milliseconds across machines.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.bench.speed.figure import Figure, Plan
from eval.bench.speed.growth import curves, plot
from eval.bench.speed.texts import found_data
from eval.results import RESULTS, commit

PARTS = ("machine", "start", "answer", "indexing", "search", "concurrency", "peers")
QUICK = Plan(data=None, sizes=(2_000,), real=300, documents=20, rounds=1, seconds=3)

WIDTH = 130
"""Characters of the tables, also where the output is no terminal."""

console = Console(width=WIDTH)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--data", type=Path, help="folder with squad2/, polnear/ and wice/")
    parser.add_argument("--peers", type=Path, help="the Python of an environment with txtai and sentence-transformers")
    parser.add_argument("--sizes", type=_numbers, help="how many chunks are searched among, with commas between")
    parser.add_argument("--quick", action="store_true", help="little of everything, to see that it runs")
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder for the results")
    options = parser.parse_args(arguments)
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no part is named {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    plan = QUICK if options.quick else Plan(data=None)
    plan = replace(plan, data=found_data(options.data), peers=options.peers, sizes=options.sizes or plan.sizes)
    if plan.data is None:
        console.print(
            "no --data: measured on the repository's own documents; fewer texts, so indexing figures are rough"
        )
    run(options.parts or PARTS, plan, options.results)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def run(parts: Sequence[str], plan: Plan, folder: Path) -> None:
    """Measure these parts; each is printed and kept as soon as it is done."""
    for part in parts:
        measure: Callable[[Plan], list[Figure]] = import_module(f"eval.bench.speed.{part}").measure
        figures = measure(plan)
        console.print(table(part, figures))
        keep(part, figures, plan, folder)


def table(part: str, figures: Sequence[Figure]) -> Table:
    """Figures with their bounds."""
    made = Table(title=part, title_justify="left")
    for heading in ("what", "value", "unit", "bound", "which", "ratio"):
        made.add_column(heading, justify="right" if heading in ("value", "bound", "ratio") else "left")
    for one in figures:
        bound, ratio = (f"{x:.3g}" if x is not None else "" for x in (one.bound, one.ratio))
        made.add_row(one.name, f"{one.value:.4g}", one.unit, bound, one.of, ratio)
    return made


def keep(part: str, figures: Sequence[Figure], plan: Plan, folder: Path) -> None:
    """Put a part's figures into the file of this commit, and draw the plot again where they are of searches."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"speed.{commit()}.json"
    found = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    found[part] = {"data": plan.data is not None, "figures": [{**asdict(one), "ratio": one.ratio} for one in figures]}
    path.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    lines = curves(figures)
    if lines:
        path.with_suffix(".svg").write_text(plot(lines), "utf-8")


if __name__ == "__main__":
    main()
