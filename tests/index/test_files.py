from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.errors import IndexingError, Unreadable
from index.files import SourceFile, content, discover, missing
from index.load import LoadLimits


def names(files: list[SourceFile]) -> list[str]:
    return [file.path.name for file in files]


def test_folders_are_walked_in_order_without_hidden_files_and_readmes(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.txt", "README.md", "sub/c.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert names(discover([tmp_path])) == ["a.md", "b.txt", "c.txt"]


def test_a_readme_that_is_named_is_taken(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x", "utf-8")
    assert names(discover([tmp_path / "README.md", tmp_path / "README.md"])) == ["README.md"]


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexingError, match="check the name"):
        discover([tmp_path / "nothing"])


def test_only_files_of_the_given_folders_can_be_missing(tmp_path: Path) -> None:
    known = [str(tmp_path / "gone.txt"), "/elsewhere/gone.txt", "upload/gone.txt"]
    assert missing([tmp_path], [], known) == [str(tmp_path / "gone.txt")]


def test_a_readme_that_was_asked_for_is_not_missing_while_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("x", "utf-8")
    known = [str(tmp_path / "README.md"), str(tmp_path / "sub" / "README.md")]
    assert missing([tmp_path], [], known) == [str(tmp_path / "sub" / "README.md")]


def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (file,) = discover([tmp_path / "pipe.txt"])
    with pytest.raises(Unreadable, match="pipe"):
        content(file, LoadLimits())
