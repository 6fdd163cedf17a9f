"""The client, with and without await, against a served application."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from rag.api.schemas import AskReply, CitationModel
from rag.client import (
    AsyncOnrecord,
    BadRequest,
    Busy,
    NotFound,
    Onrecord,
    OnrecordError,
    Refused,
    Unreachable,
    WrongKey,
)
from tests.rag.api.fakes import ANSWER, MARKED, TEXT, FakeAssistant
from tests.rag.api.serving import serving


@pytest.fixture
def address(make_client: Callable[..., TestClient]) -> Iterator[str]:
    app: Any = make_client(api_key="s3cret").app
    with serving(app) as address:
        yield address


@pytest.fixture
def onrecord(address: str) -> Iterator[Onrecord]:
    with Onrecord(address, "s3cret") as client:
        yield client


def test_ask_search_and_read(onrecord: Onrecord) -> None:
    reply = onrecord.ask("who?", top_k=3, history=[{"role": "user", "content": "before"}])
    assert reply.answer == MARKED and reply.citations[0].cited_text in TEXT
    assert onrecord.search("plan")[0].fused == 0.03
    (listed,) = onrecord.documents()
    assert onrecord.document(listed.id).text == TEXT and onrecord.ready().status == "ready"


def test_a_stream_tells_the_answer(onrecord: Onrecord, assistant: FakeAssistant) -> None:
    assistant.result = replace(ANSWER, marked="“a\u2028b” [1]\n\n“c” [2]")
    events = list(onrecord.stream("who?"))
    assert "".join(event.data for event in events if isinstance(event.data, str)) == "“a\u2028b” [1]\n\n“c” [2]"
    assert [event.data.id for event in events if isinstance(event.data, CitationModel)] == [1, 2]
    assert isinstance(events[-1].data, AskReply)


def test_an_error_in_a_stream_is_raised(onrecord: Onrecord, assistant: FakeAssistant) -> None:
    assistant.result = ZeroDivisionError("inner")
    with pytest.raises(Refused, match="500"):
        list(onrecord.stream("who?"))
    with pytest.raises(BadRequest):
        list(onrecord.stream(" "))


def test_files_are_added_and_removed(onrecord: Onrecord, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("words")
    (report,) = onrecord.add(tmp_path / "new.txt")
    assert report.status == "indexed" and report.file == "new.txt"
    onrecord.remove("doc1")
    with pytest.raises(NotFound, match="GET /documents"):
        onrecord.remove("doc1")


def test_an_answer_is_judged_and_reopened(onrecord: Onrecord) -> None:
    reply = onrecord.ask("who?")
    assert onrecord.feedback(reply.id, True, "yes").warnings == []
    assert onrecord.reopen(reply.id).answer.answer == reply.answer


def test_errors_say_what_is_at_fault(onrecord: Onrecord, address: str) -> None:
    with pytest.raises(BadRequest) as raised:
        onrecord.ask("x", top_k=0)
    assert raised.value.field == "top_k" and raised.value.status == 422
    with Onrecord(address) as stranger, pytest.raises(WrongKey):
        stranger.documents()


def test_a_server_that_is_not_ready_says_when() -> None:
    problem = {"type": "t", "title": "Full", "status": 503, "detail": "later"}
    transport = httpx2.MockTransport(lambda _: httpx2.Response(503, json=problem, headers={"retry-after": "7"}))
    with Onrecord(http_client=httpx2.Client(transport=transport)) as client, pytest.raises(Busy) as raised:
        client.ask("x")
    assert raised.value.retry_after == 7


@pytest.mark.parametrize("status", [200, 502])
def test_another_server_is_told_from_ours(status: int) -> None:
    transport = httpx2.MockTransport(lambda _: httpx2.Response(status, text="<html>"))
    with Onrecord(http_client=httpx2.Client(transport=transport)) as client, pytest.raises(OnrecordError):
        client.documents()


def test_nobody_at_the_address() -> None:
    with Onrecord("http://127.0.0.1:9") as client, pytest.raises(Unreachable, match="running"):
        client.ask("x")


def test_with_await(address: str) -> None:
    async def scene() -> None:
        async with AsyncOnrecord(address, "s3cret") as client:
            replies = await asyncio.gather(*(client.ask(f"who {number}?") for number in range(3)))
            assert [reply.question for reply in replies] == ["who 0?", "who 1?", "who 2?"]
            events = [event async for event in client.stream("who?")]
            assert isinstance(events[-1].data, AskReply)
            assert (await client.search("plan"))[0].document_id == "doc1"
            (listed,) = await client.documents()
            assert (await client.document(listed.id)).text == TEXT
            assert (await client.reopen(replies[0].id)).stale == []
            assert (await client.feedback(replies[0].id, False)).warnings == []
            assert (await client.ready()).documents == 1
            await client.remove("doc1")
            with pytest.raises(BadRequest):
                await client.ask(" ")

    asyncio.run(scene())


def test_it_needs_no_server_parts() -> None:
    code = "import sys, rag.client; print([m for m in ('fastapi', 'numpy', 'faiss', 'torch') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
