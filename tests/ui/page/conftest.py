"""The page in a real browser: the system's Chromium, headless, and nothing but this machine to reach."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
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

MARKS = [
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
    # Leaving a page ends what it still waits for; Gradio's client lets that be seen.
    page.on("pageerror", lambda error: None if error.name == "AbortError" else trouble.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#welcome .example")
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
