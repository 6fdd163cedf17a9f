"""``/health``, ``/health/ready`` and ``/metrics``: for whoever keeps the service running."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import PlainTextResponse
from fastapi.routing import APIRoute
from prometheus_client import CONTENT_TYPE_LATEST

from index.errors import NotIndexed
from rag.api.described import problems
from rag.api.schemas import HealthReply, ReadyReply
from rag.api.service import Service

_EXPOSED: dict[int | str, dict[str, Any]] = {200: {"description": "Figures in Prometheus' text format."}}


def router(service: Service, route_class: type[APIRoute], version: str) -> APIRouter:
    """The routes that never ask for a key."""
    routes = APIRouter(route_class=route_class, tags=["health"])

    @routes.get("/health", response_model=HealthReply, summary="Is it alive?", operation_id="health")
    async def health() -> HealthReply:
        """The process answers; it may still be loading."""
        return HealthReply(version=version)

    @routes.get("/health/ready", response_model=ReadyReply, summary="Can it be asked?", operation_id="ready",
                responses=problems(503))  # fmt: skip
    async def ready() -> ReadyReply:
        """The index and the models are loaded; 503 until then, with the reason."""
        # Not in a thread: while it loads, all of them may be taken by questions that wait for it.
        service.readiness.check()
        service.places.check()
        return await run_in_threadpool(_ready, service)

    return routes


def watching(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The route that Prometheus reads."""
    routes = APIRouter(route_class=route_class, tags=["health"])

    @routes.get("/metrics", response_class=PlainTextResponse, summary="Figures for Prometheus", operation_id="metrics",
                responses=_EXPOSED | problems(401, 429, 503))  # fmt: skip
    async def metrics() -> Response:
        """Requests, latency by stage, refusals by reason, citations, the index, the queue; never what was asked."""
        documents, generation = await run_in_threadpool(_index, service)
        running, waiting = service.places.running, service.places.waiting
        exposed = service.metrics.exposition(documents, generation, running, waiting)
        return Response(exposed, media_type=CONTENT_TYPE_LATEST)

    return routes


def _ready(service: Service) -> ReadyReply:
    documents, newest = _index(service)
    loaded = service.readiness.generation
    if loaded < newest:
        service.readiness.refresh()  # somebody else has indexed: another process, or the page
    return ReadyReply(
        status="ready" if loaded >= newest else "swapping", documents=documents, generation=newest, loaded=loaded
    )


def _index(service: Service) -> tuple[int, int]:
    try:
        with service.library.snapshot() as view:
            return len(view.document_ids()), view.generation
    except NotIndexed:
        return 0, 0
