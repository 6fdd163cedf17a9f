"""``/health`` and ``/health/ready``: for whoever keeps the service running."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from rag.api.errors_schema import problems
from rag.api.schemas import HealthReply, ReadyReply
from rag.api.service import Service


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
        return await run_in_threadpool(_ready, service)

    return routes


def _ready(service: Service) -> ReadyReply:
    with service.library.snapshot() as view:
        return ReadyReply(documents=len(view.document_ids()), generation=view.generation)
