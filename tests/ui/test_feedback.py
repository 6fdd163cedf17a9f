"""``onrecord feedback export`` over a real store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rag.conversations import Conversations, Exchange, Feedback
from rag.conversations.store import now
from tests.conftest import Desk
from tests.rag.conversations.test_export import answer_from
from ui.cli import app


@pytest.fixture
def judged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_STORE", str(desk.settings.store))
    kept = Conversations(desk.settings.store, 30)
    kept.save(Exchange("a", "s", now(), answer_from(desk)))
    kept.add_feedback(Feedback("f", "a", True))
    kept.close()


@pytest.mark.usefixtures("judged")
def test_cases_are_printed_or_written(tmp_path: Path) -> None:
    printed = CliRunner().invoke(app, ["feedback", "export"])
    assert printed.exit_code == 0 and json.loads(printed.stdout)["id"] == "feedback-f"
    written = CliRunner().invoke(app, ["feedback", "export", "--out", str(tmp_path / "cases.jsonl")])
    assert written.stdout == "" and "1 cases of 1" in written.stderr
    assert (tmp_path / "cases.jsonl").read_text("utf-8") == printed.stdout


def test_without_an_index_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_STORE", str(tmp_path / "none"))
    failed = CliRunner().invoke(app, ["feedback", "export"])
    assert failed.exit_code == 1 and "onrecord index" in failed.stderr
