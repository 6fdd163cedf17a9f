"""``POST /feedback``: whether an answer helped."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.routing import APIRoute

from rag.api import convert, wording
from rag.api.described import problems
from rag.api.requests import FeedbackBody
from rag.api.schemas import FeedbackReply
from rag.api.service import Service
from rag.conversations import Feedback


def router(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The route that takes feedback."""
    routes = APIRouter(route_class=route_class, tags=["answers"])

    @routes.post("/feedback", response_model=FeedbackReply, summary="Say whether an answer helped",
                 operation_id="feedback", responses=problems(400, 401, 403, 413, 415, 422, 429, 503))  # fmt: skip
    def feedback(body: FeedbackBody) -> FeedbackReply:
        """Keep your judgement of an answer beside the index, for as long as conversations are kept."""
        given = Feedback(convert.new_id(), body.answer_id, body.is_positive, body.feedback_text)
        known = service.conversations.add_feedback(given)
        warnings = body.warnings() if known else [*body.warnings(), _unknown(service)]
        return FeedbackReply(id=given.id, warnings=warnings)

    return routes


def _unknown(service: Service) -> str:
    return wording.ANSWER_NOT_KEPT if service.conversations.keep_days else wording.NOTHING_KEPT
