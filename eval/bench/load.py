"""``make load``: many clients at once over ``seeds/``, against what one process can compute.

    python -m eval.bench.load [--clients 50] [--seconds 60] [--changing]

With ``--changing`` documents are added and removed meanwhile, and every answer must verify against the document version
that it cites. Exits with 1 where it does not, or where there was an error other than a deliberate 429 or 503.
Times are of this machine at this moment; the clients share its processors with the server.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import httpx2
import psutil
from rich.console import Console

from eval.bench.load_report import Load, show
from eval.bench.server import PATIENCE_S, served
from eval.cases import load_cases
from eval.run import open_corpus
from eval.suites import SUITES
from rag.assistant import Assistant
from rag.client import Onrecord
from rag.settings import RagSettings
from rag.types import Inquiry

ALONE_S = 10.0
"""Seconds over which it is measured what one process computes when nobody asks over HTTP."""
SETTLED_S = 10
"""From this second on the memory should be flat."""

console = Console()


@dataclass(frozen=True, slots=True)
class Plan:
    """How many clients ask for how long, on which port, whether documents change meanwhile, and what is asked.

    ``questions`` is how many of the dev cases' questions are used, ``alone_s`` how long it is measured what one process
    computes. With ``enough`` it is over after so many changes, if not before.
    """

    clients: int = 50
    seconds: int = 60
    port: int = 7899
    changing: bool = False
    alone_s: float = ALONE_S
    questions: int = 1_000
    enough: int = 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the test and print what came of it; 1 where it failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--port", type=int, default=7899)
    parser.add_argument("--changing", action="store_true", help="add and remove documents meanwhile")
    plan = Plan(**vars(parser.parse_args(arguments)))
    load = run(plan)
    show(load, console)
    return 0 if load.passed else 1


def run(plan: Plan) -> Load:
    """Index, measure alone, serve, ask."""
    suites = SUITES if plan.changing else SUITES[:1]
    cases = [case for suite in reversed(suites) for case in load_cases(suite.cases, "dev") if not case.history]
    questions = [case.question for case in cases[: plan.questions]]
    with tempfile.TemporaryDirectory() as folder:
        assistant = open_corpus(SUITES[0].documents, Path(folder) / "store")
        alone = answers_alone(assistant, questions, plan.alone_s)
        with served(Path(folder) / "store", plan.port) as server:
            if plan.changing:
                first_change(plan.port)
            report, memory = _asked(plan, questions, Path(folder), server)
    return Load(plan.clients, plan.seconds, alone, memory, SETTLED_S, **report)


def answers_alone(assistant: Assistant, questions: Sequence[str], seconds: float) -> float:
    """Answers a second of this process with nothing around them, by as many threads as the server would use."""
    for question in questions:  # vectors of questions are remembered, here and there
        assistant.ask(Inquiry(question))
    threads = RagSettings().answers_at_once
    end = time.perf_counter() + seconds

    def ask(first: int) -> int:
        done = 0
        while time.perf_counter() < end:
            assistant.ask(Inquiry(questions[(first + done * threads) % len(questions)]))
            done += 1
        return done

    began = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        done = sum(pool.map(ask, range(threads)))
    return done / (time.perf_counter() - began)


def first_change(port: int) -> None:
    """Add a document and remove it: the first one loads what reads documents, and that is no part of the test."""
    with Onrecord(f"http://127.0.0.1:{port}", http_client=httpx2.Client(timeout=PATIENCE_S)) as onrecord:
        (report,) = onrecord.add(min(SUITES[1].documents.glob("*.txt")))
        onrecord.remove(report.document_id or "")


def _asked(
    plan: Plan, questions: Sequence[str], folder: Path, server: psutil.Process
) -> tuple[Mapping[str, Any], list[float]]:
    """What the clients report, and the megabytes that the server held at each second."""
    changes = sorted(map(str, SUITES[1].documents.glob("*.*"))) if plan.changing else []
    environment = {
        **os.environ, "ONRECORD_LOAD_QUESTIONS": json.dumps(questions), "ONRECORD_LOAD_CHANGES": json.dumps(changes),
        "ONRECORD_LOAD_REPORT": str(folder / "report.json"), "ONRECORD_LOAD_ENOUGH": str(plan.enough),
    }  # fmt: skip
    users = plan.clients + bool(changes)
    command = [
        sys.executable, "-m", "locust", "--locustfile", str(Path(__file__).with_name("load_users.py")), "--headless",
        "--only-summary", "--users", str(users), "--spawn-rate", str(users), "--run-time", f"{plan.seconds}s",
        "--host", f"http://127.0.0.1:{plan.port}", "--exit-code-on-error", "0", "--stop-timeout", "30",
    ]  # fmt: skip
    with (folder / "clients.log").open("wb") as log:
        clients = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        memory = list(islice(_megabytes(server, clients), plan.seconds))
        if clients.wait(plan.seconds + PATIENCE_S):
            raise SystemExit((folder / "clients.log").read_text("utf-8")[-2_000:])
    found: Mapping[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    return found, memory


def _megabytes(server: psutil.Process, clients: subprocess.Popen[bytes]) -> Iterator[float]:
    while clients.poll() is None:
        yield server.memory_info().rss / 1_000_000
        time.sleep(1)


if __name__ == "__main__":
    sys.exit(main())
