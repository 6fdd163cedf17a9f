"""The HTTP face over a real endpoint that behaves, and over one that does not."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from rag.api.app import create_app
from rag.assistant import Assistant
from rag.draft import wording
from rag.settings import RagSettings
from tests.rag.api.test_streaming import events_of
from tests.rag.draft.conftest import Serve
from tests.rag.draft.model_server import Behaviour, dropping, hanging, refusing, saying, writing

COST = "What did the repair of the bridge cost?"
TOLD = "The repair cost 2.4 million crowns. [1]"


def client(library: Library, url: str, **settings: Any) -> TestClient:
    made = RagSettings(llm_url=url, llm_model="tiny", llm_retries=0, _env_file=None, **settings)
    return TestClient(create_app(Assistant(library, made), made))


def test_an_answer_in_the_model_s_words(library: Library, serve: Serve) -> None:
    server = serve(writing('{"sentences": [{"text": "The repair cost 2.4 million crowns.", "evidence": [1]}]}'))
    asking = client(library, server.url)
    reply = asking.post("/ask", json={"question": COST}).json()
    assert reply["answer"] == TOLD and reply["llm_generated"] and reply["warnings"] == []
    assert reply["sentences"][0]["support"] == "paraphrase" and reply["sentences"][0]["llm_generated"]
    extractive = asking.post("/ask", json={"question": COST, "mode": "extractive"}).json()
    assert not extractive["llm_generated"] and len(server.asked) == 1


@pytest.mark.parametrize(
    ("behave", "told"),
    [(refusing(401), "ONRECORD_LLM_KEY"), (refusing(404), "ONRECORD_LLM_MODEL"), (refusing(429), "429"),
     (refusing(500), "500"), (dropping, "cannot be reached"), (hanging("The repair cost"), "ONRECORD_LLM_TIMEOUT"),
     (writing("The repair cost 2.4 million crowns [1]. And", end=None), "broke off"), (writing(" "), "nothing"),
     (writing("}{"), "nothing"), (saying("<html>"), "broke off")],
)  # fmt: skip
def test_whatever_fails_the_documents_are_quoted_and_it_says_why(
    library: Library, serve: Serve, behave: Behaviour, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    asking = client(library, serve(behave).url, llm_timeout=0.5)
    with caplog.at_level(logging.WARNING, logger="onrecord.draft"):
        reply = asking.post("/ask", json={"question": COST}).json()
    assert reply["status"] == "answered" and not reply["llm_generated"] and "“" in reply["answer"]
    assert told in reply["warnings"][0] and told in caplog.text
    assert "onrecord_model_failures_total 1.0" in asking.get("/metrics").text


def test_a_stream_tells_sentences_as_they_stand(library: Library, serve: Serve) -> None:
    pieces = ("The repair cost 2.4 million crowns [1]. ", "The king paid. ", "The bridge was repaired in 2019 [1].")
    response = client(library, serve(writing(*pieces)).url).post("/ask", json={"question": COST, "stream": True})
    events = events_of(response.text)
    deltas = [data["delta"] for name, data in events if name == "message"]
    assert deltas[0] == "The repair cost 2.4 million crowns." and "".join(deltas) == events[-1][1]["answer"]
    assert "king" not in response.text and events[-1][1]["warnings"] == [wording.dropped(1)]


def test_what_a_stream_has_told_stays_where_the_model_breaks_off(library: Library, serve: Serve) -> None:
    server = serve(writing("The repair cost 2.4 million crowns [1]. ", "And then", end=None))
    response = client(library, server.url).post("/ask", json={"question": COST, "stream": True})
    final = events_of(response.text)[-1][1]
    assert final["answer"] == TOLD and final["llm_generated"]
    assert final["warnings"] == [wording.BROKE_OFF.format(reason=wording.CUT_OFF)]


def test_chat_clients_are_told_in_pieces_too(library: Library, serve: Serve) -> None:
    asking = client(library, serve(writing("The repair cost 2.4 million crowns [1]. ", "The king paid.")).url)
    body = {"messages": [{"role": "user", "content": COST}], "stream": True}
    text = asking.post("/v1/chat/completions", json=body).text
    assert '"content":"The repair cost 2.4 million crowns."' in text and "king" not in text
    assert '"llm_generated":true' in text and text.rstrip().endswith("[DONE]")


def test_unsupported_sentences_are_shown_where_asked(library: Library, serve: Serve) -> None:
    server = serve(writing("The repair cost 2.4 million crowns [1]. The king paid for all of it."))
    asking = client(library, server.url, show_unsupported=True)
    assert (
        "~~The king paid for all of it.~~ (unsupported)"
        in asking.post("/ask", json={"question": COST}).json()["answer"]
    )
    hidden = asking.post("/ask", json={"question": COST, "show_unsupported": False}).json()
    assert hidden["answer"] == TOLD
