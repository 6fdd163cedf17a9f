"""What stands before the page and the documentation: a key where one is set, and headers that let nothing leave."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.api.problems import Problem, problem_from, respond
from rag.api.rates import Rates
from ui import texts
from ui.page_key import LOGIN, PageKey, form_html, wants_html

HEADERS: Final = {
    # Gradio builds its parts with Function() and inline styles; from elsewhere nothing may be loaded or called.
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "form-action 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'self'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
NO_SUCH_PLACE: Final = (404, 405)
"""Statuses that the page answers for addresses that are nobody's; the API's own problem is sent instead."""


class Gate:
    """An ASGI app before the page's: lets through who has the key, and adds ``HEADERS`` to what comes back."""

    def __init__(self, page: ASGIApp, key: str | None, rates: Rates | None = None) -> None:
        """``key`` None lets everyone through; ``rates`` bounds how often one client may try a key."""
        self._page, self._rates = page, rates
        self._key = PageKey(key) if key else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it to the page."""
        answer = _Answer(send)
        if scope["type"] != "http" or self._key is None or self._key.knows(Headers(scope=scope)):
            await self._page(scope, receive, answer.send)
        else:
            response = await self._login(Request(scope, receive), self._key)
            await response(scope, receive, answer.send)
        if answer.held is not None:
            error = HTTPException(answer.held, headers=answer.headers)
            await respond(problem_from(error), Request(scope))(scope, receive, send)

    async def _login(self, request: Request, key: PageKey) -> Response:
        path = request.url.path.removeprefix(request.scope.get("root_path", ""))
        if request.method == "POST" and path == LOGIN:
            try:
                if self._rates is not None:
                    self._rates.check(request)
            except Problem as problem:
                return respond(problem, request)
            return await key.open(request)
        if request.method in ("GET", "HEAD") and wants_html(request.headers):
            query = f"?{request.url.query}" if request.url.query else ""
            return HTMLResponse(form_html(place=path + query), status_code=401)
        return respond(Problem(401, "unauthorised", texts.GATE_TITLE, headers={"WWW-Authenticate": "Bearer"}), request)


class _Answer:
    """What the page answers: sent on with ``HEADERS``, or held back where the address is nobody's."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.held: int | None = None
        self.headers: dict[str, str] = {}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if message["status"] in NO_SUCH_PLACE:
                self.held = message["status"]
                allow = MutableHeaders(scope=message).get("allow")
                self.headers = {"Allow": allow} if allow else {}
            else:
                MutableHeaders(scope=message).update(HEADERS)
        if self.held is None:
            await self._send(message)


class DocsGate:
    """ASGI middleware before the documentation: a browser that knows the page may read it, another is asked for the key.

    The cookie opens nothing but what describes the API; trying a route out takes the key itself.
    """

    def __init__(self, app: ASGIApp, key: str) -> None:
        """Stand before ``app``, which is opened by ``key``."""
        self._app, self._key = app, PageKey(key)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a browser without the key, or hand the request on; the cookie is exchanged for the key."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not _is_documentation(path):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if "authorization" not in headers and self._key.knows_cookie(headers):
            scope = {**scope, "headers": [*scope["headers"], (b"authorization", self._key.bearer())]}
        elif path == "/docs" and "authorization" not in headers and wants_html(headers):
            await HTMLResponse(form_html(place=path), status_code=401, headers=HEADERS)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_documentation(path: str) -> bool:
    return path in ("/docs", "/openapi.json") or path.startswith("/docs/")
