"""The documents of one store, for those who use them: index, upload, remove, read, search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from threading import Lock

from index.embed import Embedder, load_embedder
from index.errors import StoreError
from index.search import Searcher
from index.settings import IndexSettings
from index.store import Store, create_store, open_store
from index.types import FileReport, Progress
from index.view import View


class Library:
    """One store with the model that its vectors are made by; the model is loaded when it is first needed."""

    def __init__(self, settings: IndexSettings) -> None:
        """Nothing is read or made before it is needed."""
        self.settings = settings
        self._writing = Lock()

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model; the first use takes seconds."""
        return load_embedder(self.settings)

    @cached_property
    def store(self) -> Store:
        """The store; NotIndexed where nothing has been indexed yet."""
        return open_store(self.settings.place)

    @cached_property
    def searcher(self) -> Searcher:
        """Search over the store; StoreError where the store was made with another model."""
        if self.store.model != self.embedder.name:
            raise StoreError(
                f"the index was made with {self.store.model!r}, the model set is {self.embedder.name!r}; "
                "index again, or set ONRECORD_EMBEDDING_MODEL back"
            )
        return Searcher(self.store, self.embedder, self.settings.threads)

    def snapshot(self) -> AbstractContextManager[View]:
        """A consistent view of everything indexed; see ``Store.snapshot``."""
        return self.store.snapshot()

    def index(self, paths: Sequence[Path], progress: Progress | None = None) -> Iterator[FileReport]:
        """Bring the store up to date with files and folders; a report per file as it is finished."""
        from index.build import build  # spaCy: seconds of imports that answering does not need

        with self._writing:
            yield from build(paths, self._writable(), self.embedder, self.settings, progress)

    def upload(self, name: str, content: bytes, progress: Progress | None = None) -> FileReport:
        """Index one file that was handed over, known by ``name``; its bytes are never written to disk."""
        from index.build import index_files
        from index.files import SourceFile

        file = SourceFile(Path(name), f"upload/{Path(name).name}", content)
        with self._writing:
            (report,) = index_files([file], self._writable(), self.embedder, self.settings, progress)
        return report

    def remove(self, document_id: str) -> None:
        """Remove a document, its words on disk included; UnknownDocument where there is none."""
        with self._writing:
            with self.store.snapshot() as view:
                view.document(document_id)
            with self.store.transaction() as writer:
                writer.remove(document_id)
            self.store.settle(self.settings.threads)
            self.store.remove_copies()

    def note(self, key: str, value: str | None) -> None:
        """Keep a short text with the index, or forget it; it is a generation of its own, so that readers notice."""
        with self._writing:
            with self.store.transaction() as writer:
                writer.note(key, value)
            self.store.settle(self.settings.threads)

    def _writable(self) -> Store:
        store = create_store(self.settings.place, self.embedder.name, self.embedder.dimension)
        self.__dict__.setdefault("store", store)
        return self.store
