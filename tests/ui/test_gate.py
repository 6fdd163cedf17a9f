"""The key before the page, and the headers behind it."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from rag.api.rates import Rates
from ui import texts
from ui.gate import DocsGate, Gate
from ui.page_key import COOKIE, LOGIN

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
    assert (response.status_code, response.json()["detail"]) == (401, texts.GATE_TITLE)
    assert response.headers["content-type"] == "application/problem+json"


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


@pytest.mark.parametrize("status", [404, 405])
def test_an_address_that_is_nobodys_is_a_problem(status: int) -> None:
    page = Response("the page's own", status, headers={"allow": "GET"} if status == 405 else {})
    response = TestClient(Gate(page, None)).get("/nope")
    assert (response.status_code, response.json()["status"]) == (status, status)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers.get("allow") == ("GET" if status == 405 else None)


def test_guessing_at_the_form_is_limited() -> None:
    client = TestClient(Gate(PlainTextResponse("the page"), "s3cret", Rates(6)))
    assert [client.post(LOGIN, data={"key": "no"}).status_code for _ in range(2)] == [401, 429]


async def show_authorization(scope: Scope, receive: Receive, send: Send) -> None:
    given = Request(scope).headers.get("authorization", "none")
    await PlainTextResponse(given)(scope, receive, send)


@pytest.fixture
def docs() -> TestClient:
    return TestClient(DocsGate(show_authorization, "s3cret"))


def test_a_browser_is_asked_for_the_key_before_the_documentation(docs: TestClient) -> None:
    response = docs.get("/docs", headers=HTML)
    assert response.status_code == 401 and 'value="/docs"' in response.text
    assert docs.get("/docs", headers=HTML | {"authorization": "Bearer x"}).text == "Bearer x"
    assert docs.get("/openapi.json").text == "none"


def test_the_form_leads_back_to_the_documentation(client: TestClient, docs: TestClient) -> None:
    response = client.post(LOGIN, data={"key": "s3cret", "place": "/docs"})
    assert response.headers["location"] == "/docs"
    docs.cookies = client.cookies
    for path in ("/docs", "/docs/start.js", "/openapi.json"):
        assert docs.get(path, headers=HTML).text == "Bearer s3cret"


def test_the_form_leads_on_to_the_answer_that_was_asked_for(client: TestClient) -> None:
    place = "/?answer=0f8fad5b-d9cb-469f-a165-70867728950e"
    assert f'value="{place}"' in client.get(place, headers=HTML).text
    response = client.post(LOGIN, data={"key": "s3cret", "place": place})
    assert response.headers["location"] == place


@pytest.mark.parametrize(
    "place", ["//evil.example", "/?answer=<script>", "/?answer=1&x=//evil.example", "https://evil.example", "/nope", ""]
)
def test_the_form_leads_nowhere_else(client: TestClient, place: str) -> None:
    response = client.post(LOGIN, data={"key": "s3cret", "place": place})
    assert response.headers["location"] == "/"


@pytest.mark.parametrize(("method", "path"), [("GET", "/documents"), ("POST", "/docs"), ("POST", "/ask")])
def test_the_cookie_opens_nothing_but_the_documentation(
    client: TestClient, docs: TestClient, method: str, path: str
) -> None:
    client.post(LOGIN, data={"key": "s3cret"})
    docs.cookies = client.cookies
    assert docs.request(method, path).text == "none"
