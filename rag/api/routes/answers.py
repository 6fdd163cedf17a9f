"""``POST /ask`` and ``POST /search``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute

from rag.api import convert
from rag.api.described import problems, streamed
from rag.api.logs import answer_id, note
from rag.api.requests import AskBody, SearchBody
from rag.api.schemas import AskReply, HitModel, SearchReply
from rag.api.service import Service
from rag.api.streaming import Answered, AnswerEvents, stream
from rag.conversations import Exchange
from rag.conversations.store import now
from rag.types import Answer

if TYPE_CHECKING:
    from rag.draft.types import Listener

_EVENTS = ("search_results", "message", "citation", "final_answer", "refusal", "error")
_ASKED = streamed(
    "An answer or a refusal. With `stream`, server-sent events: `search_results`, `message` (deltas), `citation` (once "
    "each, before the delta with its number), then `final_answer`, `refusal` or `error`; a comment every 10 s.",
    "The passages, a delta, a citation, the answer as without `stream`, or a problem document.", _EVENTS,
)  # fmt: skip
_ASKED[200]["links"] = {
    "reopen": {"operationId": "reopen_answer", "parameters": {"answer_id": "$response.body#/id"}},
    "conversation": {
        "operationId": "reopen_conversation", "parameters": {"session_id": "$response.body#/session_id"},
    },
}  # fmt: skip


def router(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The routes that answer."""
    routes = APIRouter(route_class=route_class, tags=["answers"])

    @routes.post(
        "/ask", response_model=AskReply, summary="Ask a question", operation_id="ask",
        responses=_ASKED | problems(400, 401, 403, 404, 413, 415, 422, 429, 503),
    )  # fmt: skip
    async def ask(body: AskBody, request: Request) -> AskReply | StreamingResponse:
        """Answer from the documents, every sentence with its citations, or refuse and say why."""
        await run_in_threadpool(service.check_documents, body.documents)
        if body.stream:
            service.places.check()  # while the status can still say it
            work = partial(_streamed, service, body, request)
            return stream(lambda hear: service.run(partial(work, hear)), AnswerEvents())
        return await service.run(partial(answer, service, body, request))

    @routes.post(
        "/search", response_model=SearchReply, summary="Find passages", operation_id="search",
        responses=problems(400, 401, 403, 404, 413, 415, 422, 429, 503),
    )  # fmt: skip
    async def search(body: SearchBody) -> SearchReply:
        """Find passages by meaning and by words, best first, with their scores."""
        await run_in_threadpool(service.check_documents, body.documents)
        hits = await service.run(partial(service.search, body.query, body.top_k, body.documents))
        return SearchReply(query=body.query, hits=hits, warnings=body.warnings())

    return routes


def answer(service: Service, body: AskBody, request: Request, listener: Listener | None = None) -> AskReply:
    """The answer to a question that has been checked; it is kept, and the log is told how it went."""
    inquiry = body.inquiry()
    answered = service.answer(inquiry, listener)
    hits: list[HitModel] = []
    if body.include_search_results:
        hits = service.search(answered.interpreted, body.top_k, body.documents)
    reply = convert.ask_reply(answered, body.session_id, hits, body.warnings(), answer_id(request))
    service.keep(Exchange(reply.id, reply.session_id, now(), answered, inquiry.history))
    note(request, answer=reply.id, outcome=answered.refusal.reason if answered.refusal else "answered")
    if service.settings.log_questions:
        note(request, question=answered.question)
    return reply


def _streamed(service: Service, body: AskBody, request: Request, hear: Callable[[Answered], None]) -> Answered:
    """A stream tells the passages always; its last event only where they were asked for, as without a stream."""
    hits: list[HitModel] = []

    def listen(so_far: Answer) -> None:
        hits[:] = hits or service.search(so_far.interpreted, body.top_k, body.documents)
        hear((convert.ask_reply(so_far, body.session_id, [], []), hits))

    reply = answer(service, body, request, listen)
    hits = hits or reply.search_results
    return reply, hits or service.search(reply.interpreted_question, body.top_k, body.documents)
