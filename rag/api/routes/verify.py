"""``POST /verify``: any text against the documents, sentence by sentence."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from rag.api.described import problems
from rag.api.requests import VerifyBody
from rag.api.service import Service
from rag.api.verify_schemas import VerifyReply, verified_model


def router(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The route that verifies."""
    routes = APIRouter(route_class=route_class, tags=["answers"])

    @routes.post(
        "/verify", response_model=VerifyReply, summary="Verify a text", operation_id="verify",
        responses=problems(400, 401, 403, 404, 413, 415, 422, 429, 503),
    )  # fmt: skip
    async def verify(body: VerifyBody) -> VerifyReply:
        """Say of each sentence whether the documents support it, contradict it or do neither, and by which words."""
        await run_in_threadpool(service.check_documents, body.documents)
        found = await service.run(partial(service.verify, body.text, body.documents))
        return VerifyReply(sentences=[verified_model(one) for one in found], warnings=body.warnings())

    return routes
