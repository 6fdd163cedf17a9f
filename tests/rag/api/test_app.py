"""The application as a whole: unknown addresses, methods, headers, logs, a page beside it."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from starlette.routing import Mount

from rag.api.logs import JsonLines
from tests.rag.api.problem_checks import problem_of

METHODS = [
    ("GET", "/ask", "POST"),
    ("DELETE", "/ask", "POST"),
    ("PUT", "/documents", "GET, POST"),
    ("POST", "/documents/doc1", "DELETE, GET"),
    ("POST", "/health", "GET"),
    ("OPTIONS", "/search", "POST"),
    ("PATCH", "/v1/models", "GET"),
]


def with_page(client: TestClient) -> TestClient:
    """The same application with a page that takes every path."""
    assert isinstance(client.app, FastAPI)
    client.app.router.routes.append(Mount("/", app=_page_app))
    return client


async def _page_app(scope, receive, send):  # type: ignore[no-untyped-def]
    await PlainTextResponse("the page")(scope, receive, send)


@pytest.mark.parametrize("path", ["/", "/nope", "/ask/", "/verify/", "/v1/nope", "/documents/a/b", "/docs/nope.js"])
def test_an_unknown_address_is_a_404(client: TestClient, path: str) -> None:
    assert "/docs" in problem_of(client.get(path), 404)["detail"]


@pytest.mark.parametrize(("method", "path", "allowed"), METHODS)
def test_another_method_is_a_405(client: TestClient, method: str, path: str, allowed: str) -> None:
    response = client.request(method, path)
    assert allowed in problem_of(response, 405)["detail"]
    assert response.headers["allow"] == allowed


@pytest.mark.parametrize(("method", "path", "allowed"), METHODS)
def test_a_page_at_the_root_leaves_the_routes_their_errors(
    client: TestClient, method: str, path: str, allowed: str
) -> None:
    problem_of(with_page(client).request(method, path), 405)
    problem_of(client.get("/v1/nope"), 404)


def test_a_page_at_the_root_keeps_its_own_headers(client: TestClient) -> None:
    response = with_page(client).get("/")
    assert response.text == "the page" and "x-request-id" in response.headers
    assert "content-security-policy" not in response.headers


def test_answers_carry_security_headers(client: TestClient) -> None:
    headers = client.post("/ask", json={"question": "x"}).headers
    assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-frame-options"] == "DENY" and headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_one_line_a_request_without_what_was_asked(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "onrecord"):
        response = client.post("/ask", json={"question": "my private question"})
        client.get("/documents/doc1")
    first, second = [record.getMessage() for record in caplog.records if record.name == "onrecord.api.requests"]
    line = json.loads(first)
    assert line["id"] == response.headers["x-request-id"]
    assert (line["method"], line["route"], line["status"]) == ("POST", "/ask", 200) and line["ms"] >= 0
    assert json.loads(second)["route"] == "/documents/{document_id}"
    assert "private" not in caplog.text and "plan was rejected" not in caplog.text


def test_the_line_of_an_answer_has_the_id_of_header_and_body(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "onrecord"):
        response = client.post("/ask", json={"question": "x"})
        given = client.post("/ask", json={"question": "x"}, headers={"X-Request-Id": "abc"})
    lines = [json.loads(record.getMessage()) for record in caplog.records if record.name == "onrecord.api.requests"]
    assert response.json()["id"] == response.headers["x-request-id"] == lines[0]["id"] == lines[0]["answer"]
    assert lines[0]["outcome"] == "answered"
    assert lines[1]["id"] == "abc" and lines[1]["answer"] == given.json()["id"] != "abc"


def test_questions_are_in_the_log_only_where_that_is_set(
    make_client: Callable[..., TestClient], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "onrecord"):
        make_client(log_questions=True).post("/ask", json={"question": "my private question"})
    assert "my private question" in caplog.text and "plan was rejected" not in caplog.text


def test_every_record_is_a_line_of_json() -> None:
    try:
        raise ValueError("a\nb")
    except ValueError:
        record = logging.LogRecord("onrecord.api", 40, "", 0, "gone %s", ("wrong",), sys.exc_info())
    line = json.loads(JsonLines().format(record))
    assert (line["level"], line["message"]) == ("error", "gone wrong") and "ValueError" in line["exception"]
    assert "\n" not in JsonLines().format(record)


def test_pages_of_other_sites_may_call_only_where_that_is_set(make_client: Callable[..., TestClient]) -> None:
    theirs = {"Origin": "https://a.example", "Sec-Fetch-Site": "cross-site"}
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    for origins, allowed in (("", False), ("https://b.example", False), ("https://b.example, https://a.example", True)):
        client = make_client(cors_origins=origins)
        preflight = client.options("/ask", headers=theirs | asked)
        answered = client.post("/ask", json={"question": "x"}, headers=theirs)
        for response in (preflight, answered):
            assert ("access-control-allow-origin" in response.headers) == allowed
        assert answered.status_code == (200 if allowed else 403)


@pytest.mark.parametrize(("given", "kept"), [("abc-123", True), ("a\tb", False), ("x" * 65, False), ('{"', False)])
def test_a_well_formed_request_id_is_kept(client: TestClient, given: str, kept: bool) -> None:
    answered = client.get("/health", headers={"X-Request-Id": given}).headers["x-request-id"]
    assert (answered == given) is kept
    assert re.fullmatch(r"[A-Za-z0-9._-]+", answered)


def test_nothing_heavy_is_imported_with_the_application() -> None:
    heavy = "torch", "spacy", "faiss", "transformers", "sklearn", "sentence_transformers"
    code = f"import sys, rag.api.app; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
