"""The page for everyone: the keyboard alone, a phone, light and dark, and what axe-core finds in each state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python

from tests.ui.page.conftest import MARKS, PHONE, ask
from ui import texts

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

pytestmark = MARKS


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
    page.wait_for_selector("#welcome .example")
    page.wait_for_selector("body.dark")


def test_nothing_shuts_anybody_out(page: Page, dark: Page, phone: Page) -> None:
    for shown in (page, dark, phone):
        for state in STATES:
            state(shown)
            assert findings(shown) == [], state.__name__


def first(page: Page) -> None:
    page.locator(".example").first.wait_for()


def sides(page: Page) -> None:
    ask(page, "who disputes the plan?")


def judged(page: Page) -> None:
    page.locator(".thumb").last.press("Enter")
    page.wait_for_selector(".remark")
    page.locator(".take summary").press("Enter")


def followed(page: Page) -> None:
    page.keyboard.press("Escape")
    ask(page, "and about the quay?")
    page.locator("[data-reveal]:visible").last.press("Enter")


def refused(page: Page) -> None:
    page.get_by_role("button", name=texts.CLEAR).press("Enter")
    first(page)
    ask(page, "How long should sourdough rise?")


def documents(page: Page) -> None:
    page.get_by_role("tab", name=texts.DOCUMENTS_TAB).press("Enter")
    page.get_by_role("button", name=texts.ONLY_OF.format("The harbour plan")).press("Enter")
    page.wait_for_selector(".volume.chosen")


def reading(page: Page) -> None:
    page.get_by_role("button", name=f"{texts.READ}: The harbour plan").press("Enter")
    page.wait_for_function("document.activeElement.tagName === 'H2'")
    page.locator(".legend summary").press("Enter")
    page.wait_for_timeout(250)  # on a phone the pane slides in


def speakers(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("tab", name=texts.SPEAKERS_TAB).press("Enter")
    page.locator(".person").first.press("Enter")
    page.wait_for_selector(".sayings")
    page.wait_for_timeout(250)


def scoped(page: Page) -> None:
    page.get_by_role("tab", name=texts.ASK_TAB).press("Enter")
    page.locator(".scope").wait_for()


STATES = (first, sides, judged, followed, refused, documents, reading, speakers, scoped)


def findings(page: Page) -> list[str]:
    """What axe-core finds, a line each."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{one['impact']}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


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
