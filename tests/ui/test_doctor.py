"""``onrecord doctor``: in plain words, and no request where no model is configured."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from index.library import Library
from index.settings import IndexSettings
from rag.draft import wording
from rag.settings import RagSettings
from tests.rag.draft.model_server import model_server, refusing, writing
from ui import texts
from ui.cli import app
from ui.doctor import Line, examined


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "note.txt").write_text("The council met on Monday and rejected the plan.", "utf-8")
    made = Library(IndexSettings(store=tmp_path_factory.mktemp("store"), _env_file=None))
    list(made.index([folder]))
    return made


def lines(library: Library, **settings: Any) -> dict[str, Line]:
    return {line.about: line for line in examined(library, RagSettings(**settings, _env_file=None))}


def test_without_a_model_nothing_is_sent(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    found = lines(library)
    assert all(line.works for line in found.values()) and texts.DOCTOR_OFFERED not in found
    assert found[texts.DOCTOR_MODEL].found == texts.DOCTOR_NO_MODEL
    assert found[texts.DOCTOR_STORE].found.startswith("1 document in")


def test_a_model_that_answers_is_tried(library: Library) -> None:
    with model_server(writing("ready")) as server:
        found = lines(library, llm_url=server.url, llm_model="tiny", llm_key="ours")
        assert found[texts.DOCTOR_OFFERED].found == "tiny" and found[texts.DOCTOR_TRIAL].found == texts.DOCTOR_SPEAKS
        assert "with a key" in found[texts.DOCTOR_MODEL].found and "ours" not in found[texts.DOCTOR_MODEL].found
        other = lines(library, llm_url=server.url, llm_model="huge")
        assert "'huge' is not among them" in other[texts.DOCTOR_OFFERED].found


def test_what_does_not_work_says_what_to_do(library: Library) -> None:
    with model_server(refusing(401)) as server:
        found = lines(library, llm_url=server.url, llm_model="tiny")
    assert not found[texts.DOCTOR_TRIAL].works
    assert found[texts.DOCTOR_TRIAL].found == wording.WRONG_KEY.format(status=401)


def test_the_command_fails_where_something_does_not_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ONRECORD_STORE", "ONRECORD_LLM_URL"):
        monkeypatch.delenv(name, raising=False)
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == 1 and f"{texts.WORKS_NOT} {texts.DOCTOR_STORE}" in done.output
    assert "onrecord index" in done.output
