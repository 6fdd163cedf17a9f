from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

import pytest

from index.build import Run, build, read_document, read_file
from index.files import SourceFile, discover
from index.store import create_store
from index.types import Document, Extracted, FileReport
from tests.conftest import both_stores

pytestmark = both_stores


@pytest.fixture
def run(desk):  # type: ignore[no-untyped-def]
    def again() -> dict[str, FileReport]:
        return {r.file: r for r in build([desk.folder], desk.store, desk.embedder, desk.settings)}

    return again


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, "utf-8")


def test_only_what_changed_is_touched(desk, run) -> None:  # type: ignore[no-untyped-def]
    write(desk.folder, "a.txt", "The lighthouse was built in 1852.")
    write(desk.folder, "b.txt", "Bread was baked in the village hall.")
    assert {r.status for r in run().values()} == {"indexed"}
    write(desk.folder, "b.txt", "Bread was baked in the mill.")
    assert {name: r.status for name, r in run().items()} == {"a.txt": "unchanged", "b.txt": "indexed"}


def test_a_file_that_is_gone_is_removed(desk, run) -> None:  # type: ignore[no-untyped-def]
    write(desk.folder, "a.txt", "The lighthouse was built in 1852.")
    number = run()["a.txt"].document_id
    (desk.folder / "a.txt").unlink()
    assert run()["a.txt"] == FileReport("a.txt", "removed", number)
    with desk.store.snapshot() as view:
        assert view.document_ids() == []


def test_the_same_text_twice_is_one_document_with_two_origins(desk, run) -> None:  # type: ignore[no-untyped-def]
    write(desk.folder, "a.txt", "The lighthouse was built in 1852.")
    write(desk.folder, "b.txt", "The lighthouse was built in 1852.")
    reports = run()
    assert reports["b.txt"].status == "duplicate"
    with desk.store.snapshot() as view:
        (summary,) = view.summaries()
        assert [Path(origin).name for origin in summary.origins] == ["a.txt", "b.txt"]


def test_what_another_process_removes_during_a_run_is_seen(desk) -> None:  # type: ignore[no-untyped-def]
    for name in ("a.txt", "b.txt"):
        write(desk.folder, name, "The lighthouse was built in 1852.")
    reports = build([desk.folder], desk.store, desk.embedder, desk.settings)
    first = next(reports)
    with create_store(desk.settings.place, desk.embedder.name, 64).transaction() as writer:
        writer.remove(first.document_id)
    assert [report.status for report in (first, *reports)] == ["indexed", "indexed"]


def test_what_is_hashed_is_what_is_read(desk) -> None:  # type: ignore[no-untyped-def]
    write(desk.folder, "a.txt", "The lighthouse was built in 1852.")
    (file,) = discover([desk.folder])
    run = Run([file], desk.store, desk.embedder, desk.settings)
    write(desk.folder, "a.txt", "Bread was baked in the mill.")  # after it was found to be new
    number = run.index(file, partial(read_file, settings=desk.settings), lambda stage: None).document_id
    with desk.store.snapshot() as view:
        assert view.document(number).text == "Bread was baked in the mill."
        assert view.origins()[file.origin][1] == hashlib.sha256(file.path.read_bytes()).hexdigest()


def test_a_bad_file_costs_only_itself(desk, run) -> None:  # type: ignore[no-untyped-def]
    write(desk.folder, "a.xyz", "What is this?")
    write(desk.folder, "b.txt", "")
    write(desk.folder, "c.txt", "The lighthouse was built in 1852.")
    reports = run()
    assert [reports[n].status for n in ("a.xyz", "b.txt", "c.txt")] == ["failed", "failed", "indexed"]
    assert reports["a.xyz"].reason and reports["b.txt"].reason


def test_a_fault_of_our_own_costs_only_its_file(desk, monkeypatch: pytest.MonkeyPatch, run) -> None:  # type: ignore[no-untyped-def]
    def stumble(extracted: Extracted, file: SourceFile) -> Document:
        if file.path.name == "a.txt":
            raise IndexError("list index out of range")
        return read_document(extracted, file)

    write(desk.folder, "a.txt", "The lighthouse was built in 1852.")
    write(desk.folder, "b.txt", "Bread was baked in the mill.")
    monkeypatch.setattr("index.build.read_document", stumble)
    reports = run()
    assert [reports[n].status for n in ("a.txt", "b.txt")] == ["failed", "indexed"]
    assert "IndexError" in (reports["a.txt"].reason or "")


def test_a_file_that_broke_keeps_what_was_indexed(desk, run) -> None:  # type: ignore[no-untyped-def]
    write(desk.folder, "a.txt", "The lighthouse was built in 1852.")
    number = run()["a.txt"].document_id
    write(desk.folder, "a.txt", "")
    assert run()["a.txt"].status == "failed"
    with desk.store.snapshot() as view:
        assert view.document_ids() == [number]


def test_another_language_is_indexed_without_speakers_and_told(desk, run) -> None:  # type: ignore[no-untyped-def]
    text = "Der Bürgermeister sagte, das Wasser in der Stadt sei seit gestern wieder sauber und trinkbar. "
    write(desk.folder, "a.txt", text + "Die Prüfung der Leitungen dauerte drei Tage und kostete zwölftausend Euro.")
    report = run()["a.txt"]
    assert report.status == "indexed" and "de" in (report.reason or "")
