"""PDFs that are made here: pages, paragraphs, running heads, passwords, scans, damage."""

from __future__ import annotations

import pytest
from fpdf import FPDF

from index.errors import Encrypted, NoText, Unreadable
from index.load import load_bytes
from index.types import Extracted

PARAGRAPH = (
    "The harbour master reported that traffic rose in the spring and that every crane was repaired in time. " * 5
)


class Paper(FPDF):
    """A paper with a running head and page numbers."""

    def header(self) -> None:
        self.set_font("helvetica", size=8)
        self.cell(text="Harbour review 2024", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.cell(text=f"Page {self.page_no()} of 4")


def paper(pages: int, kind: type[FPDF] = Paper, head: str = "Findings") -> bytes:
    pdf = kind()
    for number in range(pages):
        pdf.add_page()
        pdf.set_font("helvetica", "B", 16)
        pdf.cell(text=f"{head} {'abcdefgh'[number]}", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("helvetica", size=11)
        pdf.multi_cell(0, text=PARAGRAPH)
    return bytes(pdf.output())


def extracted(data: bytes) -> Extracted:
    return load_bytes("a.pdf", data)


def test_lines_become_paragraphs() -> None:
    assert PARAGRAPH.strip() in extracted(paper(1)).text.split("\n\n")


def test_pages_cover_the_text() -> None:
    document = extracted(paper(4))
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert "".join(document.text[page.start : page.end] for page in document.pages) == document.text
    assert document.text[document.pages[2].start :].startswith("Findings c")


def test_a_running_head_stays_once_and_page_numbers_go() -> None:
    text = extracted(paper(4)).text
    assert text.count("Harbour review 2024") == 1
    assert "Page 2" not in text


@pytest.mark.parametrize("pages", [1, 2])
def test_short_papers_keep_what_is_said_at_the_edges(pages: int) -> None:
    text = extracted(paper(pages)).text
    assert text.count("Harbour review 2024") == 1
    assert text.count(PARAGRAPH.strip()) == pages


def test_headings_are_set_in_larger_letters() -> None:
    document = extracted(paper(2))
    assert [document.text[h.start : h.end] for h in document.headings] == ["Findings a", "Findings b"]


def test_a_sentence_over_a_page_break_is_whole() -> None:
    pdf = Paper()
    pdf.set_font("helvetica", size=11)
    for words in (
        "It was a long voyage, and nobody on the whole of the ship had expected that the old",
        "lantern would burn until the morning came and the coast was seen at last.",
        "End.",
        "End.",
    ):
        pdf.add_page()
        pdf.set_font("helvetica", size=11)
        pdf.cell(text=words)
    assert "that the old lantern would burn" in extracted(bytes(pdf.output())).text


def test_words_broken_at_the_margin_are_mended() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    lines = (
        "The well-known office gave its infor-",
        "mation to everybody, and the well-",
        "known rules were kept by all.",
    )
    pdf.multi_cell(0, text="\n".join(lines))
    text = extracted(bytes(pdf.output())).text
    assert text == "The well-known office gave its information to everybody, and the well-known rules were kept by all."


def test_title_author_and_date() -> None:
    pdf = FPDF()
    pdf.set_title("Harbour review")
    pdf.set_author("Ada Byron")
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    pdf.cell(text="It rained.")
    document = extracted(bytes(pdf.output()))
    assert (document.title, document.author) == ("Harbour review", "Ada Byron")


def locked(user_password: str) -> bytes:
    pdf = FPDF()
    pdf.set_encryption(owner_password="owner", user_password=user_password)
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    pdf.cell(text="It rained.")
    return bytes(pdf.output())


def test_a_password_is_asked_for() -> None:
    with pytest.raises(Encrypted, match="password"):
        extracted(locked("secret"))


def test_an_empty_password_opens() -> None:
    assert extracted(locked("")).text == "It rained."


def test_a_scan() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(10, 10, 50, 50)
    with pytest.raises(NoText, match="looks scanned"):
        extracted(bytes(pdf.output()))


@pytest.mark.parametrize("keep", [20, 400])
def test_a_torn_file(keep: int) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        extracted(paper(1)[:keep])
