"""``POST /ask`` and ``POST /search``: shapes, limits, and every refusal of bad input."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.errors import ModelError, NotIndexed, StoreDamaged, StoreLocked, UnknownDocument
from rag.errors import BadQuestion, Unverified
from rag.types import Drafting, Turn
from rag.wording import NO_MODEL
from tests.rag.api.fakes import ANSWER, REFUSED, TEXT, FakeAssistant
from tests.rag.api.problem_checks import problem_of

FIELDS = [
    "id", "session_id", "status", "question", "interpreted_question", "answer", "answer_citationless", "sentences",
    "citations", "positions", "refusal", "confidence", "coverage", "search_results", "llm_generated", "timings_ms",
    "receipt", "warnings",
]  # fmt: skip
STAGES = ["interpret", "retrieve", "evidence", "compose", "verify", "draft", "total"]


def ask(client: TestClient, **body: Any) -> dict[str, Any]:
    response = client.post("/ask", json={"question": "who?", **body})
    assert response.status_code == 200, response.text
    reply: dict[str, Any] = response.json()
    return reply


def test_an_answer_has_every_field_of_the_contract(client: TestClient) -> None:
    reply = ask(client)
    assert list(reply) == FIELDS
    assert reply["status"] == "answered" and reply["refusal"] is None
    assert reply["answer"].endswith("[2]") and "[" not in reply["answer_citationless"]
    assert list(reply["timings_ms"]) == STAGES
    assert reply["timings_ms"]["total"] == 1.235 and reply["timings_ms"]["retrieve"] == 0


def test_a_citation_has_every_field_of_the_contract(client: TestClient) -> None:
    citation = ask(client)["citations"][0]
    assert citation["type"] == "char_location" and citation["verified"] is True
    assert citation["cited_text"] == TEXT[citation["start_char_index"] : citation["end_char_index"]]
    assert (citation["speaker"], citation["speaker_role"], citation["attribution"]) == ("Ada Berg", "chair", "indirect")
    assert citation["page"] == 1


def test_sentences_and_positions(client: TestClient) -> None:
    reply = ask(client)
    sentence = reply["sentences"][0]
    assert reply["answer"][sentence["start"] : sentence["end"]] == sentence["text"]
    assert sentence["support"] == "verbatim" and sentence["citation_ids"] == [1]
    expected = {"proposition": "the plan", "stance": "disputes", "speaker": "Ada Berg", "citation_ids": [1]}
    assert reply["positions"] == [expected]


def test_a_refusal_is_a_200_with_what_came_nearest(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.result = REFUSED
    reply = ask(client)
    assert reply["status"] == "refused" and reply["citations"] == []
    assert reply["refusal"]["reason"] == "no_evidence"
    assert reply["refusal"]["message"] == reply["answer"]
    assert reply["refusal"]["nearest"][0]["type"] == "char_location"


def test_what_was_sent_reaches_the_assistant(client: TestClient, assistant: FakeAssistant) -> None:
    turns = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b", "name": "x"}]
    ask(client, question="  why?\n", history=turns, top_k=50, mode="extractive", documents=["doc1", "doc1"])
    (inquiry,) = assistant.asked
    assert inquiry.question == "why?" and inquiry.top_k == 50 and inquiry.mode == "extractive"
    assert inquiry.history == (Turn("user", "a"), Turn("assistant", "b"))
    assert inquiry.documents == ("doc1",)


def test_a_session_is_echoed_or_made(client: TestClient) -> None:
    assert ask(client, session_id="mine")["session_id"] == "mine"
    first, second = ask(client, session_id=None), ask(client)
    assert len({first["session_id"], second["session_id"], first["id"], second["id"]}) == 4


def test_the_same_question_gives_the_same_bytes(client: TestClient) -> None:
    first, second = ask(client), ask(client)
    for reply in (first, second):
        reply.update(id="", session_id="")
    assert json.dumps(first) == json.dumps(second)


def test_search_results_come_only_when_asked_for(client: TestClient) -> None:
    assert ask(client)["search_results"] == []
    (hit,) = ask(client, include_search_results=True)["search_results"]
    assert hit["text"] == TEXT[hit["start"] : hit["end"]] and hit["document_sha256"] == "5ba1"


def test_unknown_fields_are_ignored_and_named(client: TestClient) -> None:
    first, second = ask(client, docments=[], **{"\n": 1})["warnings"]
    assert "'docments' is not known" in first and "documents" in first
    assert r"'\n'" in second
    assert len(ask(client, **{f"x{n}": n for n in range(50)})["warnings"]) == 10
    assert ask(client)["warnings"] == []


def test_a_field_that_is_named_by_no_text_is_a_422(client: TestClient) -> None:
    response = client.post("/ask", content=rb'{"question": "who?", "\ud800": 1}', headers=JSON)
    assert "surrogate" in problem_of(response, 422)["detail"]


JSON = {"Content-Type": "application/json"}
TURN = {"role": "user", "content": "x"}
BAD: list[tuple[dict[str, Any], str]] = [
    ({}, "question"),
    ({"question": None}, "question"),
    ({"question": 7}, "question"),
    ({"question": ""}, "question"),
    ({"question": " \n\t\u3000"}, "question"),
    ({"question": "x" * 2001}, "question"),
    ({"question": "a\0b"}, "question"),
    ({"question": "x", "top_k": 0}, "top_k"),
    ({"question": "x", "top_k": 51}, "top_k"),
    ({"question": "x", "top_k": "8"}, "top_k"),
    ({"question": "x", "top_k": True}, "top_k"),
    ({"question": "x", "mode": "magic"}, "mode"),
    ({"question": "x", "stream": "yes"}, "stream"),
    ({"question": "x", "documents": []}, "documents"),
    ({"question": "x", "documents": "doc1"}, "documents"),
    ({"question": "x", "documents": ["a\0"]}, "documents.0"),
    ({"question": "x", "session_id": ""}, "session_id"),
    ({"question": "x", "history": [TURN] * 51}, "history"),
    ({"question": "x", "history": [TURN, {"role": "system", "content": "x"}]}, "history.1.role"),
    ({"question": "x", "history": [{"role": "user", "content": "x" * 20_001}]}, "history.0.content"),
    ({"question": "x", "history": [{"role": "user", "content": "\0"}]}, "history.0.content"),
    ({"question": "x", "history": [{"role": "user"}]}, "history.0.content"),
]


@pytest.mark.parametrize(("body", "field"), BAD, ids=[f"{n}-{field}" for n, (_, field) in enumerate(BAD)])
def test_bad_input_is_a_422_that_names_the_field(client: TestClient, body: dict[str, Any], field: str) -> None:
    problem = problem_of(client.post("/ask", json=body), 422)
    assert problem["field"] == field
    assert problem["errors"][0]["field"] == field
    assert problem["detail"].startswith(f"{field}: ")
    assert "xxxx" not in problem["detail"]


def test_the_longest_question_and_history_are_taken(client: TestClient) -> None:
    history = [{"role": "user", "content": "x" * 20_000}] * 50
    assert ask(client, question=f"  {'x' * 2000}  ", history=history)["status"] == "answered"
    assert ask(client, question="x", top_k=8.0)["status"] == "answered"


def test_the_largest_valid_body_is_within_the_limit(client: TestClient) -> None:
    history = [{"role": "user", "content": "😀" * 20_000}] * 50
    body = json.dumps({"question": "😀" * 2000, "history": history})  # escaped: 12 bytes a character
    assert client.post("/ask", content=body, headers=JSON).status_code == 200


@pytest.mark.parametrize("bad", [r"\ud800", r"\udfff x", r"x\ud83d"])
def test_half_a_surrogate_pair_is_a_422(client: TestClient, bad: str) -> None:
    response = client.post("/ask", content=f'{{"question": "{bad}"}}', headers=JSON)
    assert "surrogate" in problem_of(response, 422)["detail"]
    history = f'[{{"role": "user", "content": "{bad}"}}]'
    response = client.post("/ask", content=f'{{"question": "x", "history": {history}}}', headers=JSON)
    assert problem_of(response, 422)["field"] == "history.0.content"


@pytest.mark.parametrize("body", [b"{", b"", b"\xff\xfe\x00", b"[" * 100_000, b'{"question": "\xe9"}', b"nul"])
def test_a_body_that_is_not_json_is_a_problem(client: TestClient, body: bytes) -> None:
    response = client.post("/ask", content=body, headers=JSON)
    problem = problem_of(response, 422 if body == b"" else 400)
    assert problem["field"] == "body"


@pytest.mark.parametrize("body", ["[1]", "null", '"who?"', "3", "NaN"])
def test_json_that_is_no_object_is_a_422(client: TestClient, body: str) -> None:
    assert problem_of(client.post("/ask", content=body, headers=JSON), 422)["field"] == "body"


@pytest.mark.parametrize("route", ["/ask", "/search", "/feedback", "/v1/chat/completions"])
def test_another_content_type_is_a_415_that_says_which(client: TestClient, route: str) -> None:
    problem = problem_of(client.post(route, data={"question": "x"}), 415)
    assert "application/json" in problem["detail"]


def test_a_body_over_the_limit_is_a_413(client: TestClient) -> None:
    huge = b'{"question": "' + b"x" * 16_000_001
    problem_of(client.post("/ask", content=huge, headers=JSON), 413)
    pieces = (huge[at : at + 1_000_000] for at in range(0, len(huge), 1_000_000))  # no Content-Length
    assert "16 MB" in problem_of(client.post("/ask", content=pieces, headers=JSON), 413)["detail"]


@pytest.mark.parametrize("route", ["/ask", "/search"])
@pytest.mark.parametrize("stream", [False, True])
def test_unknown_documents_are_a_404_that_names_them(client: TestClient, route: str, stream: bool) -> None:
    body = {"question": "x", "query": "x", "documents": ["doc1", "no-a", "no-b", "no-a"], "stream": stream}
    problem = problem_of(client.post(route, json=body), 404)
    assert problem["documents"] == ["no-a", "no-b"] and problem["field"] == "documents"
    assert "'no-a', 'no-b'" in problem["detail"] and "doc1" not in problem["detail"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadQuestion("is not a question"), 422),
        (UnknownDocument("gone meanwhile"), 404),
        (NotIndexed("nothing in '/secret'"), 503),
        (StoreLocked("/secret"), 503),
        (StoreDamaged("/secret"), 503),
        (ModelError("/secret"), 503),
        (Unverified("secret"), 500),
        (ZeroDivisionError("secret"), 500),
    ],
)
def test_every_error_is_a_problem_without_inner_matters(
    client: TestClient, assistant: FakeAssistant, error: Exception, status: int
) -> None:
    assistant.result = error
    response = client.post("/ask", json={"question": "x"})
    problem_of(response, status)
    assert "secret" not in response.text
    assert ("retry-after" in response.headers) == (status == 503)


def test_an_unforeseen_error_is_logged(
    client: TestClient, assistant: FakeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    assistant.result = ZeroDivisionError("inner")
    client.post("/ask", json={"question": "x"})
    (record,) = [record for record in caplog.records if record.name == "onrecord.api"]
    assert record.exc_info is not None and record.exc_info[0] is ZeroDivisionError


def test_search_gives_scores_and_spans(client: TestClient) -> None:
    reply = client.post("/search", json={"query": " plan ", "typo": 1}).json()
    assert reply["query"] == "plan" and "typo" in reply["warnings"][0]
    (hit,) = reply["hits"]  # the second one's document is gone
    assert (hit["dense"], hit["lexical"], hit["fused"]) == (0.7, 2.5, 0.03)
    assert hit["text"] == TEXT[hit["start"] : hit["end"]] and hit["page"] == 1


@pytest.mark.parametrize("body", [{}, {"query": " "}, {"query": "x\0"}, {"query": "x", "top_k": 0}])
def test_search_refuses_bad_input(client: TestClient, body: dict[str, Any]) -> None:
    problem = problem_of(client.post("/search", json=body), 422)
    assert problem["field"] == ("top_k" if "top_k" in body else "query")


def test_timings_that_the_contract_does_not_name_are_left_out(client: TestClient, assistant: FakeAssistant) -> None:
    assert not isinstance(assistant.result, Exception)
    assistant.result = replace(assistant.result, timings_ms={"interpret": 1.0, "extra": 2.0})
    assert list(ask(client)["timings_ms"]) == STAGES


def test_a_model_that_is_not_there_is_told(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.result = replace(ANSWER, drafting=Drafting(asked=False, warnings=(NO_MODEL,)))
    reply = ask(client, mode="model", typo=1)
    assert not reply["llm_generated"] and reply["warnings"][1:] == [NO_MODEL]
    assert assistant.asked[0].mode == "model" and assistant.asked[0].show_unsupported is None
