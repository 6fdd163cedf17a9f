from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from ui.cli import app


def test_a_folder_without_documents_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_STORE", str(tmp_path / "store"))
    empty = tmp_path / "empty"
    empty.mkdir()
    result = CliRunner().invoke(app, ["index", str(empty)])
    assert result.exit_code == 0
    assert f"nothing to index in {empty}: no text, Markdown, HTML, PDF or Word file is there" in result.output
