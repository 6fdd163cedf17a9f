"""Files made to do harm: each is read as the plain thing it is, or refused with a sentence."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from pathlib import Path

import docx
import pytest

from index.build import read_document
from index.errors import Encrypted, LoadError, NoText, TooLarge, Unreadable
from index.files import SourceFile
from index.load import LoadLimits, load, load_bytes
from index.load.apart import reader

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPE = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "lol">{LAUGHS}]>'


def repacked(change: dict[str, bytes]) -> bytes:
    """A Word file with some of its members replaced."""
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("The ferry runs in May.")
    document.save(out)
    again = io.BytesIO()
    with zipfile.ZipFile(out) as packed, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in packed.namelist():
            new.writestr(name, change.get(name, packed.read(name)))
    return again.getvalue()


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(TooLarge, match="unpacks to"):
        load_bytes("a.docx", repacked({"word/document.xml": b" " * 300_000_000}))


def test_a_billion_laughs_in_a_word_file_are_not_laughed() -> None:
    body = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    laughing = DOCTYPE.encode() + body + b"&l11;</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(LoadError):
        reader.read("a.docx", repacked({"word/document.xml": laughing}), LoadLimits())


def test_a_billion_laughs_in_a_page_are_not_laughed() -> None:
    text = reader.read(
        "a.xhtml", f"{DOCTYPE}<html><body><p>The ferry &l11; runs.</p></body></html>".encode(), LoadLimits()
    )
    assert len(text.text) < 10_000


def test_an_entity_does_not_open_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The password is swordfish.")
    page = f'<!DOCTYPE p [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><p>The ferry &x; runs.</p></html>'
    assert "swordfish" not in load_bytes("a.xhtml", page.encode()).text


@pytest.mark.parametrize(
    "kids",
    [
        b"/Kids [2 0 R]",  # a folder of pages that is in itself
        b"/Kids [1 0 R]",  # the catalogue as a page
        b"/Kids [9 0 R]",  # nothing
        b"/Kids 2 0 R",
    ],
)
def test_a_pdf_that_goes_in_circles_comes_to_an_end(kids: bytes) -> None:
    circle = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1 " + kids
    with pytest.raises(LoadError):
        reader.read("a.pdf", circle + b">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", LoadLimits(seconds=20))


def test_a_pdf_that_claims_a_billion_pages_is_refused() -> None:
    pages = b"2 0 obj<</Type/Pages/Count 1000000000/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj"
    with pytest.raises(LoadError):
        many = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + pages
        reader.read("a.pdf", many + b"\ntrailer<</Root 1 0 R>>\n%%EOF", LoadLimits(seconds=20))


def test_null_bytes_are_no_text() -> None:
    with pytest.raises(Unreadable, match="does not look like text"):
        load_bytes("a.txt", b"The ferry\0 runs in May.")


def test_lone_surrogates_become_marks_of_replacement() -> None:
    assert load_bytes("a.txt", b"\xef\xbb\xbfThe \xed\xa0\x80 ferry").text.startswith("The \ufffd")
    assert "\ud800" not in load_bytes("a.html", b"<p>The ferry &#xD800; runs.</p>").text


def test_mixed_encodings_keep_what_can_be_read() -> None:
    mixed = "Zoë’s ferry, café, naïve, Müller, Gößling. ".encode() * 20 + "café".encode("cp1252")
    assert load_bytes("a.txt", mixed).text.count("Zoë’s ferry") == 20


def test_a_link_to_itself_and_a_pipe_are_refused(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    for name, reason in (("loop.txt", "leads back to itself"), ("pipe.txt", "a pipe")):
        with pytest.raises(Unreadable, match=reason):
            load(tmp_path / name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry runs.")
    (tmp_path / "a.txt").chmod(0)
    with pytest.raises(Unreadable, match="give yourself permission"):
        load(tmp_path / "a.txt")


def test_a_file_that_changes_while_it_is_read_is_refused_or_read_whole(tmp_path: Path) -> None:
    path, done = tmp_path / "a.txt", threading.Event()
    path.write_text("one " * 100_000)

    def write() -> None:
        while not done.is_set():
            for word in ("one ", "two "):
                path.write_text(word * 100_000)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(20):
            try:
                assert len(load(path).text.split()) in range(100_001)
            except (Unreadable, NoText):
                continue
    finally:
        done.set()
        writer.join()


def test_an_encrypted_pdf_is_told_from_a_broken_one() -> None:
    from pypdf import PdfReader, PdfWriter

    from eval.trials.seeds import seeds

    writer, out = PdfWriter(PdfReader(io.BytesIO(seeds()[".pdf"][0]))), io.BytesIO()
    writer.encrypt("swordfish", algorithm="AES-256")
    writer.write(out)
    with pytest.raises(Encrypted, match="asks for a password"):
        load_bytes("a.pdf", out.getvalue())


def test_control_characters_in_a_page_are_replaced() -> None:
    page = b"<body><style>p{}</style><p>The ferry &#1; runs in<script>x</script> &#2; May.</p><div hidden>no</div>&#3;"
    text = load_bytes("a.html", page).text
    assert "runs" in text and "May" in text and "\x01" not in text and "no" not in text.split()


def test_a_style_sheet_without_a_rule_is_read_once() -> None:
    page = b"<style>.a" + b"a" * 2_000_000 + b"</style><p>The ferry runs in May.</p>"
    assert reader.read("a.html", page, LoadLimits(seconds=20)).text == "The ferry runs in May."


@pytest.mark.parametrize("endless", ["“" * 4_000, "(" * 4_000, "a." * 5_000, " " * 1_000_000])
def test_a_text_without_end_is_read_in_a_time_that_grows_with_it(endless: str) -> None:
    extracted = load_bytes("a.txt", f"The ferry runs. {endless} It is old.".encode())
    document = read_document(extracted, SourceFile(Path("a.txt"), "a.txt"))
    assert document.text[document.sentences[0].start : document.sentences[0].end] == "The ferry runs."


def test_a_long_line_is_refused_by_its_length() -> None:
    with pytest.raises(TooLarge, match="20,000,000"):
        reader.read("a.txt", b"ferry " * 5_000_000, LoadLimits())
