"""Which files of a run have to be read: what the store holds of them, and whether another process is at one.

What the store holds is looked up once, and by file from when another process has written as well.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence

from index.files import SourceFile
from index.rows import IndexedDocument
from index.store import Store
from index.view import View


class Due:
    """The files of one run, until it is closed."""

    def __init__(
        self, files: Sequence[SourceFile], store: Store, fingerprint: str,
        hash_of: Callable[[SourceFile], str | None],
    ) -> None:  # fmt: skip
        """``fingerprint`` names the settings; ``hash_of`` is that of a file's bytes, None where it cannot be read."""
        self._store, self._fingerprint = store, fingerprint
        self._claimed: set[str] = set()
        with store.snapshot() as view:
            self._history: str | None = view.history
            self._known = view.origins()
            self._current = Counter(one for one, _, made_with in self._known.values() if made_with == fingerprint)
            self._hashes = {file.origin: hash_of(file) for file in files}
            self.files = [file for file in files if not self.document_of(file, view)]

    def document_of(self, file: SourceFile, view: View) -> str | None:
        """The document that the store has for these bytes under this name, where it was made with these settings."""
        known = self._known.get(file.origin) if view.history == self._history else view.origin(file.origin)
        if known is None or known[1] != self._hashes[file.origin]:
            return None
        return known[0] if self.is_made(known[0], view) else None

    def is_made(self, document_id: str, view: View) -> bool:
        """Whether the store has this document, made with these settings, perhaps in this run."""
        if view.history == self._history:
            return bool(self._current[document_id])
        return view.fingerprint(document_id) == self._fingerprint

    def claim(self, file: SourceFile) -> bool:
        """Whether this run may read a file: nobody else is at it, or has just done it."""
        if file.origin in self._claimed:
            return True
        if not self._store.leases.take(_lease(file.origin)):
            return False
        self._claimed.add(file.origin)
        with self._store.snapshot(whole=False) as view:
            if not self.document_of(file, view):
                return True
        self.release(file.origin)
        return False

    def release(self, origin: str) -> None:
        """Let others read a file; nothing happens where it was not claimed."""
        if origin in self._claimed:
            self._claimed.discard(origin)
            self._store.leases.release(_lease(origin))

    def write(self, file: SourceFile, sha256: str, document_id: str, indexed: IndexedDocument | None) -> None:
        """Store a document, or only that a file has it, and note what has become of the store."""
        with self._store.transaction() as writer:
            alone = writer.history == self._history
            if indexed:
                writer.put(indexed)
            writer.add_origin(file.origin, document_id, sha256)
        before, _, made_with = self._known.get(file.origin, ("", "", ""))
        if made_with == self._fingerprint:
            self._current[before] -= 1
        self._known[file.origin] = document_id, sha256, self._fingerprint
        self._current[document_id] += 1
        self._history = writer.history if alone else None

    def close(self) -> None:
        """Let others read what was claimed."""
        for origin in list(self._claimed):
            self.release(origin)


def _lease(origin: str) -> str:
    return "file " + hashlib.sha256(origin.encode("utf-8", "surrogateescape")).hexdigest()[:32]
