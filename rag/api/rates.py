"""How often one client may call: a bucket of tokens each, filled at a steady rate."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from fastapi import Request

from rag.api import wording
from rag.api.problems import Problem, retry_after

BURST_S = 10
"""A client that was quiet may send what it has saved up in this many seconds at once."""
CLIENTS_KEPT = 10_000
"""Buckets in memory; beyond it the client that was quiet for longest starts anew."""


class Rates:
    """Counts requests by client; safe to share between threads."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Let each client send ``per_minute`` requests on average; 0 sets no limit."""
        self._per_second, self._most = per_minute / 60, max(1.0, per_minute / 60 * BURST_S)
        self._clock, self._lock = clock, Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, request: Request) -> None:
        """Count a request; a 429 ``Problem`` where its client has sent too many."""
        wait = self.take(request.client.host if request.client else "")
        if wait:
            raise Problem(429, "too-many-requests", wording.TOO_OFTEN, headers=retry_after(wait))

    def take(self, client: str) -> float:
        """Seconds until the client's next request is taken; 0 where this one is."""
        if not self._per_second:
            return 0
        with self._lock:
            now = self._clock()
            tokens, then = self._buckets.pop(client, (self._most, now))
            tokens = min(self._most, tokens + (now - then) * self._per_second)
            taken = tokens >= 1
            self._buckets[client] = (tokens - taken, now)
            if len(self._buckets) > CLIENTS_KEPT:
                self._buckets.popitem(last=False)
        return 0 if taken else (1 - tokens) / self._per_second
