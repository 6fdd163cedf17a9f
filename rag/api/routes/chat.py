"""``/v1``: the same answers for programs that speak to OpenAI; citations ride in ``onrecord``."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from functools import partial

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute
from fastapi.sse import format_sse_event

from rag.api.chat_schemas import (
    MODEL,
    ChatBody,
    Choice,
    ChunkChoice,
    Completion,
    CompletionChunk,
    Delta,
    Message,
    ModelInfo,
    ModelList,
)
from rag.api.errors_schema import problems
from rag.api.problems import problem_from
from rag.api.routes.answers import answer
from rag.api.schemas import AskReply
from rag.api.service import Service
from rag.api.streaming import parts, stream


def router(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The routes that chat clients use."""
    routes = APIRouter(route_class=route_class, tags=["OpenAI-compatible"])

    @routes.post(
        "/v1/chat/completions", response_model=Completion, summary="Answer the last message", operation_id="chat",
        responses=problems(400, 401, 403, 413, 415, 422, 503),
    )  # fmt: skip
    def chat(body: ChatBody) -> Completion | StreamingResponse:
        """Answer the last user message; the earlier ones are its history. `onrecord` is the body of `POST /ask`."""
        asked = body.asked()
        if body.stream:
            return stream(partial(answer, service, asked), _chunks, _error)
        return _completion(answer(service, asked))

    @routes.get("/v1/models", response_model=ModelList, summary="List the models", operation_id="list_models",
                responses=problems(401))  # fmt: skip
    async def models() -> ModelList:
        """The one model there is: the documents."""
        return ModelList(data=[ModelInfo()])

    return routes


def _completion(reply: AskReply) -> Completion:
    choice = Choice(message=Message(content=reply.answer))
    return Completion(id=f"chatcmpl-{reply.id}", created=int(time.time()), choices=[choice], onrecord=reply)


def _chunks(reply: AskReply) -> Iterator[bytes]:
    """The answer in pieces; the last chunk carries the citations."""
    chunk = partial(CompletionChunk, id=f"chatcmpl-{reply.id}", created=int(time.time()), model=MODEL)
    yield _data(chunk(choices=[ChunkChoice(delta=Delta(role="assistant", content=""))]))
    for part in parts(reply):
        if isinstance(part, str):
            yield _data(chunk(choices=[ChunkChoice(delta=Delta(content=part))]))
    yield _data(chunk(choices=[ChunkChoice(delta=Delta(), finish_reason="stop")], onrecord=reply))
    yield format_sse_event(data_str="[DONE]")


def _data(chunk: CompletionChunk) -> bytes:
    unset = {"onrecord"} if chunk.onrecord is None else None
    return format_sse_event(data_str=chunk.model_dump_json(exclude=unset))


def _error(error: BaseException) -> bytes:
    """OpenAI's clients raise what they find in ``error``."""
    problem = problem_from(error).document()
    return format_sse_event(data_str=json.dumps({"error": {"message": problem["detail"], **problem}}))
