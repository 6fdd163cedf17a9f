"""``onrecord mcp`` through the package's own client: in memory, and over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from mcp import Client, StdioServerParameters

from index.errors import NotIndexed
from index.library import Library
from index.settings import IndexSettings
from rag.errors import BadQuestion
from tests.rag.api.fakes import DOCUMENT, REFUSED, TEXT, FakeAssistant, FakeLibrary, FakeView
from ui.mcp_server import build


@pytest.fixture
def fake(tmp_path: Path) -> FakeAssistant:
    settings = IndexSettings(store=tmp_path / "store", _env_file=None)
    return FakeAssistant(FakeLibrary(settings, FakeView({"doc1": DOCUMENT})))


def call(assistant: FakeAssistant, tool: str, **arguments: Any) -> Any:
    async def scene() -> Any:
        async with Client(build(cast(Any, assistant))) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(scene())


def test_the_tools_are_described_and_only_read(fake: FakeAssistant) -> None:
    async def scene() -> Any:
        async with Client(build(cast(Any, fake))) as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(scene())
    assert [tool.name for tool in tools] == ["ask", "search", "verify", "list_documents"]
    for tool in tools:
        assert tool.description and tool.annotations.read_only_hint and tool.output_schema
        assert all(about["description"] for about in tool.input_schema["properties"].values())


def test_an_answer_has_its_citations(fake: FakeAssistant) -> None:
    result = call(fake, "ask", question=" who? ", documents=["doc1"])
    citation = result.structured_content["citations"][0]
    assert not result.is_error
    assert TEXT[citation["start_char_index"] : citation["end_char_index"]] == citation["cited_text"]
    assert fake.asked[0].question == "who?" and fake.asked[0].documents == ("doc1",)


def test_a_refusal_is_no_error(fake: FakeAssistant) -> None:
    fake.result = REFUSED
    result = call(fake, "ask", question="who?")
    assert not result.is_error and result.structured_content["refusal"]["reason"] == "no_evidence"


def test_what_cannot_be_asked_says_why(fake: FakeAssistant) -> None:
    fake.result = BadQuestion("the question is empty; ask something")
    result = call(fake, "ask", question=" ")
    assert result.is_error and "ask something" in result.content[0].text


def test_search_and_list(fake: FakeAssistant) -> None:
    (hit,) = call(fake, "search", query="plan").structured_content["hits"]
    assert hit["text"] in TEXT and hit["fused"] == 0.03
    assert call(fake, "list_documents").structured_content["documents"][0]["title"] == "Minutes"
    fake.library.error = NotIndexed("none")
    assert call(fake, "list_documents").structured_content == {"documents": []}


def test_the_command_serves_a_real_index(tmp_path: Path) -> None:
    (tmp_path / "kettle.txt").write_text("The Kestrel 5 boils a litre of water in two minutes. It costs 89 euros.")
    list(Library(IndexSettings(store=tmp_path / "store", threads=1, _env_file=None)).index([tmp_path / "kettle.txt"]))
    environment = {**os.environ, "ONRECORD_STORE": str(tmp_path / "store")}
    command = StdioServerParameters(command=sys.executable, args=["-m", "ui.cli", "mcp"], env=environment)

    async def scene() -> Any:
        async with Client(command) as client:
            asked = await client.call_tool("ask", {"question": "How fast does the Kestrel 5 boil a litre of water?"})
            return asked, await client.call_tool("verify", {"text": "It costs 89 euros."})

    asked, verified = asyncio.run(scene())
    reply = asked.structured_content
    assert verified.structured_content["sentences"][0]["verdict"] == "supported"
    assert reply["status"] == "answered" and "two minutes" in reply["answer"]
