from __future__ import annotations

import multiprocessing
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from index import readers as module
from index.build import index_files
from index.errors import NoText, Unreadable
from index.files import SourceFile, content
from index.load import LoadLimits, apart
from index.readers import readers
from index.settings import IndexSettings
from index.sqlite.database import FILE
from index.store import create_store


def told(file: SourceFile) -> tuple[str, bool]:
    if "bad" in file.origin:
        raise NoText("nothing in it")
    return file.origin, multiprocessing.parent_process() is not None


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[SourceFile]:
    monkeypatch.setattr(module, "ENOUGH", 1)
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"Ferry {number} left, Anna Berg said. The harbour was quiet.", "utf-8")
    return [SourceFile(path, str(path)) for path in sorted(tmp_path.glob("*.txt"))]


def test_files_come_in_their_order_from_other_processes(many: list[SourceFile]) -> None:
    bad = SourceFile(Path("bad"), "bad")
    with readers([*many[:2], bad, *many[2:]], told, 2) as read:
        assert [read(file) for file in many[:2]] == [(file.origin, True) for file in many[:2]]
        with pytest.raises(NoText, match="nothing in it"):
            read(bad)
        assert read(many[4]) == (many[4].origin, True)  # those between were skipped


def test_few_files_start_no_process(many: list[SourceFile], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENOUGH", 10**9)
    with readers(many, told, 2) as read:
        assert read(many[0]) == (many[0].origin, False)


def end(file: SourceFile) -> int:
    if multiprocessing.parent_process() is not None:
        os._exit(1)
    return os.getpid()


def test_where_a_process_is_killed_reading_goes_on(many: list[SourceFile]) -> None:
    with readers(many, end, 2) as read:
        assert [read(file) for file in many] == [os.getpid()] * len(many)


def broken_at_2(file: SourceFile) -> tuple[str, bool]:
    if file.path.stem == "2":
        apart.reader._running().kill()
    return apart.reader.read(file.path.name, content(file, LoadLimits()), LoadLimits()).text[:7], told(file)[1]


def test_a_file_that_brings_its_reader_down_costs_only_itself(many: list[SourceFile]) -> None:
    with readers(many, broken_at_2, 2) as read:
        found = [read(file) for file in many[:2]]
        with pytest.raises(Unreadable, match="broke down"):
            read(many[2])
        found += [read(file) for file in many[3:]]  # still in the process that read ahead
    assert found == [(f"Ferry {n}", True) for n in (0, 1, 3, 4, 5)]


def test_the_size_of_what_was_handed_over_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENOUGH", 9)
    handed = [SourceFile(Path(name), f"upload/{name}", b"Ferry") for name in ("a.txt", "b.txt")]
    with readers(handed, told, 2) as read:
        assert read(handed[0]) == ("upload/a.txt", True)


ORPHANS = """
import os, signal
from pathlib import Path
from index import readers
from index.files import SourceFile
from tests.index.test_readers import number_of
if __name__ == "__main__":
    readers.ENOUGH = 1
    files = [SourceFile(Path(f"{n}.txt"), str(n), b"x") for n in range(2)]
    with readers.readers(files, number_of, 2) as read:
        print(*map(read, files), flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


def number_of(file: SourceFile) -> int:
    return os.getpid()


def test_processes_end_with_the_one_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / "killed.py").write_text(ORPHANS, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    killed = subprocess.run([sys.executable, tmp_path / "killed.py"], stdout=subprocess.PIPE, env=environment)
    assert killed.returncode < 0
    _, alive = psutil.wait_procs(
        [psutil.Process(n) for n in map(int, killed.stdout.split()) if psutil.pid_exists(n)], 10
    )
    assert not alive


def test_a_store_is_the_same_whatever_the_number_of_processes(many: list[SourceFile], tmp_path: Path, embedder) -> None:  # type: ignore[no-untyped-def]
    dumps = []
    for threads in (1, 2):
        settings = IndexSettings(store=tmp_path / f"store{threads}", threads=threads)
        store = create_store(settings.store, embedder.name, embedder.dimension)
        assert {report.status for report in index_files(many, store, embedder, settings)} == {"indexed"}
        store.close()
        with closing(sqlite3.connect(settings.store / FILE)) as database:
            tables = ("documents", "sentences", "statements", "speakers", "chunks", "origins")
            dumps.append([database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables])
    assert dumps[0] == dumps[1]
