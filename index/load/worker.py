"""The process that reads files for ``apart``: a header line and the bytes in, a length line and JSON out, until the end.

It may write no file, and have no more memory than a large document takes.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import IO, Any

from index.errors import LoadError
from index.load import load_bytes
from index.load.limits import LoadLimits

ABANDONED = 1.0
"""Seconds over the limit after which the other end, which ends this process at the limit, must be gone."""
_TOO_MUCH = "Reading this file takes more memory than is allowed; split it, or save it as plain text."


def main() -> None:
    """Serve until the other end closes."""
    # What libraries print must not come between the answers.
    to = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limited = False
    while header := sys.stdin.buffer.readline():
        asked = json.loads(header)
        limits = LoadLimits(**asked["limits"])
        if not limited:
            _limit(limits)
            limited = True
        data = sys.stdin.buffer.read(asked["size"])
        _end_after(limits.seconds + ABANDONED)
        reply = _read(asked["name"], data, limits)
        _end_after(0)
        _answer(to, reply)


def _end_after(seconds: float) -> None:
    """End this process by then, 0 for never: where the other end was killed, nobody else ends what takes for ever."""
    if sys.platform != "win32":
        import signal

        signal.setitimer(signal.ITIMER_REAL, seconds)


def _read(name: str, data: bytes, limits: LoadLimits) -> dict[str, Any]:
    try:
        return asdict(load_bytes(name, data, limits))
    except LoadError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        return {"error": "TooLarge", "message": _TOO_MUCH}


def _answer(to: IO[bytes], reply: dict[str, Any]) -> None:
    answer = json.dumps(reply).encode()
    to.write(b"%d\n" % len(answer))
    to.write(answer)
    to.flush()


def _limit(limits: LoadLimits) -> None:
    if sys.platform == "win32":  # which has no such limits; the time is limited by the other end
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
