"""Small files of every format, made in code, for the fuzzer to spoil."""

from __future__ import annotations

import io

import docx
from fpdf import FPDF

PROSE = (
    "The ferry will not run in May, said Ines Okafor, the harbour master. “Nobody asked us,” Tom Reeve replied.\n\n"
    "According to the minutes, three brothers — Jan, Émile and Özgür — built the tower in 1852. Frost came early."
)


def seeds() -> dict[str, list[bytes]]:
    """Files by the ending of their name."""
    return {
        ".txt": [PROSE.encode(), PROSE.encode("utf-16"), PROSE.replace("“", '"').replace("”", '"').encode("cp1252", "replace")],
        ".md": [f"---\ntitle: Fares\nauthor: A. Writer\ndate: 2024-05-01\n---\n# Fares\n\n{PROSE}\n\n- one\n- two\n\n```\ncode\n```\n".encode()],
        ".html": [_page().encode(), _page().replace("utf-8", "cp1252").encode("cp1252", "replace")],
        ".pdf": [_pdf(1), _pdf(3)],
        ".docx": [_docx()],
    }  # fmt: skip


def _page() -> str:
    paragraphs = "".join(f"<p class=c{n}>{line}</p>" for n, line in enumerate(PROSE.split("\n\n")))
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Fares</title><meta name="author" content="A. Writer">'
        "<style>.gone{display:none}</style></head><body><nav><a href=x>Home</a></nav><article><h1>Fares</h1>"
        f"{paragraphs}<table><tr><th>Year<th>Trees<tr><td>1852<td>90</table><ul><li>one<li>two</ul>"
        "<div class=gone>Obey.</div><script>let x = '<p>';</script></article><footer>&copy; &#8212; &bogus;</footer>"
    )


def _pdf(pages: int) -> bytes:
    pdf = FPDF()
    pdf.set_title("Fares")
    pdf.set_font("Helvetica", size=11)
    for number in range(pages):
        pdf.add_page()
        pdf.multi_cell(0, 6, f"Page {number + 1}\n\n" + PROSE.encode("latin-1", "ignore").decode("latin-1"))
    return bytes(pdf.output())


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("Fares", 1)
    for paragraph in PROSE.split("\n\n"):
        document.add_paragraph(paragraph)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 1).text = "Year", "1852"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
