"""Who works on what, so that workers on one store do not step on one another.

A lease is taken for a time and renewed while it is worked under; a worker that dies loses it, and another takes it.
Times are compared between machines: their clocks must agree within ``MARGIN_S``.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from contextlib import suppress
from threading import Event, Lock, Thread
from uuid import uuid4

from index.errors import IndexingError, StoreLocked

LEASE_S = 30.0
"""How long a lease holds that nobody renews."""
MARGIN_S = 10.0
"""How long before its end a lease is not relied on any more by who holds it."""


class Leases(ABC):
    """The leases of one store, and those of them that this object holds; safe to share between threads."""

    def __init__(self) -> None:
        """Nothing is held."""
        self.holder = uuid4().hex
        self._lock = Lock()
        self._held: dict[str, float] = {}
        self._stop: Event | None = None

    def take(self, name: str) -> bool:
        """Whether this is now held here; False where somebody holds it, here or elsewhere."""
        with self._lock:
            if name in self._held:
                return False
            self._held[name] = 0.0
        until = time.time() + LEASE_S
        taken = False
        try:
            taken = self._claim(name, until)
        finally:
            with self._lock:
                if taken:
                    self._held[name] = until
                    self._renew_meanwhile()
                else:
                    del self._held[name]
        return taken

    def release(self, name: str) -> None:
        """Let go of what is held here; nothing happens where it is not."""
        if self.abandon(name):
            self._withdraw(name)

    def abandon(self, name: str) -> bool:
        """Renew it no more, so that it ends by itself; whether it was held here."""
        with self._lock:
            held = self._held.pop(name, None) is not None
            if not self._held and self._stop:
                self._stop.set()
                self._stop = None
        return held

    def holds(self, name: str) -> bool:
        """Whether it is held here, for a while yet."""
        with self._lock:
            return self._held.get(name, 0.0) - MARGIN_S > time.time()

    def check(self, name: str) -> None:
        """Raise StoreLocked unless it is held here, for a while yet."""
        if not self.holds(name):
            raise StoreLocked("this process was held up, and another one may have taken over its work; try again")

    @abstractmethod
    def _claim(self, name: str, until: float) -> bool:
        """Write that this object holds ``name`` until then, unless somebody else does."""

    @abstractmethod
    def _renew(self, name: str, until: float) -> None:
        """Write that it is held until then."""

    @abstractmethod
    def _withdraw(self, name: str) -> None:
        """Write that this object does not hold it."""

    def _renew_meanwhile(self) -> None:
        if self._stop is None:
            self._stop = Event()
            Thread(target=self._renew_all, args=(self._stop,), name="renew leases", daemon=True).start()

    def _renew_all(self, stop: Event) -> None:
        while not stop.wait(LEASE_S / 3):
            with self._lock:
                held = dict(self._held)
            for name, until in held.items():
                if until and until - MARGIN_S < time.time():  # held up: somebody else may have it by now
                    self.abandon(name)
                elif until:
                    self._prolong(name)

    def _prolong(self, name: str) -> None:
        until = time.time() + LEASE_S
        with suppress(IndexingError):  # what cannot be renewed ends; ``check`` tells
            self._renew(name, until)
            with self._lock:
                if name in self._held:
                    self._held[name] = until
