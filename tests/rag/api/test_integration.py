"""The HTTP face over the real assistant, with real files: what is cited is what the document says."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.library import Library
from index.settings import IndexSettings
from rag.api.app import create_app
from rag.assistant import Assistant
from rag.settings import RagSettings

MINUTES = """Minutes of the works council

Ada Berg, chair of the council, said the new shift plan was unacceptable. "We reject it," she said.
Management argued that the plan would save two million euros a year. The vote was seven to two.
"""
REVIEW = """The Kestrel 5 kettle

By Nils Holm

The Kestrel 5 boils a litre of water in two minutes and ten seconds. Its handle stays cool. It costs 89 euros.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("corpus")
    (folder / "minutes.txt").write_text(MINUTES, "utf-8")
    library = Library(IndexSettings(store=folder / "store", threads=1, _env_file=None))
    assert [report.status for report in library.index([folder / "minutes.txt"])] == ["indexed"]
    app = create_app(Assistant(library, RagSettings(_env_file=None)), RagSettings(_env_file=None))
    with TestClient(app) as client:
        deadline = time.monotonic() + 60
        while client.get("/health/ready").status_code != 200 and time.monotonic() < deadline:
            time.sleep(0.1)
        yield client


def check_citations(client: TestClient, reply: dict[str, Any]) -> None:
    for citation in reply["citations"]:
        text = client.get(f"/documents/{citation['document_id']}").json()["text"]
        assert text[citation["start_char_index"] : citation["end_char_index"]] == citation["cited_text"]


def test_an_answer_cites_its_document(client: TestClient) -> None:
    reply = client.post("/ask", json={"question": "What did Ada Berg say about the shift plan?"}).json()
    assert reply["status"] == "answered" and "unacceptable" in reply["answer"]
    assert reply["citations"]
    check_citations(client, reply)


def test_the_same_question_gives_the_same_bytes(client: TestClient) -> None:
    one, two = (client.post("/ask", json={"question": "How did the council vote?"}).json() for _ in range(2))
    for reply in (one, two):
        reply.update(id="", session_id="", timings_ms={})
    assert one == two


def test_a_stream_ends_with_the_answer(client: TestClient) -> None:
    text = client.post("/ask", json={"question": "What did Ada Berg say?", "stream": True}).text
    assert text.startswith("event: search_results\n")
    assert text.rstrip().split("\n\n")[-1].startswith(("event: final_answer", "event: refusal"))


def test_an_upload_is_searched_cited_and_removed(client: TestClient) -> None:
    upload = [("files", ("kettle.txt", REVIEW.encode())), ("files", ("bad.exe", b"MZ"))]
    taken, refused = client.post("/documents", files=upload).json()["reports"]
    assert taken["status"] == "indexed" and refused["status"] == "failed"
    assert client.post("/documents", files=[("files", ("copy.txt", REVIEW.encode()))]).status_code == 409
    (hit, *_) = client.post("/search", json={"query": "boils a litre", "top_k": 1}).json()["hits"]
    assert hit["document_id"] == taken["document_id"] and hit["text"] in REVIEW
    assert client.delete(f"/documents/{taken['document_id']}").status_code == 204
    (left,) = client.get("/documents").json()["documents"]
    assert left["title"] == "Minutes of the works council"


def test_a_file_that_cannot_be_read_says_why(client: TestClient) -> None:
    response = client.post("/documents", files=[("files", ("empty.pdf", b""))])
    assert response.status_code == 422 and response.json()["reports"][0]["reason"]
