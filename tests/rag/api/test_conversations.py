"""``/answers`` and ``/conversations``: reopened with what has changed, listed, deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.errors import NotIndexed
from tests.rag.api.fakes import DOCUMENT, REFUSED, FakeAssistant
from tests.rag.api.problem_checks import problem_of


@pytest.fixture(autouse=True)
def real_hash(assistant: FakeAssistant) -> None:
    """Citations of the fake answers name this version of the document."""
    assistant.library.view.documents["doc1"] = replace(DOCUMENT, sha256="5ba1")


def ask(client: TestClient, **body: Any) -> dict[str, Any]:
    reply: dict[str, Any] = client.post("/ask", json={"question": "who?", **body}).json()
    return reply


def test_an_answer_is_reopened_as_it_was(client: TestClient) -> None:
    given = ask(client)
    kept = client.get(f"/answers/{given['id']}").json()
    assert kept["answer"] == {**given, "warnings": []} and kept["stale"] == []
    assert kept["session_id"] == given["session_id"] and kept["asked_at"].endswith("+00:00")


def test_citations_of_a_changed_document_are_stale(client: TestClient, assistant: FakeAssistant) -> None:
    given = ask(client)
    assistant.library.view.documents["doc1"] = replace(DOCUMENT, sha256="other")
    kept = client.get(f"/answers/{given['id']}").json()
    assert kept["stale"] == [1, 2]
    assert [(c["stale"], c["verified"]) for c in kept["answer"]["citations"]] == [(True, False)] * 2


def test_a_refusal_is_reopened_with_its_nearest_passages(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.result = REFUSED
    given = ask(client)
    assistant.library.error = NotIndexed("the index was deleted")
    kept = client.get(f"/answers/{given['id']}").json()
    assert kept["stale"] == [1] and kept["answer"]["refusal"]["nearest"][0]["stale"]


def test_a_conversation_is_listed_reopened_and_deleted(client: TestClient) -> None:
    one, two = ask(client, session_id="a/b"), ask(client, session_id="a/b", question="and why?")
    ask(client, session_id="c")
    listed = client.get("/conversations").json()["conversations"]
    assert [(c["session_id"], c["question"], c["exchanges"]) for c in listed] == [("c", "who?", 1), ("a/b", "who?", 2)]
    whole = client.get("/conversations/a/b").json()
    assert [exchange["id"] for exchange in whole["exchanges"]] == [one["id"], two["id"]]
    assert client.delete("/conversations/a%2Fb").status_code == 204
    problem_of(client.delete("/conversations/a/b"), 404)
    problem_of(client.get(f"/answers/{one['id']}"), 404)


def test_what_quotes_a_removed_document_is_forgotten(client: TestClient) -> None:
    given = ask(client)
    assert client.delete("/documents/doc1").status_code == 204
    problem_of(client.get(f"/answers/{given['id']}"), 404)


@pytest.mark.parametrize("path", ["/answers/nope", "/answers/%00", "/conversations/nope", "/conversations/%ff"])
def test_what_is_not_kept_is_a_404(client: TestClient, path: str) -> None:
    problem_of(client.get(path), 404)


def test_an_answer_is_given_where_it_cannot_be_kept(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.library.settings.store.write_text("a file where the folder should be")
    assert ask(client)["status"] == "answered"
    problem_of(client.post("/feedback", json={"answer_id": "a", "is_positive": True}), 503)
