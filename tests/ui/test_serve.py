"""The whole server put together."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.routing import Mount, Route
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
    refused = client.get("/health", headers={"host": "rebound.example"})
    assert refused.status_code == 400 and refused.json()["type"].endswith("other-host")
    assert refused.json()["request_id"] == refused.headers["x-request-id"]
    assert client.get("/health", headers={"host": "[::1]:7860"}).status_code == 200


def test_with_a_key_page_and_api_ask_for_it(tmp_path: Path) -> None:
    client = TestClient(create_server(*settings(tmp_path, "s3cret")), base_url="http://box.example")
    assert client.get("/", headers={"accept": "text/html"}).status_code == 401
    assert client.get("/documents").status_code == 401
    assert client.get("/health").status_code == 200
    assert "authorization" not in client.get("/docs", headers={"accept": "text/html"}).text
    client.post("/login", data={"key": "s3cret", "place": "/docs"})
    assert "swagger" in client.get("/docs").text and client.get("/openapi.json").status_code == 200
    assert client.get("/documents").status_code == 401


def test_no_address_of_the_page_is_open_without_the_key(tmp_path: Path) -> None:
    app = create_server(*settings(tmp_path, "s3cret"))
    client = TestClient(app, base_url="http://box.example")
    (mount,) = [route for route in app.routes if isinstance(route, Mount)]
    routes = [route for route in mount.app._page.routes if isinstance(route, Route)]  # type: ignore[attr-defined]
    assert len(routes) > 20
    for route in routes:
        for method in sorted(route.methods or {"GET"}):
            response = client.request(method, route.path, headers={"authorization": "Bearer wrong"})
            taken = route.path == "/openapi.json" and method == "HEAD"  # an address of the API's own
            assert response.status_code == (405 if taken else 401), route.path


def test_an_address_that_is_nobodys_is_the_same_problem_everywhere(tmp_path: Path) -> None:
    client = TestClient(create_server(*settings(tmp_path)), base_url="http://127.0.0.1")
    for path in ("/nope", "/v1/nope", "/documents/a/b"):
        response = client.get(path)
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["request_id"] == response.headers["x-request-id"]
