"""``python -m eval.trials.soak [--minutes 5]``: mixed load for long, and whether anything grows.

Questions, searches, verification, uploads and removals over the dev questions' documents, one server. Every citation is
held against the text of its document version. Memory and open files are those of the server and its reader; disk is the
index (conversations are kept on purpose, up to a limit). The last quarter of the time is compared with the second.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import httpx2
import psutil

from eval.bench.load import first_change
from eval.bench.load_report import fault
from eval.bench.server import served
from eval.cases import load_cases
from eval.run import open_corpus
from eval.suites import SUITES
from eval.trials.outcome import Outcome, main_of
from rag.client import Onrecord, OnrecordError
from rag.conversations.file import FILE as CONVERSATIONS

PORT = 7898
ASKERS = 2
PATIENCE_S = 300.0
FLAT = {"memory, MB": 1.05, "open files": 1.1, "index on disk, kB": 1.25, "median answer, ms": 1.5}
"""How much more the last quarter may have than the second: disk is in pages, and others use this machine."""


@dataclass(slots=True)
class Seen:
    """What was measured, as (seconds since the beginning, value) by name."""

    began: float = field(default_factory=time.monotonic)
    values: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: {name: [] for name in FLAT})

    def note(self, name: str, value: float) -> None:
        """One more value."""
        self.values[name].append((time.monotonic() - self.began, value))

    def quarters(self, name: str, seconds: float) -> tuple[float, float]:
        """Medians of the second and of the last quarter."""
        second = [value for at, value in self.values[name] if seconds / 4 <= at < seconds / 2]
        last = [value for at, value in self.values[name] if seconds * 3 / 4 <= at]
        return median(second or [0.0]), median(last or [0.0])


@dataclass(frozen=True, slots=True)
class Soak:
    """One run: what its threads share."""

    folder: Path
    outcome: Outcome
    seen: Seen
    end: float
    texts: dict[str, str]
    questions: Sequence[str]

    def client(self) -> Onrecord:
        """A client of the server."""
        return Onrecord(f"http://127.0.0.1:{PORT}", http_client=httpx2.Client(timeout=PATIENCE_S))


def run(minutes: int) -> Outcome:
    """Load the server for so many minutes."""
    outcome = Outcome("requests")
    questions = [case.question for case in load_cases(SUITES[0].cases, "dev") if not case.history]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        open_corpus(SUITES[0].documents, folder / "store").library.store.close()
        with served(folder / "store", PORT) as server:
            first_change(PORT)
            soak = Soak(folder, outcome, Seen(), time.monotonic() + minutes * 60, {}, questions)
            with soak.client() as client:
                for listed in client.documents():
                    _remember(soak, client, listed.id)
            _all_at_once(soak, server)
        _compare(soak, minutes * 60)
    return outcome


def _all_at_once(soak: Soak, server: psutil.Process) -> None:
    works: list[Callable[[], None]] = [lambda n=n: _ask(soak, n) for n in range(ASKERS)]  # type: ignore[misc]
    with ThreadPoolExecutor(len(works) + 2) as pool:
        jobs = [pool.submit(work) for work in (*works, lambda: _change(soak), lambda: _measure(soak, server))]
        for job in jobs:
            job.result()


def _ask(soak: Soak, number: int) -> None:
    draw = random.Random(number)
    with soak.client() as client:
        while time.monotonic() < soak.end:
            question = draw.choice(soak.questions)
            try:
                began = time.monotonic()
                reply = client.ask(question)
                soak.seen.note("median answer, ms", (time.monotonic() - began) * 1000)
                soak.outcome.count("questions")
                for citation in (*reply.citations, *(reply.refusal.nearest if reply.refusal else ())):
                    wrong = fault(citation.model_dump(), soak.texts)
                    if wrong and citation.document_sha256 in soak.texts:
                        soak.outcome.fail(f"{question!r}: a citation {wrong}")
                if draw.random() < 0.2:
                    client.search(question)
                    soak.outcome.count("searches")
            except OnrecordError as error:
                soak.outcome.fail(f"{question!r}: {error}")


def _change(soak: Soak) -> None:
    paths = sorted(SUITES[1].documents.glob("*.*"))
    number = 0
    with soak.client() as client:
        while time.monotonic() < soak.end:
            path = paths[number % len(paths)]
            number += 1
            try:
                (report,) = client.add(path)
                _remember(soak, client, report.document_id or "")
                soak.outcome.count("uploads")
                time.sleep(1)
                client.remove(report.document_id or "")
                soak.outcome.count("removals")
                time.sleep(1)
            except OnrecordError as error:
                soak.outcome.fail(f"{path.name}: {error}")


def _remember(soak: Soak, client: Onrecord, document_id: str) -> None:
    document = client.document(document_id)
    soak.texts[document.sha256] = document.text


def _measure(soak: Soak, server: psutil.Process) -> None:
    while time.monotonic() < soak.end:
        processes = [server, *server.children(recursive=True)]
        soak.seen.note("memory, MB", sum(one.memory_info().rss for one in processes) / 1e6)
        soak.seen.note("open files", sum(one.num_fds() for one in processes))
        files = [path for path in (soak.folder / "store").iterdir() if not path.name.startswith(CONVERSATIONS)]
        soak.seen.note("index on disk, kB", sum(path.stat().st_size for path in files if path.exists()) / 1e3)
        time.sleep(1)


def _compare(soak: Soak, seconds: float) -> None:
    for name, most in FLAT.items():
        before, after = soak.seen.quarters(name, seconds)
        print(f"{name}: {before:.0f} in the second quarter, {after:.0f} in the last (×{after / (before or 1):.3f})")
        if after > before * most:
            soak.outcome.fail(f"{name} grew from {before:.0f} to {after:.0f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and exit with 1 where something grew or failed."""
    return main_of(__doc__ or "", "minutes", 5, run, arguments)


if __name__ == "__main__":
    sys.exit(main())
