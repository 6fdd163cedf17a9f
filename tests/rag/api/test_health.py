"""Readiness that tells the truth: before, while, after loading, and when loading fails."""

from __future__ import annotations

import time
from threading import Event

import pytest
from fastapi.testclient import TestClient

from index.errors import ModelError, NotIndexed
from rag.api import ready
from rag.api.problems import Problem
from rag.api.ready import Readiness
from tests.rag.api.fakes import FakeAssistant
from tests.rag.api.problem_checks import problem_of


def until_ready(client: TestClient, *statuses: str) -> None:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        response = client.get("/health/ready")
        if response.status_code == 200 and (not statuses or response.json()["status"] in statuses):
            return
        time.sleep(0.01)


def test_alive(client: TestClient) -> None:
    response = client.get("/health")
    assert response.status_code == 200 and response.json()["status"] == "ok"


def test_not_ready_while_loading_and_ready_afterwards(client: TestClient, assistant: FakeAssistant) -> None:
    go = Event()
    assistant.warm = go.wait
    with client:
        response = client.get("/health/ready")
        assert problem_of(response, 503)["type"].endswith("loading")
        assert response.headers["retry-after"] == "5"
        assert client.get("/health").status_code == 200
        go.set()
        until_ready(client)
        assert client.get("/health/ready").json() == {
            "status": "ready", "documents": 1, "generation": 7, "loaded": 7,
        }  # fmt: skip


def test_a_failed_load_says_why_and_is_tried_again(client: TestClient, assistant: FakeAssistant) -> None:
    failing = [NotIndexed("nothing in '/secret'"), ModelError("no weights in '/secret'")]

    def warm() -> None:
        if failing:
            raise failing.pop(0)

    assistant.warm = warm
    with client:
        until_ready(client)
        assert client.get("/health/ready").status_code == 200
    assert failing == []


def test_the_reason_is_shown_without_inner_matters(client: TestClient, assistant: FakeAssistant) -> None:
    def warm() -> None:
        raise NotIndexed("nothing in '/secret'")

    assistant.warm = warm
    with client:
        time.sleep(0.05)
        problem = problem_of(client.get("/health/ready"), 503)
    assert problem["type"].endswith("not-indexed") and "secret" not in problem["detail"]


def test_a_question_waits_for_the_load(client: TestClient, assistant: FakeAssistant) -> None:
    loaded: list[float] = []

    def warm() -> None:
        time.sleep(0.2)
        loaded.append(time.monotonic())

    assistant.warm = warm
    with client:
        assert client.post("/ask", json={"question": "x"}).status_code == 200
        assert loaded and loaded[0] <= time.monotonic()


def test_a_load_that_takes_too_long_is_a_503() -> None:
    go = Event()
    readiness = Readiness(go.wait)
    readiness.start()
    with pytest.raises(Problem, match="still loading") as raised:
        readiness.wait(0.01)
    assert raised.value.status_code == 503 and ready.PATIENCE_S == 30
    go.set()
    readiness.stop()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_unforeseen_error_does_not_look_like_loading_for_ever() -> None:
    readiness = Readiness(lambda: 1 / 0)
    readiness.start()
    readiness.stop()
    readiness.wait(0)
    with pytest.raises(Problem) as raised:
        readiness.check()
    assert raised.value.kind == "load-failed"
    readiness.stop()


def test_loading_runs_once() -> None:
    calls: list[int] = []
    readiness = Readiness(lambda: len(calls.append(1) or calls))
    for _ in range(3):
        readiness.start()
        readiness.stop()
    readiness.check()
    assert calls == [1] and readiness.generation == 1


def test_what_others_have_indexed_is_loaded_when_it_is_asked_for(client: TestClient, assistant: FakeAssistant) -> None:
    with client:
        until_ready(client)
        assistant.library.view.generation = 8
        assert client.get("/health/ready").json()["status"] == "swapping"
        until_ready(client, "ready")
        assert client.get("/health/ready").json()["loaded"] == 8


def test_questions_do_not_wait_for_a_refresh() -> None:
    go, calls = Event(), []

    def load() -> int:
        calls.append(1)
        return len(calls) if len(calls) == 1 or go.wait() else 0

    readiness = Readiness(load)
    readiness.start()
    readiness.stop()
    readiness.refresh()
    readiness.refresh()  # while the first is under way: once more afterwards
    readiness.wait(0)
    readiness.check()
    go.set()
    deadline = time.monotonic() + 5
    while readiness.generation < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert readiness.generation == 3
