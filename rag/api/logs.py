"""One structured line a request, with an id that the response carries too; nothing of what was found, and what was
asked only where that is set."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import uuid
from datetime import UTC, datetime
from typing import Any

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.api.headers import REQUEST_ID
from rag.api.metrics import Metrics

_GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

_log = logging.getLogger("onrecord.api.requests")


class RequestLog:
    """ASGI middleware; an id that a proxy has given is kept, so that both logs tell the same story."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Wrap ``app``; requests are counted in ``metrics`` too."""
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Log the request when its response is complete, or has failed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500
        state = scope.setdefault("state", {})
        given = Headers(scope=scope).get(REQUEST_ID, "")
        state["id_is_given"] = bool(_GIVEN_ID.fullmatch(given))
        state["request_id"] = request_id = given if state["id_is_given"] else str(uuid.uuid4())
        facts: dict[str, Any] = {}
        state["facts"] = facts

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        finally:
            seconds = time.perf_counter() - started
            # The route and not the path: ids of documents are nobody's business.
            route = getattr(scope.get("route"), "path_format", None)
            self.metrics.request(scope["method"], route, status, seconds)
            where = route or "/" + scope["path"].split("/")[1][:80]
            about = {"id": request_id, "method": scope["method"], "route": where, "status": status}
            _log.info(json.dumps({**about, "ms": round(seconds * 1000, 1), **facts}))


def note(request: Request, **facts: Any) -> None:
    """Add to the line of this request."""
    request.state.facts.update(facts)


def answer_id(request: Request) -> str:
    """The id of the answer: the request's own, so that log, header and body say one thing; a new one where the client
    gave the request its id, which it may do twice."""
    if request.state.id_is_given and not hasattr(request.state, "answer_id"):
        request.state.answer_id = str(uuid.uuid4())
    return str(request.state.answer_id if request.state.id_is_given else request.state.request_id)


class JsonLines(logging.Formatter):
    """Every record as one line of JSON: when, how grave, who says it, and what."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; what a request's line says stands beside the rest."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "logger": record.name}
        if record.name == _log.name:
            line |= json.loads(record.getMessage())
        else:
            line["message"] = record.getMessage()
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def log_to_stderr() -> None:
    """Write what Onrecord logs to standard error, a line of JSON each; for a process that serves."""
    logger, handler = logging.getLogger("onrecord"), logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel(logging.INFO)
