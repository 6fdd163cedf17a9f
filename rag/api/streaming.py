"""Server-sent events: an answer as it is told, with a heartbeat while it is worked out.

    search_results → message and citation, in turns → final_answer | refusal | error

A citation comes before the first delta that carries its number, so that nobody reads a number without its source. What a
language model writes is told sentence by sentence when it is verified, so that nobody reads what will be withdrawn.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from fastapi.responses import StreamingResponse
from fastapi.sse import format_sse_event

from rag.api.problems import problem_from
from rag.api.schemas import AskReply, CitationModel, HitModel

HEARTBEAT_S = 10.0
HEARTBEAT = format_sse_event(comment="heartbeat")
_MARKER = re.compile(r"\s*\[([0-9]{1,6})\]")

Result = TypeVar("Result")
Heard = TypeVar("Heard", contravariant=True)
Answered = tuple[AskReply, Sequence[HitModel]]
Work = Callable[[Callable[[Result], None]], Awaitable[Result]]
"""Works something out; what it hears of it on the way it hands to the function that it is given, from any thread."""


class Telling(Protocol[Heard]):
    """Makes events of one answer."""

    def so_far(self, heard: Heard) -> Iterator[bytes]:
        """What is new in the answer so far."""

    def end(self, result: Heard) -> Iterator[bytes]:
        """What is new in the whole answer, and the end."""

    def fail(self, error: BaseException) -> bytes:
        """The end where there is no answer."""


def stream(work: Work[Result], telling: Telling[Result]) -> StreamingResponse:
    """Send what ``telling`` makes of what ``work`` hands on and of its result."""
    headers = {"X-Accel-Buffering": "no"}  # proxies would hold events back
    return StreamingResponse(_events(work, telling), media_type="text/event-stream", headers=headers)


async def _events(work: Work[Result], telling: Telling[Result]) -> AsyncIterator[bytes]:
    loop, heard = asyncio.get_running_loop(), asyncio.Queue[Result | None]()

    def hear(so_far: Result) -> None:
        loop.call_soon_threadsafe(heard.put_nowait, so_far)

    task = asyncio.ensure_future(work(hear))
    task.add_done_callback(lambda _: heard.put_nowait(None))
    try:
        async for part in _beating(heard):
            for event in [HEARTBEAT] if part is None else telling.so_far(part):
                yield event
        error = task.exception()
        if error is not None:
            yield telling.fail(error)
            return
        for event in telling.end(task.result()):
            yield event
    finally:
        task.cancel()


async def _beating(heard: asyncio.Queue[Result | None]) -> AsyncIterator[Result | None]:
    """What is heard until the None that ends it, and a None of its own whenever nothing was heard for a while."""
    while True:
        try:
            async with asyncio.timeout(HEARTBEAT_S):
                part = await heard.get()
        except TimeoutError:
            yield None
            continue
        if part is None:
            return
        yield part


class AnswerEvents:
    """The events of one answer or refusal, in the order of the contract."""

    def __init__(self) -> None:
        """Nothing has been told yet."""
        self._told = Told()
        self._begun = False

    def so_far(self, heard: Answered) -> Iterator[bytes]:
        """The passages, once, then what is new."""
        reply, hits = heard
        if not self._begun:
            self._begun = True
            yield _event("search_results", {"search_results": [hit.model_dump() for hit in hits]})
        if reply.refusal is None:
            for part in self._told.parts(reply):
                if isinstance(part, str):
                    yield _event("message", {"delta": part})
                else:
                    yield format_sse_event(event="citation", data_str=part.model_dump_json())

    def end(self, result: Answered) -> Iterator[bytes]:
        """What is new, then the whole."""
        yield from self.so_far(result)
        reply, _ = result
        name = "final_answer" if reply.refusal is None else "refusal"
        yield format_sse_event(event=name, data_str=reply.model_dump_json())

    def fail(self, error: BaseException) -> bytes:
        """A problem document."""
        return error_event(error)


class Told:
    """How much of a growing answer has been told."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._characters = 0
        self._citations: set[int] = set()

    def parts(self, reply: AskReply) -> Iterator[str | CitationModel]:
        """The rest of the answer, cut before its numbers, each citation once, just before the piece with its number.

        The pieces of all calls joined are the answer.
        """
        waiting = {citation.id: citation for citation in reply.citations if citation.id not in self._citations}
        for marker in _MARKER.finditer(reply.answer, self._characters):
            citation = waiting.pop(int(marker.group(1)), None)
            if citation is not None:
                yield from self._up_to(marker.start(), reply)
                yield citation
        yield from self._up_to(len(reply.answer), reply)
        yield from waiting.values()
        self._citations |= {citation.id for citation in reply.citations}

    def _up_to(self, end: int, reply: AskReply) -> Iterator[str]:
        if end > self._characters:
            yield reply.answer[self._characters : end]
            self._characters = end


def error_event(error: BaseException) -> bytes:
    """The event that ends a stream which cannot go on: a problem document."""
    return _event("error", problem_from(error).document())


def _event(name: str, data: object) -> bytes:
    return format_sse_event(event=name, data_str=json.dumps(data, ensure_ascii=False))
