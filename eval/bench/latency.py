"""``make bench``: how long a person waits: cold start to the first answer, then warm answers by stage.

    python -m eval.bench.latency [--rounds N]

Times are of this machine at this moment; compare shares and ratios, not milliseconds across machines.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.cases import load_cases
from eval.run import open_corpus
from eval.suites import SUITES
from rag.assistant import Assistant
from rag.types import Inquiry

COLD = """
import sys, time
start = time.perf_counter()
from pathlib import Path
from index.library import Library
from index.settings import IndexSettings
from rag.assistant import Assistant
from rag.settings import RagSettings
from rag.types import Inquiry
Assistant(Library(IndexSettings(store=Path(sys.argv[1]))), RagSettings()).ask(Inquiry(sys.argv[2]))
print(time.perf_counter() - start)
"""
QUESTION = "who disputes the escalation framing?"
HELP_S, COLD_S, WARM_MS = 0.3, 6.0, 50.0
"""Aims: ``--help``, cold start to the first answer, median warm answer."""

console = Console()


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure over ``seeds/`` and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="times every question is asked")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        assistant = open_corpus(SUITES[0].documents, Path(folder))
        console.print(f"indexing seeds/ from nothing, models loaded on the way: {time.perf_counter() - began:.1f} s")
        console.print(f"onrecord --help: {help_seconds():.2f} s (aim {HELP_S} s)")
        console.print(f"new process to its first answer: {cold_seconds(Path(folder)):.1f} s (aim {COLD_S:.0f} s)")
        console.print(warm_table(assistant, options.rounds))


def help_seconds() -> float:
    """Wall seconds of ``onrecord --help`` in a process of its own, the better of two."""
    return min(_wall([sys.executable, "-m", "ui.cli", "--help"]) for _ in range(2))


def cold_seconds(store: Path) -> float:
    """Seconds from the first import to the first answer in a new process."""
    done = subprocess.run(
        [sys.executable, "-c", COLD, str(store), QUESTION], capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


def _wall(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def warm_table(assistant: Assistant, rounds: int) -> Table:
    """Every question of the cases, ``rounds`` times: milliseconds by stage and each stage's share of the total."""
    questions = [case.question for case in load_cases(SUITES[0].cases) if not case.history]
    assistant.warm_up()
    timings: list[dict[str, float]] = []
    for _ in range(rounds):
        # A remembered vector would hide what embedding the question costs.
        assistant.library.searcher.embed.cache_clear()
        timings += [assistant.ask(Inquiry(question)).timings_ms for question in questions]
    total = sum(t["total"] for t in timings)
    table = Table(
        title=f"warm answers over seeds/, {len(timings)} asked (aim: median {WARM_MS:.0f} ms)", title_justify="left"
    )
    for heading in ("stage", "median ms", "95% ms", "share"):
        table.add_column(heading, justify="left" if heading == "stage" else "right")
    for stage in timings[0]:
        values = sorted(t[stage] for t in timings)
        share = sum(values) / total
        table.add_row(
            stage, f"{statistics.median(values):.1f}", f"{values[int(len(values) * 0.95)]:.1f}", f"{share:.0%}"
        )
    return table


if __name__ == "__main__":
    main()
