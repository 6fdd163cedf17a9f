"""Files that cannot be read, each with the sentence that a person sees, and the choice of format."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from index.errors import Encrypted, LoadError, NoText, TooLarge, UnknownFormat, Unreadable
from index.load import LoadLimits, load, load_bytes, supported_suffixes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def test_reads_a_file(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("The bridge opens in May.", "utf-8")
    assert load(file).text == "The bridge opens in May."


def test_what_is_loaded_can_cross_to_another_process() -> None:
    extracted = load_bytes("a.md", b"# Bridge\n\nIt opens in May.")
    assert pickle.loads(pickle.dumps(extracted)) == extracted


def test_an_unknown_ending_lists_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "table.xlsx"
    file.write_bytes(b"x")
    with pytest.raises(UnknownFormat, match=r"'\.xlsx' are not read; save it as one of \.docx") as caught:
        load(file)
    assert all(suffix in str(caught.value) for suffix in supported_suffixes())


def test_a_name_without_an_ending_is_unknown() -> None:
    with pytest.raises(UnknownFormat, match="without an ending"):
        load_bytes("README", b"words")


def test_an_empty_file() -> None:
    with pytest.raises(NoText, match="empty"):
        load_bytes("a.txt", b"")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_file_without_words(name: str) -> None:
    with pytest.raises(NoText):
        load_bytes(name, b" \n --- \n")


def test_a_file_over_the_limit_names_both_sizes(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_bytes(b"x" * 61_300)
    with pytest.raises(TooLarge, match=r"61\.3 kB, over the limit of 50 kB"):
        load(file, LoadLimits(max_bytes=50_000))


def test_sizes_that_round_alike_are_given_in_bytes() -> None:
    with pytest.raises(TooLarge, match="50,001 bytes, over the limit of 50,000 bytes"):
        load_bytes("a.txt", b"x" * 50_001, LoadLimits(max_bytes=50_000))


def test_too_many_characters() -> None:
    with pytest.raises(TooLarge, match="12 characters of text, over the limit of 10"):
        load_bytes("a.txt", b"twelve chars", LoadLimits(max_characters=10))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        load(tmp_path / "gone.txt")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="folder"):
        load(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(Unreadable, match="pipe"):
        load(tmp_path / "pipe.txt")


def test_a_device() -> None:
    with pytest.raises(Unreadable, match="device"):
        load(Path("/dev/null"))


def test_a_link_to_itself(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    with pytest.raises(Unreadable, match="leads back to itself"):
        load(loop)


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("words", "utf-8")

    def refuse(*args: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)  # the test may run as root, whom nothing refuses
    with pytest.raises(Unreadable, match="give yourself permission"):
        load(file)


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 300 + ".txt"])
def test_impossible_names(name: str) -> None:
    with pytest.raises(Unreadable):
        load(Path(name))


def test_a_pdf_under_a_wrong_name_is_read_as_a_pdf() -> None:
    with pytest.raises(Unreadable, match="PDF is damaged"):
        load_bytes("notes.txt", b"%PDF-1.7 and nothing more")


def test_a_text_that_mentions_the_mark_of_a_pdf_stays_text() -> None:
    assert load_bytes("a.txt", b"A PDF begins with %PDF-1.7.").format == "text"


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), Encrypted, "asks for a password"),
        (OLE + "WordDocument".encode("utf-16-le"), Unreadable, r"old \.doc kind"),
        (b"{\\rtf1 words}", Unreadable, "RTF"),
        (b"only text", Unreadable, "not a Word document"),
        (b"PK\x03\x04 not really", Unreadable, "damaged"),
    ],
)
def test_what_a_docx_may_turn_out_to_be(data: bytes, error: type[LoadError], says: str) -> None:
    with pytest.raises(error, match=says):
        load_bytes("letter.docx", data)


def test_a_page_saved_as_pdf_is_not_one() -> None:
    with pytest.raises(Unreadable, match="not a PDF"):
        load_bytes("paper.pdf", b"<html>Please log in</html>")


def test_an_archive_under_another_name() -> None:
    with pytest.raises(Unreadable, match="zip archive"):
        load_bytes("notes.txt", b"PK\x03\x04" + bytes(40))
