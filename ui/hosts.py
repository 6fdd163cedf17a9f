"""By which names a server without a key is spoken to: those of its own machine, and no other."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from rag.api.problems import Problem, respond
from rag.api.wording import OTHER_HOST

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1", "[::1]")
"""Names of this machine to itself, as an address to listen on and as a Host header."""


class OwnHosts:
    """ASGI middleware that refuses requests under other names than ``LOOPBACK``.

    Without a key, the name that a browser asked for is all that tells another site's page (by a name of its own that it
    has pointed at this machine) from ours.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse one request, or hand it on."""
        if scope["type"] == "lifespan" or _name(Headers(scope=scope).get("host", "")) in LOOPBACK:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            request = Request(scope, receive)
            await respond(Problem(400, "other-host", OTHER_HOST), request)(scope, receive, send)
        else:
            await send({"type": "websocket.close"})


def _name(host: str) -> str:
    """The name in a Host header, without the port."""
    host = host.lower()
    return host[: host.find("]") + 1] if host.startswith("[") else host.partition(":")[0]
