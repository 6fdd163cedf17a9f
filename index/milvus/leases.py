"""Leases as rows in Milvus, which has no test-and-set: who claims looks again, and withdraws where another is there.

Both reads see all that was written before (``Strong``), so of two who claim at once the later one sees the other; where
each sees the other both withdraw, and try again after a while of their own.
"""

from __future__ import annotations

import json
import time

from index.leases import Leases
from index.milvus.tables import CLAIMS, Row, Tables

PROCESS = str(time.time_ns())
"""Begins the holders of this process: a file of milvus-lite belongs to one, so claims of others are of the dead."""


class MilvusLeases(Leases):
    """The leases of one store in Milvus."""

    def __init__(self, tables: Tables, alone: bool) -> None:
        """``alone`` is set where no other process can reach the store."""
        super().__init__()
        self._tables, self._alone = tables, alone
        self.holder = f"{PROCESS}-{self.holder}"
        self.inherited: set[str] = set()
        """Leases whose holder before us never let go of them."""

    def _claim(self, name: str, until: float) -> bool:
        if any(map(self._counts, self._others(name))):
            return False
        self._renew(name, until)
        others = self._others(name)
        if any(map(self._counts, others)):
            self._withdraw(name)
            return False
        if others:
            self.inherited.add(name)
        return True

    def bury(self, name: str) -> None:
        """Forget the claims of holders who never let go; to be called when their work is undone."""
        for other in self._others(name):
            if not self._counts(other):
                self._tables.drop(CLAIMS, f"id == {json.dumps(other['id'])}")
        self.inherited.discard(name)

    def _others(self, name: str) -> list[Row]:
        where = f"name == {json.dumps(name)} and holder != {json.dumps(self.holder)}"
        return list(self._tables.rows(CLAIMS, where, ("id", "holder", "until")))

    def _counts(self, claim: Row) -> bool:
        if self._alone and not claim["holder"].startswith(PROCESS):
            return False
        return bool(claim["until"] > time.time() * 1000)

    def _renew(self, name: str, until: float) -> None:
        row = {"id": self._id(name), "name": name, "holder": self.holder, "until": int(until * 1000)}
        self._tables.put(CLAIMS, [row])

    def _withdraw(self, name: str) -> None:
        self._tables.drop(CLAIMS, f"id == {json.dumps(self._id(name))}")

    def _id(self, name: str) -> str:
        return f"{name}/{self.holder}"
