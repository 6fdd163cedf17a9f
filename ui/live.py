"""An answer while it is being written: what is told from another thread, as an iterator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")


def live(work: Callable[[Callable[[Part], None]], Result]) -> Iterator[Part | Result]:
    """What ``work`` hands to the function it is given, as it comes, and last its result; its error is raised here.

    Who stops listening does not stop the work.
    """
    heard: SimpleQueue[Part | Future[Result]] = SimpleQueue()
    pool = ThreadPoolExecutor(1, "onrecord-page")
    pool.submit(work, heard.put).add_done_callback(heard.put)
    pool.shutdown(wait=False)
    while not isinstance(part := heard.get(), Future):
        yield part
    yield part.result()
