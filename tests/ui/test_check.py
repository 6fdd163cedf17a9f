from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from index.sqlite.database import DAMAGED, FILE
from ui.cli import app


@pytest.fixture
def check(desk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:  # type: ignore[no-untyped-def]
    desk.add("a.txt", "Fares will rise, said Ines Okafor, the harbour master.")
    desk.store.close()
    monkeypatch.setenv("ONRECORD_STORE", str(desk.store.folder))
    monkeypatch.setattr("index.embed.load_embedder", lambda settings: desk.embedder)

    def run(*options: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["check", *options])
        return done.exit_code, " ".join(done.output.split())

    return run


def test_a_whole_store_is_told_in_a_line(check: Callable[..., tuple[int, str]]) -> None:
    assert check() == (0, "everything is as it was written")


def test_damage_is_named_and_made_good(desk, check: Callable[..., tuple[int, str]]) -> None:  # type: ignore[no-untyped-def]
    with contextlib.closing(sqlite3.connect(desk.store.folder / FILE)) as database, database:
        database.execute("UPDATE statements SET speaker = 'Nobody'")
    code, told = check()
    assert code == 1 and "document 'A': its sentences, statements" in told and "onrecord check --repair" in told
    code, told = check("--repair")
    assert code == 0 and DAMAGED in told
    assert check() == (0, "everything is as it was written")


def test_conversations_that_cannot_be_read_are_named(desk, check: Callable[..., tuple[int, str]]) -> None:  # type: ignore[no-untyped-def]
    (desk.store.folder / "conversations.sqlite3").write_bytes(b"no database, but as long as one " * 100)
    code, told = check()
    assert code == 1 and "conversations.sqlite3 is damaged" in told


def test_without_a_store_it_says_so(desk, check: Callable[..., tuple[int, str]]) -> None:  # type: ignore[no-untyped-def]
    (desk.store.folder / FILE).unlink()
    code, told = check()
    assert code == 1 and "there is no index" in told
