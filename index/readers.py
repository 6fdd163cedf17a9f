"""Documents read by several processes: parsing takes as long as embedding, and needs nothing of the store.

What is read is the same whoever reads it, and it is handed over in the order of the files, so that a store is the
same whatever the number of processes.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from typing import TypeVar

from index.files import SourceFile

ENOUGH = 150_000
"""Bytes of files from which processes are started: a process takes two seconds to load what it parses with."""
AHEAD = 8
"""Files read ahead for each process."""

Read = TypeVar("Read")


@contextmanager
def readers(
    files: Sequence[SourceFile],
    read: Callable[[SourceFile], Read],
    processes: int,
    claim: Callable[[SourceFile], bool] = lambda file: True,
) -> Iterator[Callable[[SourceFile], Read]]:
    """``read``, done ahead for these files where that pays; called with each of them, in their order.

    Only what ``claim`` grants is read ahead.
    """
    if processes < 2 or len(files) < 2 or sum(map(_size, files)) < ENOUGH:
        yield read
        return
    # Not forked: this process may have threads.
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), _begin)
    waiting: deque[tuple[SourceFile, Future[Read]]] = deque()
    coming = iter(files)

    def top_up() -> None:
        for file in islice(coming, AHEAD * processes - len(waiting)):
            if claim(file):
                waiting.append((file, pool.submit(read, file)))

    def next_read(file: SourceFile) -> Read:
        try:
            top_up()
            if any(ahead == file for ahead, _ in waiting):
                while waiting[0][0] != file:
                    waiting.popleft()
                return waiting.popleft()[1].result()
            return read(file)
        except BrokenProcessPool:
            return read(file)  # a process was killed, perhaps for memory: this one goes on alone

    try:
        yield next_read
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """What each of the processes does first."""
    # Importing spaCy imports torch where it is installed: two seconds and 200 MB that parsing has no use for.
    sys.modules["torch"] = None  # type: ignore[assignment]
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Nobody tells the processes of a pool that the one they work for was killed: they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # only processes of the pool come here
    parent.join()
    os._exit(1)


def _size(file: SourceFile) -> int:
    try:
        return file.path.stat().st_size if file.content is None else len(file.content)
    except OSError:
        return 0
