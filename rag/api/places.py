"""How many answers are worked out at once, and how many may wait for their turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from fastapi.concurrency import run_in_threadpool

from rag.api import wording
from rag.api.problems import unavailable

PATIENCE_S = 60.0
"""How long a question waits for its turn before it is refused."""

Result = TypeVar("Result")


class Places:
    """A bound on work that runs at once, with a short queue; used from one event loop."""

    def __init__(self, at_once: int, waiting: int) -> None:
        """``at_once`` run, ``waiting`` more are kept waiting, in the order they came."""
        self._free, self._waiting = asyncio.Semaphore(at_once), 0
        self.at_once, self.most_waiting = at_once, waiting
        self.running = 0

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return self._waiting

    def check(self) -> None:
        """Raise a 503 ``Problem`` where the queue is full."""
        if self._free.locked() and self._waiting >= self.most_waiting:
            raise unavailable("full", wording.FULL)

    async def run(self, work: Callable[[], Result]) -> Result:
        """Do ``work`` in a thread when its turn comes; a 503 ``Problem`` where the queue is full or does not move."""
        self.check()
        await self._turn()
        self.running += 1
        try:
            return await run_in_threadpool(work)
        finally:
            self.running -= 1
            self._free.release()

    async def _turn(self) -> None:
        self._waiting += 1
        try:
            async with asyncio.timeout(PATIENCE_S):
                await self._free.acquire()
        except TimeoutError as error:
            raise unavailable("full", wording.FULL) from error
        finally:
            self._waiting -= 1
