"""Leases in every store, and workers that share one."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from eval.trials.small import TEXTS, WordEmbedder, write_texts
from index import leases
from index.build import build
from index.files import SourceFile
from index.settings import IndexSettings
from index.store import Store, create_store, open_store
from index.types import Document, Extracted, Sentence
from index.view import View
from tests.conftest import Desk, both_stores

ROOT = Path(__file__).parents[2]
WORKER = """
import json, sys
from pathlib import Path
from eval.trials.small import small_library
from tests.index.test_leases import quickly
import index.build

index.build.read_document = quickly
with small_library(Path(sys.argv[1])) as library:
    library._writable()
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps([[report.file, report.status] for report in library.index([Path(sys.argv[2])])]), flush=True)
"""
HOLDER = """
import sys, time
from pathlib import Path
from index.store import open_store

print(open_store(Path(sys.argv[1])).leases.take("file"), flush=True)
time.sleep(60)
"""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who shares files is asked here, not what is found in them."""
    monkeypatch.setattr("index.build.read_document", quickly)


def quickly(extracted: Extracted, file: SourceFile) -> Document:
    """One sentence, a little later."""
    time.sleep(0.1)
    text = extracted.text
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(sha256[:16], sha256, text, file.path.stem, "text", "en", sentences=(Sentence(0, len(text)),))


def started(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def held(view: View) -> list[object]:
    """Everything that does not depend on which document came first."""
    documents = [view.document(number) for number in view.document_ids()]
    vectors = [[vector for _, vector in view.vectors_of(document.id)] for document in documents]
    return [documents, vectors, view.vocabulary(), view.origins(), view.summaries()]


def alone(folder: Path, files: Path, embedder: WordEmbedder) -> list[object]:
    """What one process makes of the files."""
    store = create_store(folder, embedder.name, embedder.dimension)
    list(build([files], store, embedder, IndexSettings(store=folder, threads=1)))
    with store.snapshot() as view:
        return held(view)


@both_stores
def test_what_is_held_is_not_given_twice(desk: Desk) -> None:
    ours, theirs = desk.store.leases, open_store(desk.settings.place).leases
    assert ours.take("file") and not ours.take("file") and not theirs.take("file")
    assert ours.holds("file") and theirs.take("another")
    ours.release("file")
    theirs.release("file")  # which they do not hold
    assert theirs.take("file") and not ours.take("file")
    theirs.release("file")
    theirs.release("another")


@pytest.mark.parametrize("place", ["milvus"], indirect=True)
def test_who_is_not_heard_of_loses_the_lease(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "LEASE_S", 0.3)
    monkeypatch.setattr(leases, "MARGIN_S", 0.0)
    ours, theirs = desk.store.leases, open_store(desk.settings.place).leases
    assert ours.take("file")
    time.sleep(0.5)
    assert ours.holds("file") and not theirs.take("file")  # it was renewed meanwhile
    ours.abandon("file")
    time.sleep(0.5)
    assert not ours.holds("file") and theirs.take("file")
    theirs.release("file")


@pytest.mark.parametrize("place", ["milvus"], indirect=True)
def test_who_was_held_up_does_not_take_it_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leases, "LEASE_S", 0.3)
    assert desk.store.leases.take("file")
    monkeypatch.setattr(leases, "MARGIN_S", 60.0)  # as if the lease had long ended when it is renewed
    time.sleep(0.3)
    monkeypatch.setattr(leases, "MARGIN_S", 0.0)
    assert not desk.store.leases.holds("file")


def test_who_was_killed_loses_the_lease(store: Store, settings: IndexSettings) -> None:
    holder = started(HOLDER, settings.store)
    assert holder.stdout and holder.stdout.readline() == "True\n" and not store.leases.take("file")
    holder.kill()
    holder.communicate()
    assert store.leases.take("file")
    store.leases.release("file")
    assert not (settings.folder / "working").exists()


@pytest.mark.usefixtures("quick")
def test_two_processes_read_each_file_once(tmp_path: Path, embedder: WordEmbedder) -> None:
    write_texts(tmp_path / "files", TEXTS)
    workers = [started(WORKER, tmp_path / "store", tmp_path / "files") for _ in range(2)]
    assert [worker.stdout and worker.stdout.readline() for worker in workers] == ["ready\n"] * 2
    for worker in workers:  # both at once
        assert worker.stdin
        worker.stdin.write("go\n")
        worker.stdin.flush()
    reports = [json.loads(worker.communicate()[0]) for worker in workers]
    assert sorted(file for run in reports for file, status in run if status == "indexed") == sorted(
        f"{name}.txt" for name in TEXTS
    )
    assert all(len(run) == len(TEXTS) and {status for _, status in run} <= {"indexed", "unchanged"} for run in reports)
    with open_store(tmp_path / "store").snapshot() as view:
        assert held(view) == alone(tmp_path / "alone", tmp_path / "files", embedder)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("place", ["milvus"], indirect=True)
def test_two_workers_on_milvus_read_each_file_once(desk: Desk, tmp_path: Path) -> None:
    write_texts(tmp_path / "files", TEXTS)

    def work(store: Store) -> list[str]:
        settings = IndexSettings(store=tmp_path, threads=1)
        return [report.status for report in build([tmp_path / "files"], store, desk.embedder, settings)]

    with ThreadPoolExecutor(2) as pool:  # a file of milvus-lite belongs to one process
        runs = list(pool.map(work, (desk.store, open_store(desk.settings.place))))
    assert sum(run.count("indexed") for run in runs) == len(TEXTS) and [len(run) for run in runs] == [len(TEXTS)] * 2
    with desk.store.snapshot() as view:
        assert held(view) == alone(tmp_path / "alone", tmp_path / "files", desk.embedder)
