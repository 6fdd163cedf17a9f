"""The whole server put together."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from index.settings import IndexSettings
from rag.settings import RagSettings
from ui.errors import NoKey
from ui.serve import create_server, serve


def settings(store: Path, key: str | None = None) -> tuple[IndexSettings, RagSettings]:
    return IndexSettings(_env_file=None, store=store), RagSettings(_env_file=None, api_key=key)


def test_other_machines_need_a_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_API_KEY", raising=False)
    with pytest.raises(NoKey, match="set ONRECORD_API_KEY"):
        serve("0.0.0.0", 7860)


def test_page_and_api_are_one_server_before_anything_is_indexed(tmp_path: Path) -> None:
    # Not entered as a context: the models are not needed for this.
    client = TestClient(create_server(*settings(tmp_path)), base_url="http://127.0.0.1")
    assert client.get("/health").status_code == 200
    assert "gradio-app" in client.get("/").text


def test_without_a_key_only_this_machines_names_are_answered(tmp_path: Path) -> None:
    client = TestClient(create_server(*settings(tmp_path)), base_url="http://127.0.0.1")
    assert client.get("/health", headers={"host": "rebound.example"}).status_code == 400
    assert client.get("/health", headers={"host": "[::1]:7860"}).status_code == 200


def test_with_a_key_page_and_api_ask_for_it(tmp_path: Path) -> None:
    client = TestClient(create_server(*settings(tmp_path, "s3cret")), base_url="http://box.example")
    assert client.get("/", headers={"accept": "text/html"}).status_code == 401
    assert client.get("/documents").status_code == 401
    assert client.get("/health").status_code == 200
