"""The page in a real browser: the system's Chromium, headless, and nothing but this machine to reach."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from rag.conversations import Conversations
from ui import texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]
PHONE = {"width": 390, "height": 844}
KEY = "a key of some length"

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed; on Debian: apt-get install chromium"),
    # Gradio's own summary of how long its events took, made with an option that pandas is about to drop.
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting':Warning"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(resident: SimpleNamespace, store: Conversations) -> Iterator[str]:
    with served(resident, store) as url:
        yield url


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Conversations]:
    """Where the module's conversations are kept."""
    conversations = Conversations(tmp_path_factory.mktemp("store"), 30)
    yield conversations
    conversations.close()


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor at a desk, whose browser keeps what it has loaded once."""
    context = browser.new_context()
    yield context
    context.close()


class served:
    """A server on a free port of this machine, as long as the block runs."""

    def __init__(self, assistant: SimpleNamespace, store: Conversations | None = None) -> None:
        import uvicorn
        from fastapi import FastAPI

        from ui.serve import mount_page

        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        app = FastAPI()
        app.state.conversations = store
        mount_page(app, assistant)
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()


@pytest.fixture
def page(desk: BrowserContext, address: str) -> Iterator[Page]:
    """The page, newly opened; whatever it asks of another machine, or complains of, fails the test."""
    yield from opened(desk, address)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """The page on a phone."""
    yield from opened(browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True), address)


@pytest.fixture
def dark(browser: Browser, address: str) -> Iterator[Page]:
    """The page where dark is preferred."""
    yield from opened(browser.new_context(color_scheme="dark"), address)


def opened(context: BrowserContext, address: str) -> Iterator[Page]:
    page = context.new_page()
    trouble: list[str] = []
    page.on("request", lambda r: None if local(r.url, address) else trouble.append(r.url))
    page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#conversation .example")
    yield page
    trapped = page.evaluate("window.trapped || localStorage.clear()")
    page.close()
    assert not trapped
    assert trouble == []


def local(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))


def ask(page: Page, question: str) -> None:
    turns = page.locator(".turn").count()
    page.get_by_label(texts.QUESTION).fill(question)
    page.keyboard.press("Enter")
    page.wait_for_selector(f".turn >> nth={turns}")
    page.wait_for_selector(".turn.waiting", state="detached")


def marked(page: Page) -> str:
    page.wait_for_selector("#source mark")
    return str(page.evaluate("[...document.querySelectorAll('#source mark')].map(m => m.textContent).join('')"))


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
    assert page.evaluate("document.activeElement.tagName") == "H2"


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
    monkeypatch.setattr(resident, "ask", lambda inquiry: going.wait(5))
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


def test_the_keyboard_alone_reaches_a_source_and_comes_back(page: Page) -> None:
    ask(page, "who disputes the plan?")
    page.focus(".side.disputes .chip")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.locator("#tip").wait_for(state="visible")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.tagName === 'H2'")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "chip"


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


def test_on_a_phone_nothing_overflows_and_the_source_slides_over(phone: Page) -> None:
    ask(phone, "who disputes the plan?")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert phone.locator("#source h2").is_hidden()
    phone.tap(".side.affirms .chip")
    phone.get_by_role("button", name=texts.CLOSE).tap()
    phone.locator("#source h2").wait_for(state="hidden")


def test_text_can_be_read_in_both_modes(page: Page, dark: Page) -> None:
    for shown in (page, dark):
        ask(shown, "who disputes the plan?")
        assert shown.evaluate(CONTRAST) == []


def test_light_and_dark_are_switched_and_kept(page: Page) -> None:
    page.get_by_role("button", name=texts.THEME).click()
    page.reload()
    page.wait_for_selector("#conversation .example")
    page.wait_for_selector("body.dark")


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


CONTRAST = """() => {
  // Every text that can be seen, against the ground that is painted behind it; WCAG 2 AA for text of this size.
  const rgb = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > .99) return c.slice(0, 3); } return [255, 255, 255]; };
  const poor = [];
  const walk = document.createTreeWalker(document.querySelector("gradio-app"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    const words = walk.currentNode.textContent.trim();
    if (!words || !e.checkVisibility({ visibilityProperty: true })) continue;
    if (e.closest("style, .sr-only, .visually-hidden")) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color).slice(0, 3)), light(ground(e))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) poor.push(`${e.tagName}.${e.className}: ${words.slice(0, 40)}`);
  }
  return poor;
}"""
