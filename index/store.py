"""What a store is: written in transactions, read in snapshots, one generation a commit; and which one serves a place.

Every commit raises the generation. Readers see one generation from ``snapshot()`` to its end, whatever is written
meanwhile. A folder is served by SQLite (``index/sqlite``), an address by Milvus (``index/milvus``).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from index.embed.base import Vectors
from index.errors import StoreError
from index.leases import Leases
from index.milvus.address import MilvusAddress
from index.milvus.client import check_installed
from index.view import View
from index.writer import Writer


class Nearest(Protocol):
    """Search for the nearest vectors of chunks; safe to share between threads."""

    def search(
        self, view: View, vector: Vectors, limit: int, documents: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """Ids and cosines for one unit vector, best first, ties by id; ``documents`` restricts to these ids."""

    def wait(self) -> None:
        """Return when nothing is made in the background."""


class Store(ABC):
    """Indexed documents for one embedding model."""

    model: str
    dimension: int
    leases: Leases
    """Who works on what."""

    @abstractmethod
    def snapshot(self, whole: bool = True) -> AbstractContextManager[View]:
        """A consistent read-only view of the newest generation; threads may each hold their own.

        With ``whole`` it is made sure, once a generation, that no document is lost; who only writes need not ask.
        """

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Writer]:
        """Everything written inside is committed together as a new generation, or not at all."""

    @abstractmethod
    def forget(self) -> None:
        """Leave nothing of removed documents; nothing happens where none was removed since the last time.

        A run that is cut off before this, or a reader who stays, leaves it to the next one.
        """

    @abstractmethod
    def settle(self, threads: int, train: bool = False) -> None:
        """What is to be done after writing: ``forget``, and bring up to date what is derived from the documents.

        With ``train`` an index of vectors that was outgrown is made anew; else that is left to who searches.
        """

    @abstractmethod
    def nearest(self, threads: int) -> Nearest:
        """What finds the nearest vectors in this store."""

    @abstractmethod
    def remove_copies(self) -> None:
        """Delete copies that a repair has kept, which may hold what was removed."""

    @abstractmethod
    def close(self) -> None:
        """Let go of connections; the store can be used again afterwards."""


Place = Path | MilvusAddress


def open_store(place: Place) -> Store:
    """Open an existing store, one of an older layout brought to ours; NotIndexed where there is none.

    StoreVersionError where a newer version wrote it, StoreDamaged where it is not what was written.
    """
    # Each store imports this module, and one that is not asked for is not imported at all.
    if isinstance(place, MilvusAddress):
        check_installed(place)
        from index.milvus.store import open_milvus

        return open_milvus(place)
    from index.sqlite.store import open_sqlite

    return open_sqlite(place)


def create_store(place: Place, model: str, dimension: int) -> Store:
    """Open the store, or make an empty one for this model; StoreError where it was made for another model."""
    if isinstance(place, MilvusAddress):
        check_installed(place)
        from index.milvus.store import create_milvus

        return create_milvus(place, model, dimension)
    from index.sqlite.store import create_sqlite

    return create_sqlite(place, model, dimension)


def check_model(store: Store, place: str, model: str) -> None:
    """Raise StoreError where a store was made for another model."""
    if store.model != model:
        raise StoreError(
            f"the store in {place!r} was made with {store.model!r}, not {model!r}; set "
            "ONRECORD_EMBEDDING_MODEL back, or index into another place (ONRECORD_STORE)"
        )
