"""Word documents that are made here: order, tables, lists, hidden text, bombs."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.errors import NoText, TooLarge, Unreadable
from index.load import LoadLimits, load_bytes
from index.types import Extracted


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def extracted(document: Document) -> Extracted:
    return load_bytes("a.docx", saved(document))


def letter() -> Document:
    document = docx.Document()
    document.add_heading("Dredging", 1)
    document.add_paragraph("The harbour is too shallow.")
    document.add_paragraph("Order a dredger", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("Year", "Depth"), ("2023", "4.2 m")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("It must be done in May.")
    return document


def test_everything_in_document_order() -> None:
    assert extracted(letter()).text == (
        "Dredging\n\nThe harbour is too shallow.\n\n- Order a dredger\n\nYear | Depth\n2023 | 4.2 m\n\n"
        "It must be done in May."
    )


def test_headings() -> None:
    document = extracted(letter())
    assert [document.text[h.start : h.end] for h in document.headings] == ["Dredging"]


def test_what_the_template_says_is_ignored() -> None:
    document = extracted(letter())
    assert (document.title, document.author, document.published) == (None, None, None)


def test_core_properties() -> None:
    document = letter()
    document.core_properties.title = "On dredging"
    document.core_properties.author = "Ada Byron"
    assert extracted(document).title == "On dredging"
    assert extracted(document).author == "Ada Byron"


def test_hidden_and_deleted_text_is_dropped_and_inserted_text_kept() -> None:
    document = docx.Document()
    document.add_paragraph("Seen.").add_run("SECRET").font.hidden = True
    names = nsdecls("w")
    for xml in (
        "<w:ins {}><w:r><w:t> Added.</w:t></w:r></w:ins>",
        "<w:del {}><w:r><w:delText>Gone.</w:delText></w:r></w:del>",
    ):
        document.paragraphs[0]._p.append(parse_xml(xml.format(names)))
    assert extracted(document).text == "Seen. Added."


def test_a_document_without_text() -> None:
    with pytest.raises(NoText, match="holds no text"):
        extracted(docx.Document())


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO(saved(letter()))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bomb.bin", bytes(10_000_000))
    with pytest.raises(TooLarge, match=r"unpacks to 10(\.\d)? MB, over the limit of 4 MB"):
        load_bytes("a.docx", buffer.getvalue(), LoadLimits(max_bytes=1_000_000))


def test_a_torn_file() -> None:
    with pytest.raises(Unreadable, match="damaged"):
        load_bytes("a.docx", saved(letter())[:2000])


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "lol">' + b"".join(
        b'<!ENTITY a%d "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">' % n for n in range(3)
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(letter()))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", bomb + b"]><w:document", 1).replace(b"too shallow", b"&a2; shallow")
            new.writestr(name, data)
    assert "lol" not in load_bytes("a.docx", buffer.getvalue()).text
