"""``/v1``: the same answers for programs that speak to OpenAI; citations ride in ``onrecord``."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute
from fastapi.sse import format_sse_event

from rag.api import convert, wording
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
from rag.api.logs import answer_id
from rag.api.problems import Problem, problem_from
from rag.api.routes.answers import answer
from rag.api.schemas import AskReply
from rag.api.service import Service
from rag.api.streaming import Told, stream
from rag.types import Answer

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
            wants_usage = body.wants_usage()
            return stream(partial(_heard, service, work), Chunks(answer_id(request), wants_usage))
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


async def _heard(service: Service, work: Callable[..., AskReply], hear: Callable[[AskReply], None]) -> AskReply:
    """The answer, worked out in its turn; what is written of it on the way is handed to ``hear``."""

    def listen(so_far: Answer) -> None:
        hear(convert.ask_reply(so_far, None, [], []))

    return await service.run(partial(work, listener=listen))


def _completion(reply: AskReply) -> Completion:
    choice = Choice(message=Message(content=reply.answer))
    return Completion(id=f"chatcmpl-{reply.id}", created=int(time.time()), choices=[choice], onrecord=reply)


class Chunks:
    """The answer in pieces; the last chunk, the one of the usage where that is wanted, carries the citations."""

    def __init__(self, answer_id: str, wants_usage: bool) -> None:
        """The chunks of the answer with this id."""
        self._chunk = partial(CompletionChunk, id=f"chatcmpl-{answer_id}", created=int(time.time()), model=MODEL)
        self._wants_usage, self._told, self._begun = wants_usage, Told(), False

    def so_far(self, heard: AskReply) -> Iterator[bytes]:
        """What is new; before it, who speaks."""
        if not self._begun:
            self._begun = True
            yield _data(self._chunk(choices=[ChunkChoice(delta=Delta(role="assistant", content=""))]))
        for part in self._told.parts(heard):
            if isinstance(part, str):
                yield _data(self._chunk(choices=[ChunkChoice(delta=Delta(content=part))]))

    def end(self, result: AskReply) -> Iterator[bytes]:
        """What is new, and the end."""
        yield from self.so_far(result)
        done = [ChunkChoice(delta=Delta(), finish_reason="stop")]
        if self._wants_usage:
            yield _data(self._chunk(choices=done))
            yield _data(self._chunk(choices=[], usage=Usage(), onrecord=result))
        else:
            yield _data(self._chunk(choices=done, onrecord=result))
        yield format_sse_event(data_str="[DONE]")

    def fail(self, error: BaseException) -> bytes:
        """OpenAI's clients raise what they find in ``error``."""
        problem = problem_from(error).document()
        return format_sse_event(data_str=json.dumps({"error": {"message": problem["detail"], **problem}}))


def _data(chunk: CompletionChunk) -> bytes:
    unset = {name for name in ("onrecord", "usage") if getattr(chunk, name) is None}
    return format_sse_event(data_str=chunk.model_dump_json(exclude=unset))
