"""``POST /feedback``: kept beside the index."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rag.api.feedback import FILE
from tests.rag.api.fakes import FakeAssistant
from tests.rag.api.problem_checks import problem_of


def test_feedback_is_kept_a_line_each(client: TestClient, assistant: FakeAssistant) -> None:
    first = client.post("/feedback", json={"answer_id": "a", "is_positive": True, "feedback_text": "süß\n\u2028"})
    assert first.status_code == 200
    client.post("/feedback", json={"answer_id": "b", "is_positive": False})
    lines = (assistant.library.settings.store / FILE).read_text(encoding="utf-8").split("\n")[:-1]
    one, two = map(json.loads, lines)
    assert one["id"] == first.json()["id"] and one["feedback_text"] == "süß\n\u2028" and one["at"].endswith("+00:00")
    assert (two["answer_id"], two["is_positive"], two["feedback_text"]) == ("b", False, None)


@pytest.mark.parametrize(
    "body",
    [{}, {"answer_id": "a"}, {"answer_id": "", "is_positive": True}, {"answer_id": "a", "is_positive": "yes"},
     {"answer_id": "a", "is_positive": True, "feedback_text": "x" * 5001}, {"answer_id": "a\0", "is_positive": True}],
)  # fmt: skip
def test_bad_feedback_is_refused(client: TestClient, body: dict[str, Any]) -> None:
    problem_of(client.post("/feedback", json=body), 422)
