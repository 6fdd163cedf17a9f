"""The application, put together: routes behind their guards, problems for every error, a log line a request."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from rag.api import docs, problems, wording
from rag.api.guard import Guard, guarded
from rag.api.headers import REQUEST_ID
from rag.api.logs import RequestLog
from rag.api.metrics import Metrics
from rag.api.places import Places
from rag.api.rates import Rates
from rag.api.ready import Readiness
from rag.api.routes import answers, chat, conversations, documents, feedback, health, verify
from rag.api.service import Service
from rag.conversations import Conversations
from rag.errors import ConversationsError
from rag.settings import RagSettings

if TYPE_CHECKING:
    from rag.assistant import Assistant

NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""FastAPI would else report to whatever the environment variables of OpenTelemetry name."""
CORS: dict[str, Any] = {
    "allow_methods": ["GET", "POST", "DELETE"], "allow_headers": ["Authorization", "Content-Type", REQUEST_ID],
    "expose_headers": [REQUEST_ID, "Retry-After"],
}  # fmt: skip
OWN_PREFIXES = ("/documents", "/docs", "/health", "/v1", "/answers", "/conversations", "/metrics")
"""What is below these is the API's, also where a page is mounted at the root of the same application."""

_log = logging.getLogger("onrecord.api")


def create_app(assistant: Assistant, settings: RagSettings) -> FastAPI:
    """The HTTP face of an assistant; its index and models are loaded when the server starts.

    A page may be mounted at "/" afterwards: keys, headers and problem documents hold for the routes of the API only.
    ``app.state.readiness`` tells whether it is loaded, ``app.state.rates`` counts requests by client.
    """
    service = _service(assistant, settings)
    app = FastAPI(
        title=wording.TITLE, summary=wording.SUMMARY, description=wording.DESCRIPTION, version=_version(),
        openapi_tags=wording.TAGS, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False,
        lifespan=_lifespan, telemetry=NO_TELEMETRY,
    )  # fmt: skip
    rates = Rates(settings.requests_per_minute)
    app.state.readiness, app.state.places, app.state.rates = service.readiness, service.places, rates
    app.state.conversations = service.conversations
    origins = frozenset(filter(None, (origin.strip() for origin in settings.cors_origins.split(","))))
    if origins:
        app.add_middleware(CORSMiddleware, allow_origins=sorted(origins), **CORS)
    app.add_middleware(RequestLog, metrics=service.metrics)
    problems.install(app)
    routers = _routers(app, service, rates, origins)
    for router in routers:
        app.include_router(router)
    _refuse_the_rest(app, routers)
    # FastAPI's documentation replaces the method in this way too.
    app.openapi = cache(partial(docs.describe, app, settings.api_key is not None))  # type: ignore[method-assign]
    return app


def _service(assistant: Assistant, settings: RagSettings) -> Service:
    places = Places(settings.answers_at_once, settings.answers_waiting)
    conversations = Conversations(assistant.library.settings.folder, settings.keep_days)
    return Service(assistant, settings, Readiness(partial(_load, assistant)), places, Metrics(), conversations)


def _load(assistant: Assistant) -> int:
    """Load everything that answering needs; the generation that is in memory then, if not a newer one."""
    with assistant.library.snapshot() as view:
        generation = view.generation
    assistant.warm_up()
    return generation


def _routers(app: FastAPI, service: Service, rates: Rates, origins: frozenset[str]) -> list[APIRouter]:
    guard = Guard(service.settings.api_key, rates, origins)
    routes, uploads = guarded(guard), guarded(replace(guard, max_bytes=documents.max_upload_bytes(service)))
    return [
        answers.router(service, routes),
        verify.router(service, routes),
        documents.reading(service, routes),
        documents.uploading(service, uploads),
        feedback.router(service, routes),
        conversations.router(service, routes),
        chat.router(service, routes),
        health.router(service, guarded(Guard(None)), app.version),
        health.watching(service, routes),
        docs.router(app, routes),
    ]


def _refuse_the_rest(app: FastAPI, routers: Sequence[APIRouter]) -> None:
    """Other methods are a 405 and other addresses of ours a 404, also where a page would take every path."""
    allowed: dict[str, set[str]] = defaultdict(set)
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute):
                allowed[route.path] |= route.methods or set()
    for path, methods in allowed.items():
        refuse = Refuse(405, {"Allow": ", ".join(sorted(methods))})
        app.router.routes.append(Route(path, refuse, include_in_schema=False))
    for prefix in OWN_PREFIXES:
        app.router.routes.append(Route(prefix + "/{rest:path}", Refuse(404), include_in_schema=False))


class Refuse:
    """An ASGI application that refuses every request, whatever its method."""

    def __init__(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.status, self.headers = status, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse one request."""
        raise HTTPException(self.status, headers=self.headers)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    readiness: Readiness = app.state.readiness
    kept: Conversations = app.state.conversations
    readiness.start()
    await run_in_threadpool(_tidy, kept)
    yield
    await run_in_threadpool(readiness.stop)
    await run_in_threadpool(kept.close)


def _tidy(kept: Conversations) -> None:
    try:
        kept.prune()
    except ConversationsError as error:
        _log.warning("%s", error)


def _version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "unknown"
