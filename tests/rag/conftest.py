"""Clients of the HTTP face over a small assistant that answers from memory, and a cross-encoder that was taught nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from index.embed.base import packaged_folder
from index.settings import IndexSettings
from rag.api.app import create_app
from rag.settings import RagSettings
from tests.rag.api.fakes import DOCUMENT, FakeAssistant, FakeLibrary, FakeView


@pytest.fixture(scope="session")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of two small layers with weights by chance: a real one, only untaught."""
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    path = tmp_path_factory.mktemp("cross-encoder")
    config = BertConfig(hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16, num_labels=1)
    BertForSequenceClassification(config).save_pretrained(path)
    AutoTokenizer.from_pretrained(packaged_folder(), local_files_only=True).save_pretrained(path)
    return path


@pytest.fixture
def assistant(tmp_path: Path) -> FakeAssistant:
    """An assistant over one document."""
    settings = IndexSettings(store=tmp_path / "store", max_file_mb=0.001, _env_file=None)
    return FakeAssistant(FakeLibrary(settings, FakeView({"doc1": DOCUMENT})))


@pytest.fixture
def make_client(assistant: FakeAssistant) -> Callable[..., TestClient]:
    """Clients for other settings than the usual ones."""

    def make(**settings: Any) -> TestClient:
        rag_settings = RagSettings(**{"api_key": None, **settings}, _env_file=None)
        return TestClient(create_app(cast(Any, assistant), rag_settings), raise_server_exceptions=False)

    return make


@pytest.fixture
def client(make_client: Callable[..., TestClient]) -> TestClient:
    """A client of a server without a key."""
    return make_client()
