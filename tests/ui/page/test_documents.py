"""Documents and speakers in a real browser."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from tests.ui.page.conftest import MARKS, ask, marked
from ui import texts

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = MARKS


def test_files_are_added_reported_read_and_removed(page: Page, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("A note about boats.")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-")
    page.get_by_role("tab", name=texts.DOCUMENTS_TAB).click()
    page.set_input_files("#upload input[type=file]", [tmp_path / "note.txt", tmp_path / "bad.pdf"])
    page.wait_for_selector(".volume >> nth=2")
    assert "note.txt Added" in page.inner_text("#reports")
    assert "is damaged" in page.inner_text("#reports")
    note = page.locator(".volume", has_text="note.txt")
    note.get_by_role("button", name=texts.READ).click()
    page.wait_for_function("document.querySelector('#source .text')?.textContent === 'A note about boats.'")
    note.get_by_role("button", name=f"{texts.REMOVE}:").click()
    note.get_by_role("button", name=texts.REMOVE_YES).click()
    note.wait_for(state="detached")
    assert "2 documents" in page.inner_text("#masthead")


def test_a_question_is_restricted_to_a_document(page: Page, resident: SimpleNamespace) -> None:
    page.get_by_role("tab", name=texts.DOCUMENTS_TAB).click()
    page.get_by_role("button", name=texts.ONLY_OF.format("The harbour plan")).press("Enter")
    page.wait_for_selector(".volume.chosen")
    page.get_by_role("tab", name=texts.ASK_TAB).click()
    ask(page, "What does Bell say?")
    assert resident.asked[-1].documents == (resident.town.id,)
    page.get_by_role("button", name=texts.ASK_ALL).click()
    page.wait_for_selector(".scope", state="detached")


def test_a_speakers_words_are_listed_and_opened(page: Page) -> None:
    page.get_by_role("tab", name=texts.SPEAKERS_TAB).click()
    page.get_by_role("button", name="Carl Dahl").press("Enter")
    page.locator(".sayings .chip").click()
    assert marked(page) == "the plan is sound"
