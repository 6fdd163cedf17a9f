"""Every route by no key, wrong key, right key; and who may change anything."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import BaseRoute

from index.settings import IndexSettings
from rag.api import auth
from rag.api.app import Refuse, create_app
from rag.settings import RagSettings
from tests.rag.api.fakes import FakeAssistant
from tests.rag.api.problem_checks import problem_of

KEY = "s3cret-ключ"
PLACES = {"document_id": "doc1", "answer_id": "a", "session_id": "s", "model": "onrecord", "name": "start.js"}
"""What stands in the places of a path; a route with another place needs an entry here."""
OPEN = {("GET", "/health"), ("GET", "/health/ready")}


def walk(routes: Iterable[BaseRoute]) -> Iterator[BaseRoute]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        yield from walk(inner.routes) if inner is not None else [route]


def all_routes() -> list[tuple[str, str]]:
    """Method and path of every route that the application has, so that a new one cannot be forgotten."""
    assistant = SimpleNamespace(library=SimpleNamespace(settings=IndexSettings(_env_file=None)))
    app = create_app(cast(Any, assistant), RagSettings(_env_file=None))
    api = [route for route in walk(app.routes) if isinstance(route, APIRoute)]
    refusing = [route for route in walk(app.routes) if not isinstance(route, APIRoute)]
    assert all(isinstance(getattr(route, "endpoint", None), Refuse) for route in refusing)
    return sorted((method, route.path_format.format(**PLACES)) for route in api for method in route.methods)


EVERY = all_routes()
ROUTES = [route for route in EVERY if route not in OPEN]
WRONG = [
    "Bearer wrong", "Bearer", "Bearer ", "bearer  ", f"Basic {KEY}", KEY, f"Bearer {KEY}x", f"Bearer {KEY[:-1]}",
    "Bearer \xff\xfe",
]  # fmt: skip


@pytest.fixture
def locked(make_client: Callable[..., TestClient]) -> TestClient:
    return make_client(api_key=KEY)


def bearer(text: str) -> dict[bytes, bytes]:
    return {b"Authorization": text.encode("latin-1") if "\xff" in text else text.encode()}


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_no_key_is_a_401(locked: TestClient, method: str, path: str) -> None:
    response = locked.request(method, path)
    assert "Bearer" in problem_of(response, 401)["detail"]
    assert response.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_wrong_key_is_a_401(locked: TestClient, method: str, path: str) -> None:
    for given in WRONG:
        response = locked.request(method, path, headers=bearer(given))
        problem_of(response, 401)
        assert KEY not in response.text


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_the_right_key_opens_every_route(locked: TestClient, method: str, path: str) -> None:
    response = locked.request(method, path, headers=bearer(f"Bearer {KEY}"))
    if response.status_code == 404:  # the answer and the conversation, which are not there
        assert "unknown-" in response.json()["type"]
    assert response.status_code not in (401, 403, 405)


def test_the_scheme_may_be_written_in_any_case(locked: TestClient) -> None:
    assert locked.get("/documents", headers=bearer(f"bEARER {KEY}")).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
@pytest.mark.parametrize(("method", "path"), sorted(OPEN))
def test_health_never_asks_for_a_key(locked: TestClient, method: str, path: str, headers: dict[str, str]) -> None:
    assert locked.request(method, path, headers=headers).status_code in (200, 503)


def test_the_matrix_has_what_the_contract_names() -> None:
    paths = "/ask /search /documents /feedback /v1/chat/completions /v1/models /metrics /openapi.json /docs".split()
    assert set(paths) <= {path for _, path in ROUTES} and set(EVERY) >= OPEN


def test_keys_are_compared_in_constant_time_and_as_bytes(locked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[object, object]] = []

    def compare(given: bytes, key: bytes) -> bool:
        compared.append((given, key))
        return secrets.compare_digest(given, key)

    monkeypatch.setattr(auth, "compare_digest", compare)
    locked.get("/documents", headers=bearer("Bearer x"))
    assert compared == [(b"x", KEY.encode())]


def test_the_key_is_asked_for_before_the_body_is_read(locked: TestClient) -> None:
    read: list[bytes] = []

    def pieces() -> Iterator[bytes]:
        for _ in range(3):
            read.append(b"x")
            yield b"x" * 1000

    problem_of(locked.post("/ask", content=b"not json at all"), 401)
    problem_of(locked.post("/documents", content=pieces()), 401)


def test_without_a_key_everybody_may(client: TestClient) -> None:
    assert client.get("/documents").status_code == 200
    assert client.get("/documents", headers={"Authorization": "Bearer any"}).status_code == 200


@pytest.mark.parametrize(("method", "path"), [route for route in ROUTES if route[0] != "GET"])
def test_a_page_of_another_site_may_not_change_anything(
    client: TestClient, assistant: FakeAssistant, method: str, path: str
) -> None:
    problem_of(client.request(method, path, headers={"Sec-Fetch-Site": "cross-site"}), 403)
    assert "doc1" in assistant.library.view.documents


def test_a_page_of_ours_may(client: TestClient) -> None:
    response = client.post("/ask", json={"question": "x"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 200
