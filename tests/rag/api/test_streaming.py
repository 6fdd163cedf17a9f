"""``"stream": true``: the order of events, numbers and citations, heartbeats, errors."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rag.api import streaming
from rag.api.convert import ask_reply
from rag.api.streaming import Told
from tests.rag.api.fakes import ANSWER, MARKED, REFUSED, FakeAssistant

Event = tuple[str, dict[str, Any]]


def events_of(text: str) -> list[Event]:
    """The events of a stream; comments are left out."""
    blocks = [block for block in text.split("\n\n") if block and not block.startswith(":")]
    pairs = [block.split("\n", 1) for block in blocks]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pairs]


def streamed(client: TestClient, **body: Any) -> list[Event]:
    response = client.post("/ask", json={"question": "who?", "stream": True, **body})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    return events_of(response.text)


def test_events_come_in_the_order_of_the_contract(client: TestClient) -> None:
    names = [name for name, _ in streamed(client)]
    assert names[0] == "search_results" and names[-1] == "final_answer"
    assert names.index("message") < names.index("citation")
    assert set(names[1:-1]) == {"message", "citation"}


def test_the_deltas_joined_are_the_answer(client: TestClient) -> None:
    events = streamed(client)
    assert "".join(data["delta"] for name, data in events if name == "message") == MARKED
    assert events[-1][1]["answer"] == MARKED


def test_no_number_comes_before_its_citation(client: TestClient) -> None:
    told: set[int] = set()
    for name, data in streamed(client):
        if name == "citation":
            assert data["id"] not in told
            told.add(data["id"])
        if name == "message":
            assert {int(number) for number in re.findall(r"\[(\d+)\]", data["delta"])} <= told
    assert told == {1, 2}


def test_the_last_event_is_what_ask_answers_without_a_stream(client: TestClient) -> None:
    final, plain = streamed(client)[-1][1], client.post("/ask", json={"question": "who?"}).json()
    for reply in (final, plain):
        reply.update(id="", session_id="")
    assert final == plain


def test_search_results_come_first_and_in_the_body_only_when_asked_for(client: TestClient) -> None:
    events = streamed(client)
    assert len(events[0][1]["search_results"]) == 1 and events[-1][1]["search_results"] == []
    asked_for = streamed(client, include_search_results=True)
    assert asked_for[-1][1]["search_results"] == asked_for[0][1]["search_results"] == events[0][1]["search_results"]


def test_a_refusal_ends_the_stream(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.result = REFUSED
    events = streamed(client)
    assert [name for name, _ in events] == ["search_results", "refusal"]
    assert events[-1][1]["status"] == "refused" and events[-1][1]["refusal"]["nearest"]


def test_what_is_written_is_told_as_it_stands_and_only_once(client: TestClient, assistant: FakeAssistant) -> None:
    end = MARKED.index("[1]") + 3
    assistant.told = [replace(ANSWER, marked=MARKED[:end], citations=ANSWER.citations[:1])] * 2
    events = streamed(client)
    assert [name for name, _ in events] == ["search_results", "message", "citation", "message", "message", "citation",
                                            "message", "final_answer"]  # fmt: skip
    assert "".join(data["delta"] for name, data in events if name == "message") == MARKED
    assert [data["id"] for name, data in events if name == "citation"] == [1, 2]


def test_an_error_ends_the_stream_with_a_problem(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.result = ZeroDivisionError("inner")
    ((name, problem),) = streamed(client)
    assert name == "error" and problem["status"] == 500
    assert "inner" not in json.dumps(problem)


def test_a_heartbeat_is_sent_while_it_is_worked_out(
    client: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert streaming.HEARTBEAT_S == 10
    monkeypatch.setattr(streaming, "HEARTBEAT_S", 0.05)
    assistant.delay = 0.3
    text = client.post("/ask", json={"question": "who?", "stream": True}).text
    assert text.startswith(": heartbeat\n\n") and text.count(": heartbeat") >= 2
    assert events_of(text)[-1][0] == "final_answer"


def test_bad_input_is_a_problem_before_the_stream_starts(client: TestClient) -> None:
    assert client.post("/ask", json={"question": " ", "stream": True}).status_code == 422


def test_numbers_in_quoted_words_and_huge_ones_are_text() -> None:
    marked = f"“as shown [7] and [{'9' * 5000}]” [1] then [1] again"
    reply = ask_reply(replace(ANSWER, marked=marked), None, [], [])
    pieces = list(Told().parts(reply))
    assert "".join(piece for piece in pieces if isinstance(piece, str)) == marked
    assert [piece.id for piece in pieces if not isinstance(piece, str)] == [1, 2]


def test_lines_in_the_answer_stay_inside_their_event(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.result = replace(ANSWER, marked="a\r\nb\u2028c\n\nevent: evil [1] [2]")
    events = streamed(client)
    assert events[-1][1]["answer"] == "a\r\nb\u2028c\n\nevent: evil [1] [2]"
