"""``POST /feedback``: whether an answer helped."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.routing import APIRoute

from rag.api import convert
from rag.api.errors_schema import problems
from rag.api.feedback import Feedback, FeedbackFile
from rag.api.requests import FeedbackBody
from rag.api.schemas import FeedbackReply
from rag.api.service import Service


def router(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The route that takes feedback."""
    routes = APIRouter(route_class=route_class, tags=["answers"])
    kept = FeedbackFile(service.library.settings.store)

    @routes.post("/feedback", response_model=FeedbackReply, summary="Say whether an answer helped",
                 operation_id="feedback", responses=problems(400, 401, 403, 413, 415, 422))  # fmt: skip
    def feedback(body: FeedbackBody) -> FeedbackReply:
        """Keep your judgement of an answer beside the index; answers themselves are not kept."""
        feedback_id = convert.new_id()
        kept.add(Feedback(feedback_id, body.answer_id, body.is_positive, body.feedback_text))
        return FeedbackReply(id=feedback_id, warnings=body.warnings())

    return routes
