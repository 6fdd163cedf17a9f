"""Fault points found, not written: every write that a process makes to the disk, with a moment before and after it.

Used inside a child process only. Product code has no hooks: what it writes through (SQLite's connections, ``Path``) is
wrapped, so that a write that somebody adds tomorrow has its fault points as well.
"""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

WRITING = ("INSERT", "UPDATE", "DELETE", "CREATE", "REPLACE", "BEGIN IMMEDIATE", "COMMIT", "PRAGMA WAL_CHECKPOINT")
_PATHS = ("open", "write_bytes", "write_text", "rename", "replace", "unlink", "mkdir", "touch")

Point = Callable[[str], None]


def watch(point: Point) -> None:
    """Call ``point`` before and after every write of this process from now on; it cannot be taken back."""

    class Watched(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            return _around(point, sql, lambda: super(Watched, self).execute(sql, *values))

        def executemany(self, sql: str, *values: Any) -> sqlite3.Cursor:
            return _around(point, sql, lambda: super(Watched, self).executemany(sql, *values))

        def close(self) -> None:
            point("before close")  # the last connection to close moves the log into the file
            super().close()
            point("after close")

    opened: Any = sqlite3.connect

    def connect(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = opened(*arguments, **{**named, "factory": Watched})
        return connection

    sqlite3.connect = connect  # type: ignore[assignment]
    for name in _PATHS:
        setattr(Path, name, _watched(point, name, getattr(Path, name)))


def kill_at(number: int) -> Point:
    """A point that ends this process, with no chance to tidy up, the ``number``-th time that it is passed."""
    passed = 0

    def point(_: str) -> None:
        nonlocal passed
        passed += 1
        if passed == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return point


def die_beyond(size: int) -> None:
    """End this process in the middle of the write that would make a file larger than ``size`` bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def fail_beyond(size: int) -> None:
    """Let writes that would make a file larger than ``size`` bytes fail, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def _around(point: Point, sql: str, work: Callable[[], sqlite3.Cursor]) -> sqlite3.Cursor:
    if not sql.lstrip().upper().startswith(WRITING):
        return work()
    point(f"before {sql[:40]}")
    done = work()
    point(f"after {sql[:40]}")
    return done


def _watched(point: Point, name: str, inner: Callable[..., Any]) -> Callable[..., Any]:
    def outer(self: Path, *arguments: Any, **named: Any) -> Any:
        if name == "open" and "w" not in (arguments[0] if arguments else named.get("mode", "r")):
            return inner(self, *arguments, **named)
        point(f"before {name} {self.name}")
        done = inner(self, *arguments, **named)
        point(f"after {name} {self.name}")
        return done

    return outer
