"""What a visitor waits for on the page, in the system's Chromium, over ``seeds/``; with pictures of its states.

    python -m eval.bench.page [--rounds 5] [--port 7898] [--pictures FOLDER]

Times are of this machine at this moment; browser and server share its processors. The page's aims: first paint within
1.5 s, an answer within 0.5 s of Enter.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from eval.bench.server import served
from eval.run import open_corpus
from eval.suites import SUITES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAINT_AIM_S, ANSWER_AIM_S = 1.5, 0.5
QUESTIONS = (
    "who disputes the escalation framing?",
    "How many casualties has Russia suffered, by the Pentagon's estimate?",
    "Compare what Rutte and DiMino say about the deployment",
    "How many North Korean soldiers were killed?",
)
"""A survey, a fact, a comparison, and one that is refused."""
DESK: dict[str, Any] = {"viewport": {"width": 1360, "height": 860}, "color_scheme": "light"}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True}
WITHOUT_NETWORK = ["--no-sandbox", "--disable-background-networking"]

console = Console()


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds, one a round: to the first paint of a new visitor's page, to where a question can be asked, to answers."""

    paint: list[float]
    ready: list[float]
    answers: dict[str, list[float]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and take the pictures that are asked for; 2 where there is no Chromium."""
    parser = argparse.ArgumentParser(description="Time what a visitor waits for on the page.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--port", type=int, default=7898)
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of the page's states")
    asked = parser.parse_args(arguments)
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        console.print("Chromium is not installed; on Debian: apt-get install chromium")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        open_corpus(SUITES[0].documents, store)
        with served(store, asked.port), chromium(executable) as browser:
            address = f"http://127.0.0.1:{asked.port}/"
            show(measure(browser, address, asked.rounds))
            if asked.pictures:
                take_pictures(browser, address, asked.pictures)
    return 0


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=WITHOUT_NETWORK)
        yield browser
        browser.close()


def measure(browser: Browser, address: str, rounds: int) -> Waits:
    """Each round is a visitor whose browser has kept nothing; the first, with a cold server, is not counted."""
    waits = Waits([], [], {question: [] for question in QUESTIONS})
    for number in range(rounds + 1):
        context = browser.new_context(**DESK)
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("#welcome .example")
        found = {
            "paint": page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"),
            "ready": page.evaluate("performance.now() / 1000"),
        } | {question: ask(page, question) for question in QUESTIONS}
        if number:
            waits.paint.append(found.pop("paint"))
            waits.ready.append(found.pop("ready"))
            for question in QUESTIONS:
                waits.answers[question].append(found[question])
        context.close()
    return waits


def ask(page: Page, question: str) -> float:
    """Seconds from Enter until the answer, or the refusal, is there to read, by the browser's clock."""
    turns = page.locator(".turn").count()
    page.get_by_role("textbox").first.fill(question)
    began = page.evaluate("performance.now()")
    page.keyboard.press("Enter")
    script = f"document.querySelectorAll('.turn:not(.waiting)').length > {turns} && performance.now()"
    ended = page.wait_for_function(script, polling="raf").json_value()
    return (float(ended) - float(began)) / 1000


def show(waits: Waits) -> None:
    """A line a wait: median, longest, and its aim."""
    table = Table("seconds, over seeds/", "median", "longest", "aim")
    lines = [("first paint", waits.paint, PAINT_AIM_S), ("a question can be asked", waits.ready, None)]
    lines += [(f"answer: {question}", found, ANSWER_AIM_S) for question, found in waits.answers.items()]
    for name, found, aim in lines:
        table.add_row(name, f"{statistics.median(found):.2f}", f"{max(found):.2f}", "" if aim is None else f"≤ {aim}")
    console.print(table)


def take_pictures(browser: Browser, address: str, folder: Path) -> None:
    """The page's main states as PNG files in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    desk = opened(browser, address)
    desk.screenshot(path=folder / "first-use.png")
    for name, question in zip(("positions", "fact", "comparison", "refusal"), QUESTIONS, strict=True):
        visit = opened(browser, address)
        ask(visit, question)
        visit.wait_for_timeout(400)
        visit.screenshot(path=folder / f"{name}.png")
    for name, tab in (("documents", 1), ("speakers", 2)):
        desk.get_by_role("tab").nth(tab).click()
        desk.wait_for_timeout(400)
        desk.screenshot(path=folder / f"{name}.png")
    for name, looks in (("dark", {"color_scheme": "dark"}), ("phone", PHONE)):
        visit = opened(browser, address, **looks)
        ask(visit, QUESTIONS[0])
        visit.wait_for_timeout(400)
        visit.screenshot(path=folder / f"{name}.png")


def opened(browser: Browser, address: str, **looks: Any) -> Page:
    """The page as a new visitor has it."""
    page = browser.new_context(**{**DESK, **looks}).new_page()
    page.goto(address)
    page.wait_for_selector("#welcome .example")
    page.wait_for_timeout(300)
    return page


if __name__ == "__main__":
    sys.exit(main())
