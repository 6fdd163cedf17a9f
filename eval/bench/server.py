"""The whole product in a process of its own, as ``onrecord serve`` starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import psutil

from rag.client import Onrecord, OnrecordError

PATIENCE_S = 300.0
"""How long the server may take to be ready, or to end: machines may be busy with other things."""


@contextmanager
def served(store: Path, port: int) -> Iterator[psutil.Process]:
    """The whole product, page included, as ``onrecord serve`` starts it; without the limit on one client's rate."""
    environment = {**os.environ, "ONRECORD_STORE": str(store), "ONRECORD_REQUESTS_PER_MINUTE": "0"}
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", str(port)]
    with (store.parent / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait(port)
            yield psutil.Process(server.pid)
        finally:
            server.terminate()
            server.wait(PATIENCE_S)


def _wait(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    with Onrecord(f"http://127.0.0.1:{port}", http_client=httpx2.Client(timeout=5)) as onrecord:
        while True:
            try:
                onrecord.ready()
                return
            except OnrecordError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
