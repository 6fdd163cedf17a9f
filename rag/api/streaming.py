"""Server-sent events: an answer as it is told, with a heartbeat while it is worked out.

    search_results → message and citation, in turns → final_answer | refusal | error

A citation comes before the first delta that carries its number, so that nobody reads a number without its source.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import TypeVar

from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from rag.api.problems import problem_from
from rag.api.schemas import AskReply, CitationModel, HitModel

HEARTBEAT_S = 10.0
HEARTBEAT = format_sse_event(comment="heartbeat")
_MARKER = re.compile(r"\s*\[([0-9]{1,6})\]")

Result = TypeVar("Result")
Answered = tuple[AskReply, Sequence[HitModel]]


def stream(
    work: Callable[[], Awaitable[Result]],
    tell: Callable[[Result], Iterator[bytes]],
    fail: Callable[[BaseException], bytes],
) -> StreamingResponse:
    """Await ``work`` and send what ``tell`` makes of its result, or what ``fail`` makes of its error."""
    headers = {"X-Accel-Buffering": "no"}  # proxies would hold events back
    return StreamingResponse(_events(work, tell, fail), media_type="text/event-stream", headers=headers)


async def _events(
    work: Callable[[], Awaitable[Result]],
    tell: Callable[[Result], Iterator[bytes]],
    fail: Callable[[BaseException], bytes],
) -> AsyncIterator[bytes]:
    task = asyncio.ensure_future(work())
    try:
        while not (await asyncio.wait({task}, timeout=HEARTBEAT_S))[0]:
            yield HEARTBEAT
        error = task.exception()
        if error is not None:
            yield fail(error)
            return
        for event in tell(task.result()):
            yield event
    finally:
        task.cancel()


def answer_events(answered: Answered) -> Iterator[bytes]:
    """The events of one answer or refusal, in the order of the contract."""
    reply, hits = answered
    yield _event("search_results", {"search_results": [hit.model_dump() for hit in hits]})
    if reply.refusal is not None:
        yield format_sse_event(event="refusal", data_str=reply.model_dump_json())
        return
    for part in parts(reply):
        if isinstance(part, str):
            yield _event("message", {"delta": part})
        else:
            yield format_sse_event(event="citation", data_str=part.model_dump_json())
    yield format_sse_event(event="final_answer", data_str=reply.model_dump_json())


def error_event(error: BaseException) -> bytes:
    """The event that ends a stream which cannot go on: a problem document."""
    return _event("error", problem_from(error).document())


def parts(reply: AskReply) -> Iterator[str | CitationModel]:
    """The answer cut before its numbers, with each citation once, just before the piece that carries its number.

    The pieces joined are the answer.
    """
    waiting, told = {citation.id: citation for citation in reply.citations}, 0
    for marker in _MARKER.finditer(reply.answer):
        citation = waiting.pop(int(marker.group(1)), None)
        if citation is None:
            continue
        if marker.start() > told:
            yield reply.answer[told : marker.start()]
        yield citation
        told = marker.start()
    if told < len(reply.answer):
        yield reply.answer[told:]
    yield from waiting.values()


def _event(name: str, data: object) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
