"""The OpenAI-compatible routes, by hand and through OpenAI's own client."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openai import APIStatusError, OpenAI

from rag.types import Turn
from tests.rag.api.fakes import MARKED, REFUSED, FakeAssistant
from tests.rag.api.problem_checks import problem_of

USER = {"role": "user", "content": "who?"}


@pytest.fixture
def openai(client: TestClient) -> OpenAI:
    return OpenAI(base_url="http://testserver/v1", api_key="any", http_client=client, max_retries=0)


def test_the_openai_client_reads_answer_and_citations(openai: OpenAI) -> None:
    completion = openai.chat.completions.create(model="onrecord", messages=[{"role": "user", "content": "who?"}])
    assert completion.choices[0].message.content == MARKED
    assert completion.choices[0].finish_reason == "stop"
    extra: Any = completion.model_extra
    assert extra["onrecord"]["citations"][0]["cited_text"].startswith("Ada Berg")


def test_the_openai_client_reads_the_stream(openai: OpenAI) -> None:
    chunks = list(
        openai.chat.completions.create(model="x", messages=[{"role": "user", "content": "who?"}], stream=True)
    )
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == MARKED
    assert [chunk.choices[0].finish_reason for chunk in chunks][-2:] == [None, "stop"]
    assert [bool(chunk.model_extra) for chunk in chunks] == [False] * (len(chunks) - 1) + [True]
    last: Any = chunks[-1].model_extra
    assert last["onrecord"]["answer"] == MARKED


def test_the_openai_client_raises_errors(openai: OpenAI) -> None:
    with pytest.raises(APIStatusError) as raised:
        openai.chat.completions.create(model="x", messages=[{"role": "user", "content": "x" * 2001}])
    assert raised.value.status_code == 422


def test_the_openai_client_lists_the_model(openai: OpenAI) -> None:
    assert [model.id for model in openai.models.list()] == ["onrecord"]


def test_earlier_messages_are_the_history(client: TestClient, assistant: FakeAssistant) -> None:
    messages = [
        {"role": "system", "content": "be kind"}, {"role": "user", "content": "a"},
        {"role": "assistant", "content": [{"type": "text", "text": "b"}, {"type": "image_url"}]},
        {"role": "tool", "content": "t", "tool_call_id": "1"}, {"role": "user", "content": "c", "name": "n"},
        {"role": "assistant", "content": None, "tool_calls": []},
    ]  # fmt: skip
    assert client.post("/v1/chat/completions", json={"messages": messages}).status_code == 200
    (inquiry,) = assistant.asked
    assert inquiry.question == "c" and inquiry.history == (Turn("user", "a"), Turn("assistant", "b"))


def test_long_conversations_lose_their_oldest_turns(client: TestClient, assistant: FakeAssistant) -> None:
    messages = [{"role": "user", "content": f"{n} " + "x" * 30_000} for n in range(60)] + [USER]
    assert client.post("/v1/chat/completions", json={"messages": messages}).status_code == 200
    history = assistant.asked[0].history
    assert len(history) == 50 and history[0].content.startswith("10 ") and len(history[0].content) == 20_000


@pytest.mark.parametrize(
    "messages",
    [[], None, [{"role": "assistant", "content": "x"}], [{"role": "user", "content": " "}],
     [{"role": "user", "content": "\0"}], [{"role": "user", "content": []}], [3]],
)  # fmt: skip
def test_what_holds_no_question_is_a_422(client: TestClient, messages: Any) -> None:
    problem = problem_of(client.post("/v1/chat/completions", json={"messages": messages}), 422)
    assert problem["field"].startswith("messages")


def test_a_refusal_is_a_message_too(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.result = REFUSED
    reply = client.post("/v1/chat/completions", json={"messages": [USER], "stream": None}).json()
    assert reply["choices"][0]["message"]["content"] == "The documents do not say."
    assert reply["onrecord"]["status"] == "refused"


def test_an_error_in_a_stream_is_told_as_openai_does(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.result = ZeroDivisionError("inner")
    text = client.post("/v1/chat/completions", json={"messages": [USER], "stream": True}).text
    error = json.loads(text.removeprefix("data: "))["error"]
    assert error["status"] == 500 and "inner" not in text
