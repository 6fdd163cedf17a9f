"""``python -m eval.trials.offline [--cases 30]``: everything is used as a person would, and no connection leaves the machine.

Every Python process of it gets a hook that records, and refuses, whatever is looked up or connected to beyond loopback.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

import httpx2

from eval.suites import SUITES
from eval.trials.outcome import Outcome, main_of

PORT = 7897
PATIENCE_S = 300.0
QUESTION = "What do the documents say about escalation?"
PATHS = ("/", "/config", "/docs", "/redoc", "/openapi.json", "/health", "/documents", "/metrics")
"""What a browser asks for; the page's own files are taken from its addresses."""

HOOK = """
import os, sys

def look(event, arguments):
    if event not in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        return
    where = arguments[0] if event.startswith("socket.get") else arguments[1]
    host = where[0] if isinstance(where, tuple) else where
    host = host.decode() if isinstance(host, bytes) else host
    if host in (None, "", "localhost", "::1", "0.0.0.0", "::") or str(host).startswith(("127.", "/")):
        return
    with open(os.environ["ONRECORD_TRIAL_OUTSIDE"], "a") as record:
        record.write(f"{event} {where!r} by {sys.argv}\\n")
    raise OSError(f"no way out to {where!r}")

sys.addaudithook(look)
"""


def run(cases: int) -> Outcome:
    """Index, ask, search, verify, serve with page and API, evaluate over so many cases."""
    outcome = Outcome("uses without a way out")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = guarded(folder)
        for label, command in _commands(folder, cases):
            done = subprocess.run(command, env=environment, capture_output=True, text=True)
            outcome.count(label)
            if done.returncode not in (0, 1) or "Traceback" in done.stderr:
                outcome.fail(f"{label}: ended with {done.returncode}: {done.stderr[-300:]}")
        for path in _served(environment):
            outcome.count(path)
        for line in outside(folder):
            outcome.fail(line)
    return outcome


def guarded(folder: Path) -> Mapping[str, str]:
    """The environment of processes that are watched; what they try is recorded in ``folder``."""
    (folder / "sitecustomize.py").write_text(HOOK, "utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ONRECORD_")}
    path = os.pathsep.join([str(folder), str(Path.cwd())])
    return {
        **kept, "PYTHONPATH": path, "ONRECORD_TRIAL_OUTSIDE": str(folder / "outside"),
        "ONRECORD_STORE": str(folder / "store"),
    }  # fmt: skip


def outside(folder: Path) -> list[str]:
    """What was tried beyond loopback."""
    record = folder / "outside"
    return record.read_text("utf-8").splitlines() if record.exists() else []


def _commands(folder: Path, cases: int) -> Iterator[tuple[str, list[str]]]:
    onrecord = [sys.executable, "-m", "ui.cli"]
    some = folder / "some.jsonl"
    some.write_text("".join(islice(SUITES[0].cases.open(encoding="utf-8"), cases)), "utf-8")
    yield "onrecord index", [*onrecord, "index", str(SUITES[0].documents)]
    yield "onrecord ask", [*onrecord, "ask", QUESTION]
    yield "onrecord search", [*onrecord, "search", "escalation"]
    yield "onrecord documents", [*onrecord, "documents"]
    yield "onrecord check", [*onrecord, "check"]
    yield "onrecord verify", [*onrecord, "verify", str(min(SUITES[0].documents.glob("*.*")))]
    yield f"onrecord eval, {cases} cases", [*onrecord, "eval", str(some), "--split", "dev"]


def _served(environment: Mapping[str, str]) -> Iterator[str]:
    """The addresses that the server was asked for."""
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", str(PORT)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with httpx2.Client(base_url=f"http://127.0.0.1:{PORT}", timeout=PATIENCE_S) as client:
            _wait(client)
            for path in PATHS:
                client.get(path)
                yield f"GET {path}"
            client.post("/ask", json={"question": QUESTION}).raise_for_status()
            yield "POST /ask"
            client.post("/documents", files={"files": ("a.txt", b"The ferry runs in May.")}).raise_for_status()
            yield "POST /documents"
    finally:
        server.terminate()
        server.wait(PATIENCE_S)


def _wait(client: httpx2.Client) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            if client.get("/health/ready").status_code == 200:
                return
        except httpx2.HTTPError:
            pass
        time.sleep(0.2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and exit with 1 where something wanted out."""
    return main_of(__doc__ or "", "cases", 30, run, arguments)


if __name__ == "__main__":
    sys.exit(main())
