from __future__ import annotations

from pathlib import Path

import pytest

from eval.record import RecordError, read_run, write_run
from eval.results import find_run, stored_at
from tests.eval.records import MADE, a_record, a_run, refused


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    run = a_run(a_record(), refused())
    write_run(run, tmp_path / "new" / "run.json")
    assert read_run(tmp_path / "new" / "run.json") == run


@pytest.mark.parametrize("content", ["", "{}", '{"format": 2}', "[1]"])
def test_another_file_is_no_run(tmp_path: Path, content: str) -> None:
    (tmp_path / "run.json").write_text(content, "utf-8")
    with pytest.raises(RecordError, match="is no run that this version wrote"):
        read_run(tmp_path / "run.json")


def test_a_run_is_named_by_commit_and_by_changes_beside_it() -> None:
    assert MADE.name == "c0ffeec0ffee"
    assert MADE.model_copy(update={"dirty": True}).name == "c0ffeec0ffee-dirty"
    assert MADE.model_copy(update={"commit": None}).name == "version-0.1.0"
    assert stored_at(MADE, ["seeds", "dev"], Path("x")) == Path("x/c0ffeec0ffee.seeds.dev.json")


def test_a_run_is_found_by_the_beginning_of_its_commit(tmp_path: Path) -> None:
    for name in ("c0ffeec0ffee.json", "c0ffeec0ffee-dirty.json", "beef12345678.json"):
        (tmp_path / name).write_text("{}", "utf-8")
    assert find_run("beef", tmp_path).name == "beef12345678.json"
    assert find_run("c0ffeec0ffee", tmp_path).name == "c0ffeec0ffee.json"
    assert find_run(str(tmp_path / "beef12345678.json")).name == "beef12345678.json"
    with pytest.raises(RecordError, match="names 2 runs"):
        find_run("c0ff", tmp_path)
    with pytest.raises(RecordError, match="no stored run is named 'dead'"):
        find_run("dead", tmp_path)
