"""Asking in a real browser: answers, sources, follow-ups, refusals, judgements, links and what is taken along."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from rag.conversations import Conversations
from tests.ui.page.conftest import MARKS, ask, marked, opened, served
from ui import texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

KEY = "a key of some length"

pytestmark = MARKS


def test_a_first_visit_says_what_is_loaded(page: Page) -> None:
    assert "2 documents, 3 statements by 2 speakers." in page.inner_text("#masthead")
    assert page.locator(".example").count() == 4


def test_an_example_is_answered_with_its_source_beside_it(page: Page) -> None:
    page.click(".example >> nth=0")
    page.wait_for_selector(".said")
    assert marked(page) == "“It is a mistake,” Bell said."


def test_a_click_marks_exactly_what_is_cited(page: Page, resident: SimpleNamespace) -> None:
    ask(page, "who disputes the plan?")
    page.click(".side.affirms .chip")
    page.wait_for_function("document.querySelector('#source mark')?.textContent === 'the plan is sound'")
    assert page.evaluate("document.querySelector('#source .text').textContent") == resident.town.text
    page.wait_for_function("document.activeElement.tagName === 'H2'")  # it comes a frame after the mark


def test_a_mark_is_scrolled_into_view(page: Page) -> None:
    page.set_viewport_size({"width": 1200, "height": 420})
    ask(page, "who disputes the plan?")
    page.click(".side.affirms .chip")
    page.wait_for_function("document.querySelector('#source mark')?.textContent === 'the plan is sound'")
    page.wait_for_timeout(100)
    pane, mark = page.locator("#source .text").bounding_box(), page.locator("#source mark").bounding_box()
    assert pane and mark
    assert pane["y"] <= mark["y"] <= pane["y"] + pane["height"]


def test_a_tip_shows_quote_speaker_and_document(page: Page) -> None:
    ask(page, "who disputes the plan?")
    page.hover(".side.disputes .chip")
    tip = page.locator("#tip")
    tip.wait_for(state="visible")
    assert all(words in tip.inner_text() for words in ("ruin the old quay", "Ana Bell", "mayor", "The harbour plan"))
    page.keyboard.press("Escape")
    assert tip.is_hidden()


def test_traps_do_nothing(page: Page, resident: SimpleNamespace) -> None:
    ask(page, "a trap <img src=x onerror='window.trapped=true'> ${window.trapped=true} {{this}}")
    assert marked(page) == resident.traps.text[resident.traps.text.index("<img") :]
    assert page.evaluate("document.querySelector('#source .text').textContent") == resident.traps.text
    assert page.locator("#conversation img, #source img, #conversation script").count() == 0


def test_a_follow_up_shows_how_it_was_understood(page: Page, resident: SimpleNamespace) -> None:
    ask(page, "What does Bell say?")
    ask(page, "and about the plan?")
    assert "What does Ana Bell say about the plan?" in page.inner_text(".asked-as")
    assert len(resident.asked[-1].history) == 2


def test_a_question_asked_before_the_visit_was_read_stays(desk: BrowserContext, address: str) -> None:
    page, held = desk.new_page(), []
    page.route("**/queue/join*", lambda r: r.continue_() if "Bell" in (r.request.post_data or "") else held.append(r))
    page.goto(address)
    page.wait_for_selector("#welcome .example")
    ask(page, "What does Bell say?")
    for visit in held:
        visit.continue_()
    page.wait_for_timeout(500)
    assert page.locator(".turn .said").is_visible()
    assert page.locator(".example >> nth=0").is_hidden()
    page.close()


def test_how_a_follow_up_was_understood_is_edited_and_asked_again(page: Page, resident: SimpleNamespace) -> None:
    ask(page, "What does Bell say?")
    ask(page, "and about the plan?")
    page.get_by_role("button", name=texts.EDIT_OF.format("")).last.click()
    page.keyboard.type(" <b>Now</b>")
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn:not(.waiting) >> nth=2")
    assert resident.asked[-1].question == "What does Ana Bell say about the plan? <b>Now</b>"
    assert len(resident.asked[-1].history) == 2


def test_a_question_is_asked_again(page: Page) -> None:
    ask(page, "What does Bell say?")
    page.get_by_role("button", name=texts.AGAIN_OF.format("What does Bell say?")).click()
    page.wait_for_selector(".turn:not(.waiting) >> nth=1")
    assert page.locator(".question").all_inner_texts() == ["What does Bell say?"] * 2


def test_a_judgement_and_its_reason_are_kept(page: Page, store: Conversations) -> None:
    ask(page, "What does Bell say?")
    page.get_by_role("button", name=texts.HELPED_NOT).press("Enter")
    page.wait_for_selector(".thumb[aria-pressed=true]")
    page.wait_for_function("document.activeElement.dataset.good === 'no'")
    page.get_by_label(texts.REMARK[False]).fill("It is Dahl's.")
    page.keyboard.press("Enter")
    page.get_by_text(texts.THANKED).wait_for()
    assert store.judged()[-1].feedback.text == "It is Dahl's."


def test_a_link_opens_the_answer_again(page: Page, address: str) -> None:
    ask(page, "who disputes the plan?")
    link = page.locator("[data-link]").get_attribute("data-link")
    page.goto(address + str(link))
    page.wait_for_selector(".side.disputes .chip")
    assert marked(page) == "the plan would ruin the old quay"


def test_a_conversation_is_taken_along(page: Page) -> None:
    ask(page, "who disputes the plan?")
    for name, sign in ((texts.EXPORT_AS["markdown"], "# Onrecord"), (texts.EXPORT_AS["html"], "<!doctype html>")):
        page.locator(".take summary").press("Enter")
        with page.expect_download() as download:
            page.get_by_role("button", name=name).press("Enter")
        text = Path(download.value.path()).read_text("utf-8")
        assert text.startswith(sign) and "the plan would ruin the old quay" in text


def test_what_was_only_found_opens_from_behind_its_fold(page: Page) -> None:
    ask(page, "who disputes the plan?")
    page.locator(".fold").press("Enter")
    page.locator(".uncited .chip").nth(1).press("Enter")
    page.wait_for_function("document.querySelector('#source mark')?.textContent.startsWith('The council voted')")


def test_a_refusal_opens_what_came_nearest(page: Page) -> None:
    ask(page, "How long should sourdough rise?")
    assert texts.REFUSED in page.inner_text(".refusal")
    page.click(".near .chip")
    assert marked(page) == "The council voted on the harbour plan on Monday."


def test_an_error_that_nobody_foresaw_is_said_calmly(page: Page) -> None:
    ask(page, "fail")
    assert texts.FAILED in page.inner_text(".problem")
    assert "nobody foresaw" not in page.content()


def test_a_slow_answer_can_be_stopped(page: Page, resident: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    going = threading.Event()
    monkeypatch.setattr(resident, "ask", lambda inquiry, listener: going.wait(5))
    page.get_by_label(texts.QUESTION).fill("why?")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=texts.STOP).click()
    page.wait_for_selector(".problem")
    going.set()
    assert texts.STOPPED in page.inner_text(".problem")


def test_a_conversation_can_be_cleared(page: Page) -> None:
    ask(page, "What does Bell say?")
    page.get_by_role("button", name=texts.CLEAR).click()
    page.wait_for_selector(".example")
    assert page.locator(".turn").count() == 0


def test_with_a_key_set_the_page_asks_for_it(browser: Browser, assistant: SimpleNamespace) -> None:
    assistant.settings = assistant.settings.model_copy(
        update={"api_key": SimpleNamespace(get_secret_value=lambda: KEY)}
    )
    with served(assistant) as url:
        page = browser.new_page()
        page.goto(url)
        page.get_by_label(texts.GATE_LABEL).fill("wrong")
        page.keyboard.press("Enter")
        page.get_by_text(texts.GATE_WRONG).wait_for()
        page.get_by_label(texts.GATE_LABEL).fill(KEY)
        page.keyboard.press("Enter")
        ask(page, "What does Bell say?")
        assert marked(page) == "“It is a mistake,” Bell said."
        page.close()


def test_the_mode_can_be_chosen_where_there_is_a_model(
    desk: BrowserContext, resident: SimpleNamespace, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page.get_by_text(texts.MODE, exact=True).is_visible()
    monkeypatch.setattr(resident, "writer", object())
    with served(resident) as address:
        for other in opened(desk, address):
            for wording, mode in reversed(texts.MODES):
                other.get_by_label(wording).check()
                ask(other, "What does Bell say?")
                assert resident.asked[-1].mode == mode
