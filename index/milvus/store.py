"""The store in Milvus."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from index.embed.base import Vectors
from index.errors import StoreDamaged, StoreLocked, StoreVersionError
from index.milvus.address import MilvusAddress
from index.milvus.client import connect, nothing_in
from index.milvus.leases import MilvusLeases
from index.milvus.remembered import Remembered
from index.milvus.tables import CHUNKS, META, PARTS, Tables
from index.milvus.view import MilvusView
from index.milvus.writer import STATE, MilvusWriter, clear, put_meta
from index.rows import meta_seal
from index.store import Nearest, Store, check_model
from index.view import DocumentCache, View

VERSION = 1
"""Layout of the collections; a newer one is refused."""
WRITING = "writing"
"""The lease under which everything is written."""
PATIENCE_S = 60.0
"""How long a writer waits for another one; twice as long as a dead one keeps its lease."""
READERS_LEAVE_S = 1.0
"""How long it is waited for readers before rows are deleted that they may need."""
CACHED_DOCUMENTS = 512


class MilvusStore(Store):
    """The indexed documents at one address, for one embedding model."""

    def __init__(self, tables: Tables, address: MilvusAddress, meta: dict[str, str]) -> None:
        """Use ``open_milvus`` or ``create_milvus``."""
        self._tables, self.address = tables, address
        self.model, self.dimension = meta["model"], int(meta["dimension"])
        self.leases: MilvusLeases = MilvusLeases(tables, alone=address.file is not None)
        self._cache = DocumentCache(CACHED_DOCUMENTS)
        self._lock, self._reading = Lock(), Counter[int]()
        self._remembered = Remembered()
        self._whole = ""

    @contextmanager
    def snapshot(self, whole: bool = True) -> Iterator[MilvusView]:
        """See ``Store``; StoreLocked at its end where another process deleted rows that it may have needed."""
        view = MilvusView(read_meta(self._tables, self.address), self._cache, self._tables, self._remembered)
        with self._lock:
            self._reading[view.generation] += 1
        try:
            if whole and self._whole != view.history:
                view.check_whole()
                self._whole = view.history
            yield view
        except StoreDamaged:
            self._check_floor(view)  # what seems damaged may only be gone
            raise
        finally:
            with self._lock:
                self._reading[view.generation] -= 1
        self._check_floor(view)

    def _check_floor(self, view: MilvusView) -> None:
        if int(read_meta(self._tables, self.address)["floor"]) > view.generation:
            raise StoreLocked("documents were removed by another process while they were read; ask again")

    @contextmanager
    def transaction(self) -> Iterator[MilvusWriter]:
        """See ``Store``."""
        with self._writing() as meta:
            writer = MilvusWriter(self._tables, meta)
            was_whole = self._whole == writer.history
            yield writer
            self._commit(writer)
            if was_whole:
                self._whole = writer.history

    def _commit(self, writer: MilvusWriter) -> None:
        self.leases.check(WRITING)
        try:
            writer.finish()
        except BaseException:
            # It may have been written, or be on its way: whoever writes when the lease has ended will see.
            self.leases.abandon(WRITING)
            raise

    @contextmanager
    def _writing(self) -> Iterator[dict[str, str]]:
        """Hold the lease for writing; what the store says about itself, after clearing what a dead writer left."""
        _wait_for(self.leases, self.address)
        try:
            if WRITING in self.leases.inherited:
                self._clear()
                self.leases.bury(WRITING)
            yield read_meta(self._tables, self.address)
        except BaseException:
            if self.leases.holds(WRITING):
                self._clear()
            raise
        finally:
            self.leases.release(WRITING)

    def _clear(self) -> None:
        clear(self._tables, int(read_meta(self._tables, self.address)["generation"]))

    def forget(self) -> None:
        """See ``Store``. No query finds their rows any more; the engine's files lose them when it merges them."""
        generation = int(read_meta(self._tables, self.address)["generation"])
        if not any(self._tables.first(table, f"gone <= {generation}", ["id"]) for table in (PARTS, CHUNKS)):
            return
        self._cache.clear()
        time_left = time.monotonic() + READERS_LEAVE_S
        others = self.address.file is None  # their readers cannot be counted, only waited for
        while time.monotonic() < time_left and (others or self._read_before(generation)):
            time.sleep(0.01)
        with self._writing() as meta:
            floor = min(self._read_before(int(meta["generation"])), default=int(meta["generation"]))
            put_meta(self._tables, {**meta, "floor": str(max(floor, int(meta["floor"])))})
            for table in (PARTS, CHUNKS):
                self._tables.drop(table, f"gone <= {floor}")

    def _read_before(self, generation: int) -> list[int]:
        with self._lock:
            return [one for one, count in self._reading.items() if count and one < generation]

    def settle(self, threads: int, train: bool = False) -> None:
        """See ``Store``: Milvus keeps its own indexes."""
        self.forget()

    def nearest(self, threads: int) -> Nearest:
        """See ``Store``."""
        return _InMilvus()

    def remove_copies(self) -> None:
        """See ``Store``: there are none."""

    def close(self) -> None:
        """See ``Store``; nothing happens, since pymilvus shares one connection between all that use an address."""


class _InMilvus:
    """The nearest vectors, found by the engine."""

    def search(
        self, view: View, vector: Vectors, limit: int, documents: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """See ``Nearest``."""
        assert isinstance(view, MilvusView)
        return view.nearest(vector, limit, documents)

    def wait(self) -> None:
        """See ``Nearest``."""


def read_meta(tables: Tables, address: MilvusAddress) -> dict[str, str]:
    """What the store says about itself; NotIndexed, StoreVersionError or StoreDamaged as for opening."""
    row = tables.first(META, f'id == "{STATE}"', ["data"])
    if row is None:
        raise nothing_in(address)
    meta: dict[str, str] = json.loads(row["data"])
    if int(meta.get("version", 0)) > VERSION:
        raise StoreVersionError(
            f"the store in {str(address)!r} has layout {meta['version']}, this is {VERSION}; use the version of "
            "Onrecord that wrote it, or index into another one (ONRECORD_STORE)"
        )
    if meta.get("seal") != meta_seal(meta):
        raise StoreDamaged(f"what the store in {str(address)!r} says about itself is damaged; see docs/milvus.md")
    return meta


def open_milvus(address: MilvusAddress) -> MilvusStore:
    """See ``open_store``."""
    tables = Tables(connect(address), address)
    if not tables.are_there():
        raise nothing_in(address)
    tables.load()
    return MilvusStore(tables, address, read_meta(tables, address))


def create_milvus(address: MilvusAddress, model: str, dimension: int) -> MilvusStore:
    """See ``create_store``."""
    tables = Tables(connect(address, make=True), address)
    tables.make(dimension)
    tables.load()
    if not _has_state(tables):
        _begin(tables, address, {"model": model, "dimension": str(dimension)})
    store = MilvusStore(tables, address, read_meta(tables, address))
    check_model(store, str(address), model)
    return store


def _has_state(tables: Tables) -> bool:
    return tables.first(META, f'id == "{STATE}"', ["id"]) is not None


def _begin(tables: Tables, address: MilvusAddress, about: dict[str, str]) -> None:
    """Write the first state, where there is none."""
    leases = MilvusLeases(tables, alone=address.file is not None)
    _wait_for(leases, address)
    try:
        if not _has_state(tables):  # nobody was quicker
            counters = {"version": str(VERSION), "generation": "0", "next": "1", "floor": "0"}
            put_meta(tables, {**about, **counters, "root": "0", "history": ""})
    finally:
        leases.release(WRITING)


def _wait_for(leases: MilvusLeases, address: MilvusAddress) -> None:
    """Take the lease for writing; StoreLocked where somebody else keeps it."""
    ends = time.monotonic() + PATIENCE_S
    while not leases.take(WRITING):
        if time.monotonic() > ends:
            raise StoreLocked(f"another process is writing to {str(address)!r}; try again when it is done")
        time.sleep(random.uniform(0.01, 0.1))
