"""The key as a browser has it: asked for once, then known by a cookie that does not give it away."""

from __future__ import annotations

import hashlib
import hmac
import re
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from markupsafe import Markup
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ui import texts

COOKIE: Final = "onrecord_page"
LOGIN: Final = "/login"
START: Final = "/"
PLACES: Final = re.compile(r"/|/docs|/\?answer=[\w-]{1,64}")
"""Where the form may lead on to: the page, an answer on it, the documentation; anything else leads to ``START``."""
MOST_FORM_BYTES: Final = 4096
"""Longest form taken; a key is far shorter."""


class PageKey:
    """Tells who has the key, and lets a browser show it."""

    def __init__(self, key: str) -> None:
        """The key that the server was started with."""
        self._key = key.encode()

    def knows(self, headers: Headers) -> bool:
        """Whether a request carries the key, or the cookie that stands for it."""
        scheme, _, given = headers.get("authorization", "").partition(" ")
        # Headers are Latin-1 on the wire; the client meant UTF-8.
        if scheme.lower() == "bearer" and _same(given.strip().encode("latin-1"), self._key):
            return True
        return self.knows_cookie(headers)

    def knows_cookie(self, headers: Headers) -> bool:
        """Whether a request carries the cookie."""
        return _same(_cookie(headers.get("cookie", "")).encode(), self._token().encode())

    async def open(self, request: Request) -> Response:
        """What the form was sent for: the cookie and the way on, or the form again."""
        fields = await _form(request)
        place = fields.get("place", "")
        if not _same(fields.get("key", "").encode(), self._key):
            return HTMLResponse(form_html(texts.GATE_WRONG, place), status_code=401)
        response = RedirectResponse(place if PLACES.fullmatch(place) else START, status_code=303)
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, self._token(), httponly=True, samesite="strict", secure=secure)
        return response

    def bearer(self) -> bytes:
        """The header by which the API knows the key."""
        return b"Bearer " + self._key

    def _token(self) -> str:
        """What the cookie holds: proof of the key that does not give it away."""
        return hmac.new(self._key, b"onrecord page", hashlib.sha256).hexdigest()


def wants_html(headers: Headers) -> bool:
    """Whether a browser opens an address, and no program fetches it."""
    return "text/html" in headers.get("accept", "")


def form_html(problem: str = "", place: str = START) -> str:
    """The page that asks for the key, and leads on to ``place``."""
    style = Markup((Path(__file__).parent / "style.css").read_text(encoding="utf-8"))
    return Markup(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head>'
        '<body class="gate"><main><h1>{title}</h1><h2>{asks}</h2><p>{hint}</p>'
        '<form method="post" action="{login}"><input type="hidden" name="place" value="{place}">'
        '<label>{label} <input type="password" name="key" autofocus required '
        'autocomplete="current-password"></label><button type="submit">{open}</button></form>'
        '<p class="problem" role="alert">{problem}</p></main></body></html>'
    ).format(
        title=texts.TITLE, style=style, asks=texts.GATE_TITLE, hint=texts.GATE_HINT, login=LOGIN, place=place,
        label=texts.GATE_LABEL, open=texts.GATE_OPEN, problem=problem,
    )  # fmt: skip


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_FORM_BYTES:
            return {}
    return {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace")).items()}


def _cookie(header: str) -> str:
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _same(given: bytes, wanted: bytes) -> bool:
    # Hashed first, so that the time taken tells nothing of the length either.
    return hmac.compare_digest(hashlib.sha256(given).digest(), hashlib.sha256(wanted).digest())
