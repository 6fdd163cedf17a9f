"""Read files in a process of their own, with limits: what a hostile file brings down is that process, not this one.

The process is started with the first file and serves all that follow; what it dies of costs the file it was reading.
``worker`` is its other end.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO, Any

from index import errors
from index.errors import LoadError, TooLarge, Unreadable
from index.load.formats import format_by_name
from index.load.limits import LoadLimits, check_size
from index.types import Extracted, Page, Span

_COMMAND = "from index.load.worker import main; main()"
BROKE = "The reader broke down over this file; save it anew from the program that made it, or as plain text."


class Reader:
    """One process that reads files, one at a time; safe to share between threads."""

    def __init__(self) -> None:
        """The process is started when it is needed."""
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def read(self, name: str, data: bytes, limits: LoadLimits) -> Extracted:
        """What ``load_bytes`` gives for this file; LoadError also where it takes too long, or too much memory."""
        check_size(len(data), limits)
        format_by_name(name)  # what needs no reading needs no process
        with self._lock:
            child = self._running()
            too_late = Event()
            late = Timer(limits.seconds, _stop, (child, too_late))
            late.start()
            try:
                reply = _ask(child, {"name": name, "size": len(data), "limits": asdict(limits)}, data)
            finally:
                late.cancel()
            if reply is None:
                self._end()
                raise _over_time(limits) if too_late.is_set() else Unreadable(BROKE)
        return _extracted(reply)

    def close(self) -> None:
        """End the process; the next file starts another one."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._owner != os.getpid():  # a process that was forked has none of its own
            path = os.pathsep.join(one or str(Path.cwd()) for one in sys.path)
            self._child = subprocess.Popen(
                [sys.executable, "-c", _COMMAND], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path},
            )  # fmt: skip
            self._owner = os.getpid()
        return self._child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None and self._owner == os.getpid():
            child.kill()
            with suppress(BrokenPipeError):  # what was not taken any more
                child.communicate()


def _ask(child: subprocess.Popen[bytes], header: dict[str, Any], data: bytes) -> dict[str, Any] | None:
    """The child's answer; None where it died instead."""
    to, back = _pipe(child.stdin), _pipe(child.stdout)
    try:
        to.write(json.dumps(header).encode() + b"\n")
        to.write(data)
        to.flush()
        size = back.readline()
        answer = back.read(int(size)) if size.strip() else b""
        return dict(json.loads(answer)) if answer else None
    except (BrokenPipeError, ValueError):
        return None


def _stop(child: subprocess.Popen[bytes], too_late: Event) -> None:
    too_late.set()
    child.kill()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # asked for when it was started
    return pipe


def _over_time(limits: LoadLimits) -> TooLarge:
    return TooLarge(f"Reading this file took more than {limits.seconds:g} seconds; split it, or save it as plain text.")


def _extracted(reply: dict[str, Any]) -> Extracted:
    if "error" in reply:
        kind = getattr(errors, reply["error"])
        raise kind(reply["message"]) if issubclass(kind, LoadError) else Unreadable(BROKE)
    headings = tuple(Span(**one) for one in reply.pop("headings"))
    pages = tuple(Page(**one) for one in reply.pop("pages"))
    return Extracted(**reply, headings=headings, pages=pages)


reader = Reader()
"""The one of this process."""
atexit.register(reader.close)
