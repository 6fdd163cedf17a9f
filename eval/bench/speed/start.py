"""From nothing to the first answer."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from eval.bench.speed.figure import Figure, Plan
from eval.run import open_corpus
from eval.suites import SUITES

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
HELP_S, READY_S = 0.3, 3.0
"""Aims."""


def measure(plan: Plan) -> list[Figure]:
    """``--help``, and a new process over an index of ``seeds/`` to its first answer."""
    with tempfile.TemporaryDirectory() as folder:
        open_corpus(SUITES[0].documents, Path(folder))
        ready = statistics.median(cold_seconds(Path(folder)) for _ in range(plan.rounds))
    helped = statistics.median(help_seconds() for _ in range(plan.rounds))
    return [
        Figure("onrecord --help", helped, "s", HELP_S, "aim"),
        Figure("new process to its first answer", ready, "s", READY_S, "aim"),
    ]


def help_seconds() -> float:
    """Wall seconds of ``onrecord --help`` in a process of its own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "ui.cli", "--help"], check=True, capture_output=True)
    return time.perf_counter() - start


def cold_seconds(store: Path) -> float:
    """Seconds from the first import to the first answer in a new process."""
    command = [sys.executable, "-c", COLD, str(store), QUESTION]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1])
