from __future__ import annotations

import contextlib
import sqlite3

import pytest

from index.check import check
from index.sqlite.check import UNFIT
from index.sqlite.database import FILE
from index.sqlite.repair import repair
from index.vectors import CACHE
from index.words import CACHE as WORDS


@pytest.fixture
def harmed(desk):  # type: ignore[no-untyped-def]
    desk.add("a.txt", "Fares will rise, said Ines Okafor, the harbour master. Nobody was surprised.")
    desk.add("b.txt", "Bread was baked in the mill until 1931.")

    def harm(sql: str) -> str:
        desk.store.close()
        with contextlib.closing(sqlite3.connect(desk.store.folder / FILE)) as database, database:
            database.execute(sql)
        return "; ".join(finding.what for finding in check(desk.store.folder, desk.embedder))

    return harm


def test_a_whole_store_has_nothing_to_tell(harmed) -> None:  # type: ignore[no-untyped-def]
    assert harmed("SELECT 1") == ""


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE documents SET text = replace(text, '1931', '1913')", "its text, or what is said about it"),
        ("UPDATE statements SET speaker = 'Nobody'", "its sentences, statements or passages"),
        ("UPDATE chunks SET vector = zeroblob(256)", "its vectors are damaged"),
        ("UPDATE passages SET body = 'Something else' WHERE rowid = 1", "are not those of its text"),
        ("INSERT INTO passages (title, body) VALUES ('x', 'y')", "words of no document"),
        ("DELETE FROM passages_data WHERE id > 10", "word lists are damaged (passages)"),
        ("DELETE FROM words_data WHERE id > 10", "word lists are damaged (words)"),
        ("DELETE FROM origins", "the name of its file was lost"),
        ("DELETE FROM seals", "its text, or what is said about it"),
        ("UPDATE meta SET value = '9' WHERE key = 'generation'", "says about itself"),
    ],
)
def test_damage_is_told(harmed, sql: str, told: str) -> None:  # type: ignore[no-untyped-def]
    assert told in harmed(sql)


def test_a_cache_that_is_damaged_is_told(desk, harmed) -> None:  # type: ignore[no-untyped-def]
    (desk.store.folder / CACHE).write_bytes(b"no vectors")
    assert harmed("SELECT 1").startswith("the cache of vectors")


def test_a_cache_of_words_that_is_damaged_is_told_and_taken_away(desk, harmed) -> None:  # type: ignore[no-untyped-def]
    (desk.store.folder / WORDS).write_bytes(b"no words")
    assert harmed("SELECT 1") == UNFIT
    assert repair(desk.store.folder, desk.embedder, desk.settings) == []
    assert harmed("SELECT 1") == "" and not (desk.store.folder / WORDS).exists()


def test_vectors_of_other_weights_are_told(desk, harmed, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    encode = desk.embedder.encode
    monkeypatch.setattr(desk.embedder, "encode", lambda texts: encode(texts)[:, ::-1], raising=False)
    assert "are not those of its text" in harmed("SELECT 1")


def test_a_file_that_is_no_database_is_told(desk) -> None:  # type: ignore[no-untyped-def]
    (desk.store.folder / FILE).write_bytes(b"no database, but as long as one" * 100)
    (finding,) = check(desk.store.folder, desk.embedder)
    assert "cannot be read" in finding.what
