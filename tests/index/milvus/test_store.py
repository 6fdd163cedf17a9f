from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

server_manager_instance = pytest.importorskip(
    "milvus_lite.server_manager", reason="pip install pymilvus milvus-lite"
).server_manager_instance

from index.check import check  # noqa: E402
from index.errors import StoreDamaged, StoreError, StoreLocked, StoreVersionError  # noqa: E402
from index.milvus import store as milvus_store  # noqa: E402
from index.milvus.tables import CHUNKS, META, PARTS  # noqa: E402
from index.search import Searcher  # noqa: E402
from index.store import create_store, open_store  # noqa: E402
from tests.conftest import Desk  # noqa: E402

pytestmark = pytest.mark.parametrize("place", ["milvus"], indirect=True)
LIGHTHOUSE, MILL = "The lighthouse was built in 1852.", "Bread was baked in the mill until 1931."
TALK = "Fares will rise, said Ines Okafor, the harbour master. Nobody was surprised."


def ids(desk: Desk) -> list[str]:
    with desk.store.snapshot() as view:
        return view.document_ids()


def change(desk: Desk, table: str, where: str, **fields: object) -> None:
    tables = desk.store._tables
    tables.put(table, [{**row, **fields} for row in tables.rows(table, where)])


def test_both_stores_hold_the_same(desk: Desk, tmp_path) -> None:  # type: ignore[no-untyped-def]
    other = create_store(tmp_path / "folder", desk.embedder.name, desk.embedder.dimension)
    both = [desk, Desk(desk.folder, other, desk.embedder, desk.settings)]
    numbers = [[one.add(f"{n}.txt", text) for n, text in enumerate((TALK, LIGHTHOUSE, TALK, MILL))] for one in both]
    assert numbers[0] == numbers[1]
    with desk.store.snapshot() as view, other.snapshot() as sqlite:
        assert view.state == sqlite.state  # it names all seals, and so all rows
        for name in ("summaries", "speakers", "heard", "vocabulary", "origins", "corpus_sha256", "chunk_count"):
            assert getattr(view, name)() == getattr(sqlite, name)(), name
        hits = [
            [
                (hit.id, hit.lexical and round(hit.lexical, 9))
                for hit in Searcher(store, desk.embedder, 1).search(at, "Who baked bread?", 5)
            ]
            for store, at in ((desk.store, view), (other, sqlite))
        ]
    assert hits[0] == hits[1]
    other.close()


KILLED = """
import os, signal, sys
from index.milvus.address import MilvusAddress
from index.store import open_store

with open_store(MilvusAddress(sys.argv[1])).transaction() as writer:
    writer.remove(sys.argv[2])
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_writer_who_was_killed_before_the_last_row_leaves_nothing_to_see(desk: Desk) -> None:
    first, path = desk.add("a.txt", LIGHTHOUSE), desk.settings.place.uri
    server_manager_instance.release_server(path)  # a file belongs to one process
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    assert subprocess.run([sys.executable, "-c", KILLED, path, first], env=environment).returncode < 0
    desk.store = open_store(desk.settings.place)
    assert list(desk.store._tables.rows(PARTS, "gone < 100"))  # it had begun
    with desk.store.snapshot() as view:
        assert view.read_anew(first).document.text == LIGHTHOUSE and view.search_words(["lighthouse"], 5, None)
    second = desk.add("b.txt", MILL)
    assert ids(desk) == sorted([first, second]) and check(desk.settings.place, desk.embedder) == []


def test_a_commit_that_came_through_nevertheless_is_kept(desk: Desk, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def cut_off(*arguments: object) -> None:
        real(*arguments)
        raise StoreError("no answer")

    real = milvus_store.MilvusWriter.finish
    monkeypatch.setattr(milvus_store.MilvusWriter, "finish", cut_off)
    with pytest.raises(StoreError), desk.store.transaction() as writer:
        writer.note("colour", "green")
    with desk.store.snapshot() as view:
        assert view.note("colour") == "green"


def test_a_writer_who_was_held_up_commits_nothing(desk: Desk, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(StoreLocked, match="held up"), desk.store.transaction() as writer:
        writer.note("colour", "green")
        monkeypatch.setattr("index.leases.MARGIN_S", 60.0)
    with desk.store.snapshot() as view:
        assert view.note("colour") is None


def test_another_writer_is_waited_for_and_then_told(desk: Desk, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("index.milvus.store.PATIENCE_S", 0.05)
    with (
        desk.store.transaction(),
        pytest.raises(StoreLocked, match="another process is writing"),
        open_store(desk.settings.place).transaction(),
    ):
        pass


def test_rows_of_the_removed_are_deleted_when_readers_have_gone(desk: Desk, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("index.milvus.store.READERS_LEAVE_S", 0.01)
    number = desk.add("a.txt", LIGHTHOUSE)
    with desk.store.snapshot() as view:
        with desk.store.transaction() as writer:
            writer.remove(number)
        desk.store.forget()
        assert view.search_words(["lighthouse"], 5, None) and view.read_anew(number).document.text == LIGHTHOUSE
    desk.store.forget()
    tables = desk.store._tables
    assert [list(tables.rows(table, "born >= 0")) for table in (CHUNKS, PARTS)] == [[], []]


def test_a_reader_elsewhere_whose_rows_were_deleted_is_told(desk: Desk) -> None:
    number = desk.add("a.txt", LIGHTHOUSE)
    elsewhere = open_store(desk.settings.place)  # its readers are not known here
    with pytest.raises(StoreLocked, match="ask again"), elsewhere.snapshot() as view:
        desk.add("a.txt", MILL)
        view.read_anew(number)


@pytest.mark.parametrize(
    ("table", "where", "fields"),
    [
        (PARTS, 'kind == "card"', {"gone": 0}),
        (PARTS, 'kind == "body"', {"data": "no zip"}),
        (META, 'id == "state"', {"data": json.dumps({"generation": "9"})}),
    ],
)
def test_damage_is_told(desk: Desk, table: str, where: str, fields: dict[str, object]) -> None:
    number = desk.add("a.txt", LIGHTHOUSE)
    change(desk, table, where, **fields)
    with pytest.raises(StoreDamaged), open_store(desk.settings.place).snapshot() as view:
        view.document(number)


def test_a_check_looks_at_words_and_vectors(desk: Desk) -> None:
    number = desk.add("a.txt", LIGHTHOUSE)
    assert check(desk.settings.place, desk.embedder) == []
    change(desk, CHUNKS, f'document_id == "{number}"', words=" |  | nothing | ")
    assert "the words of document" in check(desk.settings.place, desk.embedder)[0].what
    change(desk, CHUNKS, f'document_id == "{number}"', vector=[1.0] + [0.0] * 63)
    assert "its vectors are damaged" in check(desk.settings.place, desk.embedder)[0].what


def test_a_newer_store_is_refused(desk: Desk, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("index.milvus.store.VERSION", 0)
    with pytest.raises(StoreVersionError, match="layout 1"):
        open_store(desk.settings.place)


def test_a_large_document_takes_several_rows(desk: Desk, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("index.milvus.packed.LONGEST", 200)
    number = desk.add("a.txt", TALK)
    with open_store(desk.settings.place).snapshot() as view:
        assert view.document(number).text == TALK
    assert len(list(desk.store._tables.rows(PARTS, 'kind == "body"'))) > 1
    desk.store._tables.drop(PARTS, 'kind == "body" and number == 1')
    with pytest.raises(StoreDamaged), open_store(desk.settings.place).snapshot() as view:
        view.document(number)
