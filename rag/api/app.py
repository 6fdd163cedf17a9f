"""The application, put together: routes behind their guards, problems for every error, a log line a request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from rag.api import docs, problems, wording
from rag.api.guard import Guard, guarded
from rag.api.logs import RequestLog
from rag.api.ready import Readiness
from rag.api.routes import answers, chat, documents, feedback, health
from rag.api.service import Service
from rag.settings import RagSettings

if TYPE_CHECKING:
    from rag.assistant import Assistant

NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""FastAPI would else report to whatever the environment variables of OpenTelemetry name."""
OWN_PREFIXES = ("/documents", "/docs", "/health", "/v1")
"""What is below these is the API's, also where a page is mounted at the root of the same application."""


def create_app(assistant: Assistant, settings: RagSettings) -> FastAPI:
    """The HTTP face of an assistant; its index and models are loaded when the server starts.

    A page may be mounted at "/" afterwards: keys, headers and problem documents hold for the routes of the API only.
    ``app.state.readiness`` tells whether it is loaded.
    """
    service = Service(assistant, settings, Readiness(assistant.warm_up))
    app = FastAPI(
        title=wording.TITLE, summary=wording.SUMMARY, description=wording.DESCRIPTION, version=_version(),
        openapi_tags=wording.TAGS, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False,
        lifespan=_lifespan, telemetry=NO_TELEMETRY,
    )  # fmt: skip
    app.state.readiness = service.readiness
    app.add_middleware(RequestLog)
    problems.install(app)
    routers = _routers(app, service)
    for router in routers:
        app.include_router(router)
    _refuse_the_rest(app, routers)
    # FastAPI's documentation replaces the method in this way too.
    app.openapi = cache(partial(docs.describe, app, settings.api_key is not None))  # type: ignore[method-assign]
    return app


def _routers(app: FastAPI, service: Service) -> list[APIRouter]:
    key = service.settings.api_key
    routes, uploads = guarded(Guard(key)), guarded(Guard(key, documents.max_upload_bytes(service)))
    return [
        answers.router(service, routes),
        documents.reading(service, routes),
        documents.uploading(service, uploads),
        feedback.router(service, routes),
        chat.router(service, routes),
        health.router(service, guarded(Guard(None)), app.version),
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
        refuse = _Refuse(405, {"Allow": ", ".join(sorted(methods))})
        app.router.routes.append(Route(path, refuse, include_in_schema=False))
    for prefix in OWN_PREFIXES:
        app.router.routes.append(Route(prefix + "/{rest:path}", _Refuse(404), include_in_schema=False))


class _Refuse:
    """An ASGI application that refuses every request, whatever its method."""

    def __init__(self, status: int, headers: dict[str, str] | None = None) -> None:
        self.status, self.headers = status, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise HTTPException(self.status, headers=self.headers)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    readiness: Readiness = app.state.readiness
    readiness.start()
    yield
    await run_in_threadpool(readiness.stop)


def _version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "unknown"
