"""Writing to a store, inside a transaction; each store has its own."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod

from index.errors import StoreError
from index.rows import IndexedDocument

__all__ = ["IndexedDocument", "Writer", "check_shape", "next_history"]


class Writer(ABC):
    """Adds and removes documents and origins; made by ``Store.transaction``."""

    history: str
    """The name of the state that is written to; once the transaction has ended, of the one that it made."""

    @abstractmethod
    def put(self, indexed: IndexedDocument) -> None:
        """Add a document, in place of the one with the same id where there is one; its origins stay."""

    @abstractmethod
    def remove(self, document_id: str) -> None:
        """Remove a document with its origins and everything computed for it; nothing happens where there is none."""

    @abstractmethod
    def add_origin(self, path: str, document_id: str, sha256: str) -> None:
        """Note that the file at ``path`` with these bytes is this document; a document left without origin goes."""

    @abstractmethod
    def remove_origin(self, path: str) -> str | None:
        """Forget a file; returns the id of its document, which goes too when no other file has it."""

    @abstractmethod
    def note(self, key: str, value: str | None) -> None:
        """Keep a short text with the index for the rooms above, in place of the one before; None forgets it."""


def check_shape(indexed: IndexedDocument, dimension: int) -> None:
    """Raise StoreError unless there is a vector of this length for every chunk."""
    if indexed.chunk_vectors.shape != (len(indexed.chunks), dimension):
        shape, count = indexed.chunk_vectors.shape, len(indexed.chunks)
        raise StoreError(f"vectors of shape {shape} do not fit {count} chunks")


def next_history(history: str, generation: int, root: str) -> str:
    """The name of a state: a hash of the one before, and of what the store holds now."""
    return hashlib.sha256(f"{history} {generation} {root}".encode()).hexdigest()[:16]
