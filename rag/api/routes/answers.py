"""``POST /ask`` and ``POST /search``."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute

from rag.api import convert
from rag.api.errors_schema import problems
from rag.api.requests import AskBody, SearchBody
from rag.api.schemas import AskReply, HitModel, SearchReply
from rag.api.service import Service
from rag.api.streaming import Answered, answer_events, error_event, stream

_STREAMED = "`search_results`, `message` (deltas), `citation` (once each, before the delta with its number), then "\
    "`final_answer`, `refusal` or `error`; a comment every 10 s."  # fmt: skip
_ASKED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": f"An answer or a refusal. With `stream`, server-sent events: {_STREAMED}",
        "content": {"text/event-stream": {"schema": {"type": "string", "description": _STREAMED}}},
    }
}


def router(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The routes that answer."""
    routes = APIRouter(route_class=route_class, tags=["answers"])

    @routes.post(
        "/ask", response_model=AskReply, summary="Ask a question", operation_id="ask",
        responses=_ASKED | problems(400, 401, 403, 404, 413, 415, 422, 503),
    )  # fmt: skip
    def ask(body: AskBody) -> AskReply | StreamingResponse:
        """Answer from the documents, every sentence with its citations, or refuse and say why."""
        service.check_documents(body.documents)
        if body.stream:
            return stream(lambda: _streamed(service, body), answer_events, error_event)
        return answer(service, body)

    @routes.post(
        "/search", response_model=SearchReply, summary="Find passages", operation_id="search",
        responses=problems(400, 401, 403, 404, 413, 415, 422, 503),
    )  # fmt: skip
    def search(body: SearchBody) -> SearchReply:
        """Find passages by meaning and by words, best first, with their scores."""
        service.check_documents(body.documents)
        hits = service.search(body.query, body.top_k, body.documents)
        return SearchReply(query=body.query, hits=hits, warnings=body.warnings())

    return routes


def answer(service: Service, body: AskBody) -> AskReply:
    """The answer to a question that has been checked."""
    answered = service.answer(body.inquiry())
    hits: list[HitModel] = []
    if body.include_search_results:
        hits = service.search(answered.interpreted, body.top_k, body.documents)
    return convert.ask_reply(answered, body.session_id, hits, body.warnings())


def _streamed(service: Service, body: AskBody) -> Answered:
    """A stream tells the passages always; its last event only where they were asked for, as without a stream."""
    reply = answer(service, body)
    return reply, reply.search_results or service.search(reply.interpreted_question, body.top_k, body.documents)
