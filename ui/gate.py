"""What stands before the page: a key where one is set, and headers that let nothing leave the machine."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from markupsafe import Markup
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import texts

COOKIE: Final = "onrecord_page"
LOGIN: Final = "/login"
MOST_FORM_BYTES: Final = 4096
"""Longest form taken; a key is far shorter."""

HEADERS: Final = {
    # Gradio builds its parts with Function() and inline styles; from elsewhere nothing may be loaded or called.
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "form-action 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'self'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Gate:
    """An ASGI app before the page's: lets through who has the key, and adds ``HEADERS`` to what comes back."""

    def __init__(self, page: ASGIApp, key: str | None) -> None:
        """``key`` None lets everyone through."""
        self._page = page
        self._key = key.encode() if key else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it to the page."""
        sending = _with_headers(send)
        if scope["type"] != "http" or self._key is None or self._knows(Headers(scope=scope)):
            await self._page(scope, receive, sending)
            return
        response = await self._login(Request(scope, receive))
        await response(scope, receive, sending)

    def _knows(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self._same(given.strip().encode(), self._key or b""):
            return True
        return self._same(_cookie(headers.get("cookie", "")).encode(), self._token().encode())

    async def _login(self, request: Request) -> Response:
        path = request.url.path.removeprefix(request.scope.get("root_path", ""))
        if request.method == "POST" and path == LOGIN:
            return await self._open(request)
        if request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", ""):
            return HTMLResponse(gate_html(), status_code=401)
        return PlainTextResponse(texts.GATE_TITLE, status_code=401, headers={"www-authenticate": "Bearer"})

    async def _open(self, request: Request) -> Response:
        if not self._same((await _form_key(request)).encode(), self._key or b""):
            return HTMLResponse(gate_html(texts.GATE_WRONG), status_code=401)
        response = RedirectResponse("/", status_code=303)
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, self._token(), httponly=True, samesite="strict", secure=secure)
        return response

    def _token(self) -> str:
        """What the cookie holds: proof of the key that does not give it away."""
        return hmac.new(self._key or b"", b"onrecord page", hashlib.sha256).hexdigest()

    def _same(self, given: bytes, wanted: bytes) -> bool:
        # Hashed first, so that the time taken tells nothing of the length either.
        return hmac.compare_digest(hashlib.sha256(given).digest(), hashlib.sha256(wanted).digest())


def gate_html(problem: str = "") -> str:
    """The page that asks for the key."""
    style = Markup((Path(__file__).parent / "style.css").read_text(encoding="utf-8"))
    return Markup(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head>'
        '<body class="gate"><main><h1>{title}</h1><h2>{asks}</h2><p>{hint}</p>'
        '<form method="post" action="{login}"><label>{label} <input type="password" name="key" autofocus required '
        'autocomplete="current-password"></label><button type="submit">{open}</button></form>'
        '<p class="problem" role="alert">{problem}</p></main></body></html>'
    ).format(
        title=texts.TITLE, style=style, asks=texts.GATE_TITLE, hint=texts.GATE_HINT, login=LOGIN,
        label=texts.GATE_LABEL, open=texts.GATE_OPEN, problem=problem,
    )  # fmt: skip


async def _form_key(request: Request) -> str:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_FORM_BYTES:
            return ""
    fields = parse_qs(body.decode("utf-8", "replace"))
    return fields.get("key", [""])[0]


def _cookie(header: str) -> str:
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return sending
