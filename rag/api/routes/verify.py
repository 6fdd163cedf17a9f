"""``POST /verify``: any text against the documents, sentence by sentence."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.routing import APIRoute

from rag.api.errors_schema import problems
from rag.api.requests import VerifyBody
from rag.api.service import Service
from rag.api.verify_schemas import VerifyReply, verified_model


def router(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The route that verifies."""
    routes = APIRouter(route_class=route_class, tags=["answers"])

    @routes.post(
        "/verify", response_model=VerifyReply, summary="Verify a text", operation_id="verify",
        responses=problems(400, 401, 403, 404, 413, 415, 422, 503),
    )  # fmt: skip
    def verify(body: VerifyBody) -> VerifyReply:
        """Say of each sentence whether the documents support it, contradict it or do neither, and by which words."""
        service.check_documents(body.documents)
        found = service.verify(body.text, body.documents)
        return VerifyReply(sentences=[verified_model(one) for one in found], warnings=body.warnings())

    return routes
