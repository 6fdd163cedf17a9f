"""``POST /verify``: shapes, limits, and the real thing over real files."""

from __future__ import annotations

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
from tests.rag.api.problem_checks import problem_of

MINUTES = """Minutes of the works council

Ada Berg, chair of the council, said the new shift plan was unacceptable. "We reject it," she said.
The plant in Hallstadt employs 1,240 people. The vote on Monday was seven to two.
The council did not approve the overtime rules.
"""
FIELDS = ["text", "start", "end", "verdict", "score", "support", "reasons", "citation"]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("verify")
    (folder / "minutes.txt").write_text(MINUTES, "utf-8")
    library = Library(IndexSettings(store=folder / "store", threads=1, _env_file=None))
    assert [report.status for report in library.index([folder / "minutes.txt"])] == ["indexed"]
    with TestClient(create_app(Assistant(library, RagSettings(_env_file=None)), RagSettings(_env_file=None))) as client:
        yield client


def verify(client: TestClient, text: str) -> list[dict[str, Any]]:
    response = client.post("/verify", json={"text": text})
    assert response.status_code == 200, response.text
    sentences: list[dict[str, Any]] = response.json()["sentences"]
    for sentence in sentences:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        citation = sentence["citation"]
        if citation:
            whole = client.get(f"/documents/{citation['document_id']}").json()["text"]
            assert whole[citation["start_char_index"] : citation["end_char_index"]] == citation["cited_text"]
    return sentences


def test_each_sentence_has_every_field_and_its_verdict(real: TestClient) -> None:
    text = "The plant in Hallstadt employs 1,240 people. The plant in Hallstadt employs 1,420 people. Cats purr loudly."
    supported, contradicted, unknown = verify(real, text)
    assert list(supported) == FIELDS and supported["verdict"] == "supported" and supported["support"] == "verbatim"
    assert contradicted["verdict"] == "contradicted" and "1,240" in contradicted["reasons"][0]
    assert unknown["verdict"] == "unknown" and unknown["reasons"]
    assert supported["score"] > 0.5 > max(contradicted["score"], unknown["score"])


def test_words_under_another_name_are_contradicted_with_whose_they_are(real: TestClient) -> None:
    right, wrong = verify(
        real, "Ada Berg said that the new shift plan was unacceptable. "
        "Nils Holm said that the new shift plan was unacceptable."
    )  # fmt: skip
    assert right["verdict"] == "supported"
    assert wrong["verdict"] == "contradicted" and "Ada Berg" in wrong["reasons"][0]
    assert wrong["citation"]["speaker"] == "Ada Berg"


def test_a_denial_turns_the_verdict(real: TestClient) -> None:
    (approved,) = verify(real, "The council did approve the overtime rules.")
    assert approved["verdict"] == "contradicted"


@pytest.mark.parametrize("text", ["", "   \n", "x" * 20_001, "a\0b", 7, None])
def test_a_text_that_cannot_be_verified_is_refused(client: TestClient, text: object) -> None:
    document = problem_of(client.post("/verify", json={"text": text}), 422)
    assert document["errors"][0]["field"] == "text"


def test_a_document_that_is_not_there_is_a_404(client: TestClient) -> None:
    problem_of(client.post("/verify", json={"text": "It rains.", "documents": ["nope"]}), 404)


def test_the_schema_describes_it(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    assert schema["paths"]["/verify"]["post"]["operationId"] == "verify"
    for field in schema["components"]["schemas"]["VerifiedModel"]["properties"].values():
        assert field.get("description")
