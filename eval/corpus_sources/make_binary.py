"""Write the PDF and DOCX documents of the corpus from the plain text beside this file, the same bytes each time.

A source line is one block: `! title`, `# heading`, `## smaller heading`, `* emphasised line`, `- list item`,
`| cell | cell |`, or else a paragraph. Empty lines only separate.

Run: `python eval/corpus_sources/make_binary.py`
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from fpdf import FPDF
from fpdf.enums import XPos, YPos

FOLDER = Path(__file__).parent
TARGET = FOLDER.parent / "corpus"
WHEN = datetime(2026, 5, 20, 12, 0, 0, tzinfo=UTC)
"""The date that every file carries, so that its bytes do not depend on the day."""
ZIP_WHEN = (2026, 5, 20, 12, 0, 0)
MARKS = {"!": "title", "#": "heading", "##": "subheading", "*": "emphasis", "-": "item"}
PT_SIZES = {"title": 15, "heading": 13, "subheading": 11.5, "emphasis": 10.5, "item": 10.5, "paragraph": 10.5}


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a source: what it is, and its text (a table's row as cells)."""

    kind: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a PDF is laid out: its running header and footer, fount and columns."""

    name: str
    title: str
    author: str
    header: str
    footer: str
    family: str
    columns: int


SHEETS = (
    Sheet(
        name="calder-vale-annual-report",
        title="Annual report on Form AR-7 (excerpt)",
        author="Calder Vale Instruments, Inc.",
        header="CALDER VALE INSTRUMENTS, INC.  |  Form AR-7, fiscal 2025",
        footer="Filed December 5, 2025 - Page {page} of {{nb}}",
        family="Times",
        columns=1,
    ),
    Sheet(
        name="amber-light-moths",
        title="Amber street lighting and nocturnal moth activity in a mid-sized city",
        author="Yuki Haldane, Marcus Oyelaran, Petra Lindqvist-Amado",
        header="Haldane et al.: Amber street lighting and moths",
        footer="Journal of Applied Night Ecology 12 (2026)   {page}",
        family="Helvetica",
        columns=2,
    ),
)
LETTERS = (
    ("northgate-letter", "Serapis 3 field correction", "Miriam Castellano"),
    ("minewater-press-release", "Mine water to heat 1,840 Ostermere homes", "Brightwater Renewal plc"),
)


class Pages(FPDF):
    """A PDF with a running header and footer on every page."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(format=(148, 210))  # A5, in mm
        self.sheet = sheet
        # Windows-1252 holds the curly quotes and dashes that Latin-1 lacks; the built-in founts need no font file.
        self.core_fonts_encoding = "windows-1252"
        self.set_margins(16, 16)
        self.set_auto_page_break(True, margin=18)
        self.set_creation_date(WHEN)
        self.set_title(sheet.title)
        self.set_author(sheet.author)

    def header(self) -> None:
        """Print the running header."""
        self.set_font(self.sheet.family, "I", 8)
        self.cell(0, 5, self.sheet.header, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(3)

    def footer(self) -> None:
        """Print the running footer with the page number."""
        self.set_y(-12)
        self.set_font(self.sheet.family, "I", 8)
        self.cell(0, 5, self.sheet.footer.format(page=self.page_no()), align="C")


def read_blocks(name: str) -> Iterator[Block]:
    """Yield the blocks of one source."""
    for line in (FOLDER / f"{name}.src").read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "|":
            cells = tuple(cell.strip() for cell in line.strip("| ").split("|"))
            yield Block("row", line, cells)
        elif line.strip():
            yield Block(MARKS[mark], rest) if mark in MARKS else Block("paragraph", line)


def write_pdf(sheet: Sheet) -> None:
    """Write one PDF, in one column or two."""
    pdf = Pages(sheet)
    pdf.add_page()
    blocks = list(read_blocks(sheet.name))
    body = next(index for index, block in enumerate(blocks) if block.kind == "heading")
    for block in blocks if sheet.columns == 1 else blocks[:body]:
        print_block(pdf, sheet.family, block)
    if sheet.columns > 1:
        print_columns(pdf, sheet, blocks[body:])
    pdf.output(str(TARGET / f"{sheet.name}.pdf"))


def print_block(pdf: FPDF, family: str, block: Block) -> None:
    """Print one block over the whole width."""
    if block.kind == "row":
        pdf.set_font(family, "", 9.5)
        width = pdf.epw / len(block.cells)
        for cell in block.cells:
            pdf.cell(width, 5.5, cell, border=1)
        pdf.ln(5.5)
        return
    style = {"title": "B", "heading": "B", "subheading": "BI", "emphasis": "I"}.get(block.kind, "")
    pdf.set_font(family, style, PT_SIZES[block.kind])
    pdf.multi_cell(0, 5.2, block.text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(2.5)


def print_columns(pdf: FPDF, sheet: Sheet, blocks: list[Block]) -> None:
    """Print blocks in columns, as journals do."""
    with pdf.text_columns(ncols=sheet.columns, gutter=6, text_align="L", line_height=1.2) as columns:
        for block in blocks:
            pdf.set_font(sheet.family, "B" if block.kind == "heading" else "", 9)
            with columns.paragraph(bottom_margin=2) as paragraph:
                paragraph.write(block.text)


def write_docx(name: str, title: str, author: str) -> None:
    """Write one DOCX: headings, paragraphs, lists and tables."""
    document = Document()
    core = document.core_properties
    core.title, core.author, core.last_modified_by = title, author, author
    core.created = core.modified = WHEN.replace(tzinfo=None)
    rows: list[tuple[str, ...]] = []
    for block in [*read_blocks(name), Block("paragraph", "")]:
        if block.kind == "row":
            rows.append(block.cells)
            continue
        add_table(document, rows)
        rows.clear()
        if block.text:
            add_block(document, block)
    save_same_bytes(document, TARGET / f"{name}.docx")


def add_block(document: DocxDocument, block: Block) -> None:
    """Add one block that is not a table's row."""
    levels = {"title": 0, "heading": 1, "subheading": 2}
    if block.kind in levels:
        document.add_heading(block.text, level=levels[block.kind])
        return
    paragraph = document.add_paragraph(style="List Bullet" if block.kind == "item" else None)
    paragraph.add_run(block.text).italic = block.kind == "emphasis"


def add_table(document: DocxDocument, rows: list[tuple[str, ...]]) -> None:
    """Add the rows collected so far as one table, if there are any."""
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def save_same_bytes(document: DocxDocument, path: Path) -> None:
    """Save with a fixed date on every part of the archive; python-docx would write the present time."""
    buffer = BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name, date_time=ZIP_WHEN), made.read(name), zipfile.ZIP_DEFLATED)


def main() -> None:
    """Write all four files."""
    for sheet in SHEETS:
        write_pdf(sheet)
    for name, title, author in LETTERS:
        write_docx(name, title, author)


if __name__ == "__main__":
    main()
