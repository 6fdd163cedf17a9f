"""``/v1``: the same answers for programs that speak to OpenAI; citations ride in ``onrecord``."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute
from fastapi.sse import format_sse_event

from rag.api import wording
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
    Usage,
)
from rag.api.described import problems, streamed
from rag.api.problems import Problem, problem_from
from rag.api.routes.answers import answer
from rag.api.schemas import AskReply
from rag.api.service import Service
from rag.api.streaming import parts, stream

_ANSWERED = streamed(
    "The answer as a message. With `stream`, server-sent events as OpenAI has them; the last chunk carries `onrecord`. "
    "A comment every 10 s.",
    "A chunk; `[DONE]` at the end.",
)


def router(service: Service, route_class: type[APIRoute]) -> APIRouter:
    """The routes that chat clients use."""
    routes = APIRouter(route_class=route_class, tags=["OpenAI-compatible"])

    @routes.post(
        "/v1/chat/completions", response_model=Completion, summary="Answer the last message", operation_id="chat",
        responses=_ANSWERED | problems(400, 401, 403, 413, 415, 422, 429, 503),
    )  # fmt: skip
    async def chat(body: ChatBody, request: Request) -> Completion | StreamingResponse:
        """Answer the last user message; the earlier ones are its history. `onrecord` is the body of `POST /ask`."""
        work = partial(answer, service, body.asked(), request)
        if body.stream:
            service.places.check()  # while the status can still say it
            return stream(partial(service.run, work), partial(_chunks, wants_usage=body.wants_usage()), _error)
        return _completion(await service.run(work))

    @routes.get("/v1/models", response_model=ModelList, summary="List the models", operation_id="list_models",
                responses=problems(401, 429))  # fmt: skip
    async def models() -> ModelList:
        """The one model there is: the documents."""
        return ModelList(data=[ModelInfo()])

    @routes.get("/v1/models/{model}", response_model=ModelInfo, summary="Describe a model", operation_id="read_model",
                responses=problems(401, 404, 422, 429))  # fmt: skip
    async def model(model: Annotated[str, Path(description="Its name; there is `onrecord` alone.")]) -> ModelInfo:
        """The one model there is; 404 for others."""
        if model != MODEL:
            raise Problem(404, "unknown-model", wording.NO_SUCH_MODEL, "model")
        return ModelInfo()

    return routes


def _completion(reply: AskReply) -> Completion:
    choice = Choice(message=Message(content=reply.answer))
    return Completion(id=f"chatcmpl-{reply.id}", created=int(time.time()), choices=[choice], onrecord=reply)


def _chunks(reply: AskReply, wants_usage: bool) -> Iterator[bytes]:
    """The answer in pieces; the last chunk, the one of the usage where that is wanted, carries the citations."""
    chunk = partial(CompletionChunk, id=f"chatcmpl-{reply.id}", created=int(time.time()), model=MODEL)
    yield _data(chunk(choices=[ChunkChoice(delta=Delta(role="assistant", content=""))]))
    for part in parts(reply):
        if isinstance(part, str):
            yield _data(chunk(choices=[ChunkChoice(delta=Delta(content=part))]))
    done = [ChunkChoice(delta=Delta(), finish_reason="stop")]
    if wants_usage:
        yield _data(chunk(choices=done))
        yield _data(chunk(choices=[], usage=Usage(), onrecord=reply))
    else:
        yield _data(chunk(choices=done, onrecord=reply))
    yield format_sse_event(data_str="[DONE]")


def _data(chunk: CompletionChunk) -> bytes:
    unset = {name for name in ("onrecord", "usage") if getattr(chunk, name) is None}
    return format_sse_event(data_str=chunk.model_dump_json(exclude=unset))


def _error(error: BaseException) -> bytes:
    """OpenAI's clients raise what they find in ``error``."""
    problem = problem_from(error).document()
    return format_sse_event(data_str=json.dumps({"error": {"message": problem["detail"], **problem}}))
