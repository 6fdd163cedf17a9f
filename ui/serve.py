"""The composition root: settings → library → assistant → API → page → one server."""

from __future__ import annotations

import asyncio
import os
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.middleware import Middleware
from starlette.routing import Mount

from index.settings import IndexSettings
from rag.settings import RagSettings
from ui import texts
from ui.errors import NoKey, PortTaken
from ui.gate import DocsGate, Gate
from ui.hosts import LOOPBACK, OwnHosts

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

    from rag.assistant import Assistant

HERE = Path(__file__).parent
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1f4e46"/>'
    '<path d="M9 10h14M9 16h9M9 22h5" stroke="#fbfaf6" stroke-width="2.4" stroke-linecap="round"/>'
    '<path d="M8 16h11" stroke="#ffd76a" stroke-width="7" opacity=".55"/></svg>'
)
OVER_LIMIT = 2
"""Files up to this many times the indexing limit are taken, so that the index room can say what is wrong with them."""
FINISHING_S = 30
"""Seconds that answers under way get to finish when the server is told to stop; open pages are cut off then."""


def serve(host: str, port: int) -> None:
    """Serve page and API until interrupted; NoKey where other machines could reach them and no key is set."""
    import uvicorn

    from rag.api.logs import log_to_stderr

    rag_settings = RagSettings()
    if host not in LOOPBACK and rag_settings.api_key is None:
        raise NoKey(texts.NO_KEY.format(host))
    _check_free(host, port)
    app = create_server(IndexSettings(), rag_settings)
    log_to_stderr()
    # The API writes its own line for each request.
    uvicorn.run(app, host=host, port=port, access_log=False, timeout_graceful_shutdown=FINISHING_S)


def _check_free(host: str, port: int) -> None:
    """Raise PortTaken now, rather than after seconds of loading."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(texts.PORT_TAKEN.format(host, port, error.strerror)) from error


def create_server(library_settings: IndexSettings, rag_settings: RagSettings) -> FastAPI:
    """API and page over one assistant, in one app."""
    # The whole product: only a server needs it all at once.
    from index.library import Library
    from rag.api.app import create_app
    from rag.assistant import Assistant

    assistant = Assistant(Library(library_settings), rag_settings)
    app = mount_page(create_app(assistant, rag_settings), assistant)
    # Behind the log, so that what these refuse is logged too.
    if rag_settings.api_key is None:
        app.user_middleware.append(Middleware(OwnHosts))
    else:
        app.user_middleware.append(Middleware(DocsGate, key=rag_settings.api_key.get_secret_value()))
    return app


def mount_page(app: FastAPI, assistant: Assistant) -> FastAPI:
    """Put the page at the root of an app, below every route that the app has; asks for the key where one is set."""
    # Read when Gradio is imported: without these it reports its use.
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    # Where no event loop runs Gradio makes itself some and never closes them; in a thread there can always run one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _mount(app, assistant)).result()
    _put_gate(app, assistant.settings)
    return app


async def _mount(app: FastAPI, assistant: Assistant) -> None:
    import gradio as gr  # takes seconds, which only a server should spend

    from ui.app import build_page
    from ui.handlers import Handlers

    limit = assistant.library.settings.max_file_mb * OVER_LIMIT
    readiness = getattr(app.state, "readiness", None)
    handlers = Handlers(
        assistant, getattr(app.state, "conversations", None), readiness.refresh if readiness else lambda: None
    )
    gr.mount_gradio_app(
        app, build_page(handlers), path="/", server_name="127.0.0.1", footer_links=[], run_history=False,
        show_error=False, ssr_mode=False, enable_monitoring=False, mcp_server=False, pwa=False, theme=_theme(),
        max_file_size=f"{limit:g}mb", head=_head(),
    )  # fmt: skip


def _put_gate(app: FastAPI, settings: RagSettings) -> None:
    mounts = [route for route in app.routes if isinstance(route, Mount)]
    key = settings.api_key.get_secret_value() if settings.api_key else None
    mounts[-1].app = Gate(mounts[-1].app, key, getattr(app.state, "rates", None))


def _head() -> str:
    return (
        f'<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,{quote(ICON)}">'
        # Here and not as Gradio's css: that would be rewritten to reach no further than Gradio's own container.
        f"<style>{(HERE / 'style.css').read_text(encoding='utf-8')}</style>"
        f"<script>{(HERE / 'script.js').read_text(encoding='utf-8')}</script>"
    )


def _theme() -> gr.themes.Base:
    """Gradio's plainest theme with the system's own fonts: its default ones come from elsewhere."""
    import gradio as gr

    return gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"])
