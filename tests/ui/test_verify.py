"""``onrecord verify``: the report in every format, the exit status, and errors a person can act on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from index.library import Library
from index.settings import IndexSettings
from ui.cli import app

NOTES = "The Kestrel 5 boils a litre of water in two minutes. It costs 89 euros. <b>Bold</b> claims were avoided by Nils Holm."
TRUE = "The Kestrel 5 boils a litre of water in two minutes."
FALSE = "The Kestrel 5 boils a litre of water in nine minutes."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("verify")
    (path / "kettle.txt").write_text(NOTES, "utf-8")
    library = Library(IndexSettings(store=path / "store", threads=1, _env_file=None))
    assert [report.status for report in library.index([path / "kettle.txt"])] == ["indexed"]
    return path


@pytest.fixture(autouse=True)
def store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("ONRECORD_STORE", str(folder / "store"))
    monkeypatch.chdir(folder)
    yield


def run(folder: Path, text: str, *options: str, name: str = "release.txt") -> Result:
    (folder / name).write_text(text, "utf-8")
    return CliRunner().invoke(app, ["verify", name, *options])


def test_a_supported_text_ends_with_status_0(folder: Path) -> None:
    result = run(folder, TRUE)
    assert result.exit_code == 0, result.output
    assert "1 claim: 1 supported" in result.output and "SUPPORTED" in result.output


def test_a_contradicted_text_ends_with_status_1_and_says_what_stands_there(folder: Path) -> None:
    result = run(folder, FALSE, name="release.press")
    assert result.exit_code == 1
    assert "CONTRADICTED" in result.output and "two minutes" in result.output


def test_json_has_the_body_of_the_route(folder: Path) -> None:
    sentences = json.loads(run(folder, f"{TRUE} {FALSE}", "--format", "json").output)["sentences"]
    assert [one["verdict"] for one in sentences] == ["supported", "contradicted"]
    assert NOTES[sentences[0]["citation"]["start_char_index"] :].startswith(sentences[0]["citation"]["cited_text"])


def test_html_escapes_the_text_and_loads_nothing(folder: Path) -> None:
    result = run(folder, f"{TRUE} <script>alert(1)</script> & more of it.", "-f", "html", "-o", "report.html")
    page = (folder / "report.html").read_text("utf-8")
    assert result.exit_code == 1 and "<script" not in page and "&lt;script&gt;" in page
    assert "src=" not in page and "http" not in page.replace("http-equiv", "")


def test_markdown_escapes_its_own_marks(folder: Path) -> None:
    output = run(folder, "The *Kestrel* 5 costs [much](x).", "-f", "markdown").output
    assert r"\*Kestrel\* 5 costs \[much\](x)" in output


def test_questions_claim_nothing(folder: Path) -> None:
    result = run(folder, "Does it boil?")
    assert result.exit_code == 0 and "NO CLAIM" in result.output


@pytest.mark.parametrize("arguments", [["nowhere.txt"], ["empty.txt"], ["release.txt", "-o", "no/such/place"]])
def test_errors_end_with_status_2(folder: Path, arguments: list[str]) -> None:
    (folder / "empty.txt").write_text(" \n", "utf-8")
    (folder / "release.txt").write_text(TRUE, "utf-8")
    assert CliRunner().invoke(app, ["verify", *arguments]).exit_code == 2
