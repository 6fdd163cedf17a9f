"""Shared by all tests: a quick stand-in for the embedding model, and small stores made with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.trials.small import WordEmbedder
from index.build import index_files
from index.files import SourceFile
from index.milvus.address import MilvusAddress
from index.settings import IndexSettings
from index.store import Place, Store, create_store

both_stores = pytest.mark.parametrize("place", ["sqlite", "milvus"], indirect=True)
"""Runs a test on each store."""


@pytest.fixture(scope="session")
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A folder for SQLite; a file of milvus-lite where a test asks for it (``both_stores``)."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield tmp_path / "store"
        return
    server_manager = pytest.importorskip("milvus_lite.server_manager", reason="pip install pymilvus milvus-lite")
    yield MilvusAddress(str(tmp_path / "store.db"))
    server_manager.server_manager_instance.release_server(str(tmp_path / "store.db"))


@pytest.fixture
def settings(place: Place) -> IndexSettings:
    return IndexSettings(store=place)


@pytest.fixture
def store(settings: IndexSettings, embedder: WordEmbedder) -> Iterator[Store]:
    made = create_store(settings.place, embedder.name, embedder.dimension)
    yield made
    made.close()


class Desk:
    """Writes texts as files and indexes them."""

    def __init__(self, folder: Path, store: Store, embedder: WordEmbedder, settings: IndexSettings) -> None:
        self.folder, self.store, self.embedder, self.settings = folder, store, embedder, settings

    def add(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, "utf-8")
        (report,) = index_files([SourceFile(path, str(path))], self.store, self.embedder, self.settings)
        assert report.document_id, report
        return report.document_id


@pytest.fixture
def desk(tmp_path: Path, store: Store, embedder: WordEmbedder, settings: IndexSettings) -> Desk:
    folder = tmp_path / "documents"
    folder.mkdir()
    return Desk(folder, store, embedder, settings)
