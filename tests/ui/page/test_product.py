"""The whole product in a real browser: real documents, a real index, real answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.library import Library
from index.settings import IndexSettings
from rag.assistant import Assistant
from rag.settings import RagSettings
from rag.types import Inquiry
from tests.ui.page.conftest import MARKS, ask, marked, opened, served
from ui import texts

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

SEEDS = Path(__file__).parents[3] / "seeds"
QUESTION = "who disputes the escalation framing?"
WORDS = "The ferry carries {0} cars."

pytestmark = MARKS


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    library = Library(IndexSettings(_env_file=None, store=tmp_path_factory.mktemp("product") / "store"))
    list(library.index([SEEDS]))
    return Assistant(library, RagSettings(_env_file=None))


@pytest.fixture
def real(product: Assistant, desk: BrowserContext) -> Iterator[Page]:
    with served(product) as address:
        yield from opened(desk, address)


def pdf(path: Path, words: str) -> None:
    from fpdf import FPDF

    page = FPDF()
    page.add_page()
    page.set_font("helvetica", size=12)
    page.multi_cell(0, text=words)
    page.output(str(path))


def docx(path: Path, words: str) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(words)
    document.save(str(path))


def plain(path: Path, words: str) -> None:
    body = f"<html><body><article><p>{words}</p></article></body></html>" if path.suffix == ".html" else words
    path.write_text(body, "utf-8")


FORMATS: dict[str, Callable[[Path, str], None]] = {
    "a.txt": plain, "b.md": plain, "c.html": plain, "d.pdf": pdf, "e.docx": docx,
}  # fmt: skip


def test_what_is_cited_is_marked_letter_for_letter(real: Page, product: Assistant) -> None:
    answer = product.ask(Inquiry(QUESTION))
    ask(real, QUESTION)
    assert {p.speaker: p.stance for p in answer.positions}.keys() >= {"Timo Kivimäki", "Michael DiMino", "Mark Rutte"}
    for citation in answer.citations:
        chip = real.locator(f".turn .chip >> text='{citation.id}' >> nth=0")
        chip.scroll_into_view_if_needed()
        real.mouse.move(0, 0)
        real.wait_for_timeout(100)
        chip.hover()
        real.locator("#tip").wait_for(state="visible")
        assert " ".join(citation.text.split()) in " ".join(real.inner_text("#tip").split())
        chip.click()
        real.wait_for_function(
            "words => [...document.querySelectorAll('#source mark')].map(m => m.textContent).join('') === words",
            arg=citation.text,
        )
        assert marked(real) == citation.text


def test_what_the_documents_do_not_say_is_refused(real: Page) -> None:
    ask(real, "How long should sourdough rise?")
    assert real.locator(".turn .refusal").count() == 1
    assert real.locator("#source mark").count() == 0


def test_every_format_is_taken_and_answers(real: Page, tmp_path: Path) -> None:
    for number, (name, write) in enumerate(FORMATS.items()):
        write(tmp_path / name, WORDS.format(50 + number))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing that follows is a document")
    real.get_by_role("tab", name=texts.DOCUMENTS_TAB).click()
    real.set_input_files("#upload input[type=file]", sorted(tmp_path.iterdir()))
    real.wait_for_selector(".reports li >> nth=5")
    assert real.locator(".reports li.indexed").count() == len(FORMATS)
    assert "broken.pdf" in real.inner_text(".reports li.failed")
    real.get_by_role("tab", name=texts.ASK_TAB).click()
    ask(real, "How many cars does the ferry carry?")
    assert "The ferry carries" in marked(real)
