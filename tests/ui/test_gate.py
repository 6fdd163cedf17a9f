"""The key before the page, and the headers behind it."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from ui import texts
from ui.gate import COOKIE, LOGIN, Gate

HTML = {"accept": "text/html"}


@pytest.fixture
def client() -> TestClient:
    return TestClient(Gate(PlainTextResponse("the page"), "s3cret"), follow_redirects=False)


def test_without_a_key_everyone_enters() -> None:
    response = TestClient(Gate(PlainTextResponse("the page"), None)).get("/")
    assert response.text == "the page"
    assert "default-src 'self'" in response.headers["content-security-policy"]


def test_a_browser_is_asked_for_the_key(client: TestClient) -> None:
    response = client.get("/", headers=HTML)
    assert response.status_code == 401
    assert texts.GATE_TITLE in response.text


def test_a_program_is_told_in_plain_words(client: TestClient) -> None:
    response = client.post("/gradio_api/queue/join", json={})
    assert (response.status_code, response.text) == (401, texts.GATE_TITLE)


def test_the_key_opens_the_page_and_stays_known(client: TestClient) -> None:
    response = client.post(LOGIN, data={"key": "s3cret"})
    assert response.status_code == 303
    assert "HttpOnly" in response.headers["set-cookie"]
    assert "s3cret" not in response.headers["set-cookie"]
    assert client.get("/").text == "the page"


@pytest.mark.parametrize("key", ["", "S3CRET", "s3cret ", "é", "x" * 10_000])
def test_a_wrong_key_opens_nothing(client: TestClient, key: str) -> None:
    assert client.post(LOGIN, data={"key": key}).status_code == 401
    assert client.get("/").status_code == 401


@pytest.mark.parametrize("cookie", ["", "wrong", "s3cret", '"; Path=/'])
def test_a_wrong_cookie_opens_nothing(client: TestClient, cookie: str) -> None:
    assert client.get("/", headers={"cookie": f"{COOKIE}={cookie}"}).status_code == 401


def test_the_bearer_of_the_key_enters(client: TestClient) -> None:
    assert client.get("/", headers={"authorization": "Bearer s3cret"}).text == "the page"
    assert client.get("/", headers={"authorization": "Basic s3cret"}).status_code == 401
