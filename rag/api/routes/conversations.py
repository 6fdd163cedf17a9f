"""``/conversations`` and ``/answers``: what was asked before, with what has changed since."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.routing import APIRoute

from index.errors import NotIndexed
from rag.api import convert, wording
from rag.api.described import problems
from rag.api.problems import Problem
from rag.api.schemas import ConversationReply, ConversationsReply, KeptReply, OutlineModel
from rag.api.service import Service
from rag.conversations import Exchange
from rag.conversations.stale import quoted, stale_ids

AnswerId = Annotated[str, Path(description="Id of the answer, as `POST /ask` gives it.")]
SessionId = Annotated[str, Path(description="Id of the conversation: the `session_id` of its answers.")]


def router(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The routes that reopen what was asked."""
    routes, kept = APIRouter(route_class=route_class, tags=["conversations"]), service.conversations

    @routes.get("/answers/{answer_id}", response_model=KeptReply, summary="Reopen an answer",
                operation_id="reopen_answer", responses=problems(401, 404, 422, 429, 503))  # fmt: skip
    def reopen_answer(answer_id: AnswerId) -> KeptReply:
        """An answer as it was given; citations whose document has changed or gone since are marked `stale`."""
        return _reopened(service, kept.exchange(answer_id))

    @routes.get("/conversations", response_model=ConversationsReply, summary="List the conversations",
                operation_id="list_conversations", responses=problems(401, 429, 503))  # fmt: skip
    def list_conversations() -> ConversationsReply:
        """The conversations that are kept, the one gone on with last first."""
        return ConversationsReply(conversations=[OutlineModel(**asdict(outline)) for outline in kept.outlines()])

    @routes.get("/conversations/{session_id:path}", response_model=ConversationReply, summary="Reopen a conversation",
                operation_id="reopen_conversation", responses=problems(401, 404, 422, 429, 503))  # fmt: skip
    def reopen_conversation(session_id: SessionId) -> ConversationReply:
        """A conversation with all its answers, in order."""
        exchanges = kept.conversation(session_id)
        if not exchanges:
            raise _unknown()
        return ConversationReply(session_id=session_id, exchanges=[_reopened(service, one) for one in exchanges])

    @routes.delete("/conversations/{session_id:path}", status_code=204, summary="Delete a conversation",
                   operation_id="delete_conversation", responses=problems(401, 403, 404, 422, 429, 503))  # fmt: skip
    def delete_conversation(session_id: SessionId) -> None:
        """Delete a conversation with the feedback on it, from the disk too."""
        if not kept.delete(session_id):
            raise _unknown()

    return routes


def _reopened(service: Service, exchange: Exchange) -> KeptReply:
    answer = exchange.answer
    try:
        with service.library.snapshot() as view:
            stale = stale_ids(answer, view)
    except NotIndexed:
        stale = frozenset(citation.id for citation in quoted(answer))
    reply = convert.ask_reply(answer, exchange.session_id, [], [], exchange.id, stale)
    return KeptReply(
        id=exchange.id, session_id=exchange.session_id, asked_at=exchange.asked_at, answer=reply, stale=sorted(stale)
    )


def _unknown() -> Problem:
    return Problem(404, "unknown-conversation", wording.NO_CONVERSATION)
