"""``POST /feedback``: kept beside the index, with a word where the answer is not kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rag.api import wording
from rag.conversations import Conversations
from tests.rag.api.fakes import FakeAssistant
from tests.rag.api.problem_checks import problem_of


def test_feedback_is_kept_with_its_answer(client: TestClient, assistant: FakeAssistant) -> None:
    answer = client.post("/ask", json={"question": "who?"}).json()
    body = {"answer_id": answer["id"], "is_positive": True, "feedback_text": "süß\n\u2028"}
    reply = client.post("/feedback", json=body).json()
    (judged,) = Conversations(assistant.library.settings.store, 30).judged()
    assert reply["warnings"] == [] and judged.feedback.id == reply["id"]
    assert judged.feedback.text == "süß\n\u2028" and judged.feedback.is_positive
    assert judged.exchange is not None and judged.exchange.answer.question == "who?"


def test_feedback_on_an_answer_that_is_not_kept_says_so(client: TestClient) -> None:
    reply = client.post("/feedback", json={"answer_id": "b", "is_positive": False}).json()
    assert reply["warnings"] == [wording.ANSWER_NOT_KEPT]


def test_where_nothing_is_kept_feedback_is_not(
    make_client: Callable[..., TestClient], assistant: FakeAssistant
) -> None:
    client = make_client(keep_days=0)
    answer = client.post("/ask", json={"question": "who?"}).json()
    reply = client.post("/feedback", json={"answer_id": answer["id"], "is_positive": False}).json()
    assert reply["warnings"] == [wording.NOTHING_KEPT]
    assert not assistant.library.settings.store.exists()


@pytest.mark.parametrize(
    "body",
    [{}, {"answer_id": "a"}, {"answer_id": "", "is_positive": True}, {"answer_id": "a", "is_positive": "yes"},
     {"answer_id": "a", "is_positive": True, "feedback_text": "x" * 5001}, {"answer_id": "a\0", "is_positive": True}],
)  # fmt: skip
def test_bad_feedback_is_refused(client: TestClient, body: dict[str, Any]) -> None:
    problem_of(client.post("/feedback", json=body), 422)
