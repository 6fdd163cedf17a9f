"""Files handed over on the page: stage by stage, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from index.errors import IndexingError
from index.types import FileReport, Step
from ui import texts
from ui.uploads import take


def library(name: str, content: bytes, progress: Callable[[Step], None]) -> FileReport:
    for stage in ("reading", "embedding"):
        progress(Step(name, stage, 0, 1))
    if "bad" in name:
        raise IndexingError("it is damaged")
    return FileReport(name, "indexed", "d")


def files(folder: Path, *names: str) -> list[str]:
    for name in names:
        (folder / name).write_text("Words.")
    return [str(folder / name) for name in names]


def test_each_stage_is_shown_with_a_bar(tmp_path: Path) -> None:
    *shown, last = take(files(tmp_path, "a.txt", "b.txt"), 9, SimpleNamespace(upload=library))
    assert 'max="6" value="1"' in shown[2] and "a.txt (1 of 2): embedding" in shown[2]
    assert 'value="4"' in shown[-1] and texts.REPORT["indexed"] in shown[-1]
    assert "<progress" not in last
    assert last.count("a.txt") == last.count("b.txt") == 1


def test_a_file_that_fails_costs_only_itself(tmp_path: Path) -> None:
    *_, last = take(files(tmp_path, "bad.txt", "b.txt"), 9, SimpleNamespace(upload=library))
    assert "it is damaged" in last and 'class="indexed"' in last


def test_what_was_handed_over_is_deleted_also_when_the_visitor_leaves(tmp_path: Path) -> None:
    taking = take(files(tmp_path, "a.txt", "b.txt"), 1, SimpleNamespace(upload=library))
    next(taking)
    taking.close()
    assert list(tmp_path.iterdir()) == []
