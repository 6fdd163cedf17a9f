"""``/documents``: list, read, add, remove; what becomes of every kind of upload."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from index.errors import NotIndexed, StoreLocked
from index.types import FileReport
from rag.api.routes.documents import file_name
from tests.rag.api.fakes import TEXT, FakeAssistant
from tests.rag.api.problem_checks import problem_of

Files = list[tuple[str, tuple[str, bytes]]]


def files(*named: tuple[str, bytes]) -> Files:
    return [("files", item) for item in named]


def test_the_list_has_no_texts(client: TestClient) -> None:
    (document,) = client.get("/documents").json()["documents"]
    assert document["id"] == "doc1" and document["title"] == "Minutes" and document["author"] == "Nils Holm"
    assert document["characters"] == len(TEXT) and document["origins"] == ["minutes.txt"]
    assert "text" not in document


def test_the_list_is_empty_before_anything_is_indexed(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.library.error = NotIndexed("none")
    assert client.get("/documents").json() == {"documents": []}
    problem_of(client.get("/documents/doc1"), 404)


def test_a_document_is_read_whole(client: TestClient) -> None:
    document = client.get("/documents/doc1").json()
    assert document["text"] == TEXT and document["sha256"] == "5ba1"
    assert document["pages"] == [{"page": 1, "start": 0, "end": 83}]
    assert document["sentences"][2] == {"start": 64, "end": 83, "furniture": True}


def test_a_statement_has_every_field_of_the_contract(client: TestClient) -> None:
    (statement,) = client.get("/documents/doc1").json()["statements"]
    assert statement == {
        "id": "doc1:0", "attribution": "indirect", "speaker": "Ada Berg", "speaker_role": "chair",
        "source": {"start": 27, "end": 35}, "cue": {"start": 36, "end": 40}, "content": [{"start": 41, "end": 62}],
        "reported_by": None,
    }  # fmt: skip


@pytest.mark.parametrize("document_id", ["nope", "%00", "%ff", "x" * 500, "'; DROP TABLE documents"])
@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_no_such_document_is_a_404(client: TestClient, method: str, document_id: str) -> None:
    problem = problem_of(client.request(method, f"/documents/{document_id}"), 404)
    assert "GET /documents" in problem["detail"] and len(problem["detail"]) < 200


def test_a_document_is_removed_once(client: TestClient) -> None:
    response = client.delete("/documents/doc1")
    assert response.status_code == 204 and response.content == b""
    problem_of(client.delete("/documents/doc1"), 404)
    assert client.get("/documents").json() == {"documents": []}


def test_files_are_indexed_with_a_report_each(client: TestClient, assistant: FakeAssistant) -> None:
    response = client.post("/documents", files=files(("a.txt", b"one"), ("b.md", b"two")))
    assert response.status_code == 200
    expected = {"file": "a.txt", "status": "indexed", "document_id": "new", "reason": None}
    assert response.json()["reports"][0] == expected
    assert assistant.library.uploaded == [("a.txt", b"one"), ("b.md", b"two")]


@pytest.mark.parametrize(
    ("status", "suffix", "code", "slug"),
    [
        ("unchanged", "txt", 200, None),
        ("duplicate", "txt", 409, "duplicate"),
        ("failed", "txt", 422, "unreadable-file"),
        ("failed", "exe", 415, "unknown-format"),
        ("failed", "", 415, "unknown-format"),
    ],
)
def test_the_status_says_what_became_of_the_file(
    client: TestClient, assistant: FakeAssistant, status: Any, suffix: str, code: int, slug: str | None
) -> None:
    name = f"a.{suffix}" if suffix else "a"
    assistant.library.reports[name] = FileReport(name, status, None, "says why")
    response = client.post("/documents", files=files((name, b"x")))
    assert response.status_code == code
    assert response.json()["reports"][0]["status"] == status
    if slug is not None:
        problem = problem_of(response, code)
        assert problem["type"].endswith(slug) and "says why" in problem["detail"]
        assert problem["reports"] == [{"file": name, "status": status, "document_id": None, "reason": "says why"}]


def test_a_file_over_the_limit_is_never_indexed(client: TestClient, assistant: FakeAssistant) -> None:
    problem = problem_of(client.post("/documents", files=files(("big.txt", b"x" * 1001))), 413)
    assert "1,001 bytes" in problem["detail"] and assistant.library.uploaded == []
    assert client.post("/documents", files=files(("fits.txt", b"x" * 1000))).status_code == 200


def test_one_good_file_makes_a_200_and_the_others_are_reported(client: TestClient) -> None:
    response = client.post("/documents", files=files(("big.txt", b"x" * 1001), ("a.txt", b"x")))
    assert response.status_code == 200
    assert [report["status"] for report in response.json()["reports"]] == ["failed", "indexed"]


def test_failures_of_different_kinds_are_a_422(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.library.reports["a.exe"] = FileReport("a.exe", "failed", None, "unknown")
    response = client.post("/documents", files=files(("big.txt", b"x" * 1001), ("a.exe", b"x")))
    assert len(problem_of(response, 422)["reports"]) == 2


def test_too_many_files_are_refused_before_any_is_indexed(
    make_client: Callable[..., TestClient], assistant: FakeAssistant
) -> None:
    client = make_client(max_upload_files=2)
    problem = problem_of(client.post("/documents", files=files(*[(f"{n}.txt", b"x") for n in range(3)])), 413)
    assert "At most 2 files" in problem["detail"] and assistant.library.uploaded == []


def test_an_upload_over_all_limits_is_cut_off(make_client: Callable[..., TestClient]) -> None:
    client = make_client(max_upload_files=1)
    problem_of(client.post("/documents", files=files(("a.txt", b"x" * 50_000))), 413)
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n' + b"x" * 50_000
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    problem_of(client.post("/documents", content=iter([body]), headers=headers), 413)


def test_a_busy_index_is_a_503(client: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(name: str, content: bytes) -> FileReport:
        raise StoreLocked("another run")

    monkeypatch.setattr(assistant.library, "upload", locked)
    response = client.post("/documents", files=files(("a.txt", b"x")))
    assert problem_of(response, 503)["type"].endswith("index-locked") and response.headers["retry-after"]


def test_no_files_and_no_form_are_bad_input(client: TestClient) -> None:
    assert problem_of(client.post("/documents"), 422)["field"] == "files"
    assert "must be a file" in problem_of(client.post("/documents", data={"files": "x"}), 422)["detail"]
    broken = {"Content-Type": "multipart/form-data"}
    problem_of(client.post("/documents", content=b"x", headers=broken), 400)
    problem_of(client.post("/documents", files={"file": ("a.txt", b"x")}), 422)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\docs\\minutes.txt", "minutes.txt"),
        ("a\0b\n.txt", "ab.txt"),
        ("", "unnamed"),
        (None, "unnamed"),
        ("..", "unnamed"),
        ("Ōta 会議.pdf", "Ōta 会議.pdf"),
        ("x" * 300 + ".txt", "x" * 196 + ".txt"),
    ],
)
def test_names_are_made_harmless(given: str | None, shown: str) -> None:
    assert file_name(given) == shown
