"""One structured line a request, with an id that the response carries too; never what was asked or found."""

from __future__ import annotations

import json
import logging
import re
import time
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.api.headers import REQUEST_ID

_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

_log = logging.getLogger("onrecord.api.requests")


class RequestLog:
    """ASGI middleware; an id that a proxy has given is kept, so that both logs tell the same story."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Log the request when its response is complete, or has failed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, started, status = _request_id(scope), time.perf_counter(), 500
        scope.setdefault("state", {})["request_id"] = request_id

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        finally:
            ms = round((time.perf_counter() - started) * 1000, 1)
            _log.info(_line(request_id, scope, status, ms))


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get(REQUEST_ID, "")
    return given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex


def _line(request_id: str, scope: Scope, status: int, ms: float) -> str:
    # The route and not the path: ids of documents are nobody's business either. Other paths are the page's.
    where = getattr(scope.get("route"), "path_format", None) or scope["path"][:200]
    return json.dumps({"id": request_id, "method": scope["method"], "route": where, "status": status, "ms": ms})
