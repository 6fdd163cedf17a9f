from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from index.errors import LoadError, NoText, TooLarge, UnknownFormat, Unreadable
from index.load import LoadLimits, apart, load_bytes
from index.load.apart import Reader

TEXT = "# Fares\n\nThe ferry “Zoë” runs in May.\n".encode()


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.close()


def test_it_reads_what_reading_here_gives(reader: Reader) -> None:
    for name, data in (("a.md", TEXT), ("b.html", b"<h1>Fares</h1><p>The ferry runs in May.</p>")):
        assert reader.read(name, data, LoadLimits()) == load_bytes(name, data)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [("a.txt", b"", NoText), ("a.xyz", b"a", UnknownFormat), ("a.pdf", b"%PDF-1.4", LoadError)],
)
def test_errors_are_the_same(reader: Reader, name: str, data: bytes, error: type[LoadError]) -> None:
    with pytest.raises(error):
        reader.read(name, data, LoadLimits())


def test_a_file_that_takes_too_long_costs_only_itself(reader: Reader) -> None:
    with pytest.raises(TooLarge, match=r"more than 0\.01 seconds"):
        reader.read("a.html", b"<p>word" * 200_000, replace(LoadLimits(), seconds=0.01))
    assert reader.read("a.md", TEXT, LoadLimits()).format == "markdown"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such timers")
def test_a_reader_ends_itself_where_nobody_ends_it(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_stop", lambda child, too_late: None)
    with pytest.raises(Unreadable, match="broke down"):
        reader.read("a.html", b"<p>word" * 2_000_000, replace(LoadLimits(), seconds=0.01))


def test_a_file_that_takes_too_much_memory_costs_only_itself(reader: Reader) -> None:
    with pytest.raises((TooLarge, Unreadable)):
        reader.read("a.html", b"<p>word" * 3_000_000, replace(LoadLimits(), memory_bytes=400_000_000))
    assert reader.read("a.md", TEXT, replace(LoadLimits(), memory_bytes=400_000_000)).format == "markdown"


def test_a_reader_that_was_killed_is_started_again(reader: Reader) -> None:
    reader.read("a.md", TEXT, LoadLimits())
    assert reader._child
    reader._child.kill()
    with pytest.raises(Unreadable, match="broke down"):
        reader.read("a.md", TEXT, LoadLimits())
    assert reader.read("a.md", TEXT, LoadLimits()).format == "markdown"
