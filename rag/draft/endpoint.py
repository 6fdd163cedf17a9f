"""An OpenAI-compatible endpoint, within one deadline: whatever it does, nobody waits longer.

The request runs on an event loop in a thread of its own, which one timeout can cancel wherever it is: connecting, waiting
for the next try, or reading a stream that trickles.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from rag.draft import wording
from rag.draft.types import Message
from rag.errors import ModelFailure

if TYPE_CHECKING:
    from openai import AsyncOpenAI

SEED = 1
GRACE_S = 0.5
"""Seconds that a cancelled request may take to say so."""
SCHEMA: dict[str, Any] = {
    "type": "object", "required": ["sentences"], "additionalProperties": False,
    "properties": {"sentences": {"type": "array", "minItems": 1, "maxItems": 8, "items": {
        "type": "object", "required": ["text", "evidence"], "additionalProperties": False,
        "properties": {"text": {"type": "string"}, "evidence": {"type": "array", "items": {"type": "integer"}}},
    }}},
}  # fmt: skip
_STEADY = {"temperature": 0, "seed": SEED}
_FORMAT = {"response_format": {"type": "json_schema",
                               "json_schema": {"name": "draft", "strict": True, "schema": SCHEMA}}}  # fmt: skip


@dataclass(slots=True)
class Endpoint:
    """One model at one address; ``timeout`` is in seconds, over all tries. Nothing is sent before the first ``write``.

    ``form`` is how richly it is asked (see ``_forms``), raised where the endpoint refuses.
    """

    url: str
    name: str
    key: str | None = None
    timeout: float = 30.0
    retries: int = 2
    form: int = 0

    def write(self, messages: Sequence[Message], most: int) -> Iterator[str]:
        """What the model writes, as it comes; ModelFailure where it fails, breaks off or takes too long."""
        if not self.name:
            raise ModelFailure(wording.UNSET)
        pieces: SimpleQueue[str | ModelFailure | None] = SimpleQueue()
        stopped, deadline = Event(), time.monotonic() + self.timeout
        asked = (list(map(asdict, messages)), most, pieces, stopped)
        Thread(target=self._run, args=asked, name="onrecord-model", daemon=True).start()
        try:
            while (piece := self._next(pieces, deadline)) is not None:
                yield piece
        finally:
            stopped.set()

    def _next(self, pieces: SimpleQueue[str | ModelFailure | None], deadline: float) -> str | None:
        try:
            piece = pieces.get(timeout=max(0.0, deadline - time.monotonic()) + GRACE_S)
        except Empty:
            raise ModelFailure(wording.TOO_SLOW.format(seconds=self.timeout)) from None
        if isinstance(piece, ModelFailure):
            raise piece
        return piece

    def _run(
        self, messages: list[dict[str, Any]], most: int, pieces: SimpleQueue[str | ModelFailure | None], stopped: Event
    ) -> None:
        """Ask, and hand on what comes; the last thing handed on is None or the failure."""
        try:
            asyncio.run(self._ask(messages, most, pieces, stopped))
            pieces.put(None)
        except ModelFailure as failure:
            pieces.put(failure)

    async def _ask(
        self, messages: list[dict[str, Any]], most: int, pieces: SimpleQueue[str | ModelFailure | None], stopped: Event
    ) -> None:
        import httpx2
        from openai import OpenAIError

        opened = finished = False
        try:
            async with asyncio.timeout(self.timeout), client(self) as asking:
                stream = await self._open(asking, messages, most)
                opened = True
                async for chunk in stream:
                    if stopped.is_set():
                        return
                    for choice in chunk.choices[:1]:
                        finished = finished or choice.finish_reason is not None
                        if choice.delta.content:
                            pieces.put(choice.delta.content)
        except TimeoutError:
            raise ModelFailure(wording.TOO_SLOW.format(seconds=self.timeout)) from None
        except (OpenAIError, httpx2.HTTPError, ValueError, TypeError, AttributeError) as error:
            # The client passes on what it made of nonsense: fields that are missing, or no JSON at all.
            raise ModelFailure(wording.CUT_OFF) if opened else failure(error, self) from error
        if not finished:
            raise ModelFailure(wording.CUT_OFF)

    async def _open(self, asking: AsyncOpenAI, messages: list[dict[str, Any]], most: int) -> Any:
        """The stream, asked for in the richest form that the endpoint has not refused."""
        from openai import BadRequestError, UnprocessableEntityError

        forms, form = _forms(most), self.form
        while True:
            try:
                asked: Any = {"model": self.name, "messages": messages, "stream": True, **forms[form]}
                stream = await asking.chat.completions.create(**asked)
            except (BadRequestError, UnprocessableEntityError):
                form += 1
                if form == len(forms):
                    raise
            else:
                self.form = form
                return stream


def _forms(most: int) -> list[Mapping[str, Any]]:
    """What is asked besides: with a schema; without; and as the newest models want it, which set their own temperature."""
    limit = {"max_tokens": most}
    return [{**_STEADY, **limit, **_FORMAT}, {**_STEADY, **limit}, limit, {"max_completion_tokens": most}]


def client(endpoint: Endpoint) -> AsyncOpenAI:
    """A client that speaks to this address alone: no redirects, no proxies, and no keys of the environment."""
    import httpx2
    from openai import AsyncOpenAI, Omit

    headers: Any = {"OpenAI-Organization": Omit(), "OpenAI-Project": Omit()}
    return AsyncOpenAI(
        base_url=endpoint.url, api_key=endpoint.key or "none", admin_api_key="", organization="", project="",
        webhook_secret="", max_retries=endpoint.retries, timeout=endpoint.timeout, default_headers=headers,
        http_client=httpx2.AsyncClient(follow_redirects=False, trust_env=False, timeout=endpoint.timeout),
    )  # fmt: skip


def failure(error: Exception, endpoint: Endpoint) -> ModelFailure:
    """An error of the client in plain words."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return ModelFailure(wording.TOO_SLOW.format(seconds=endpoint.timeout))
    if isinstance(error, openai.APIConnectionError):
        return ModelFailure(wording.UNREACHABLE.format(address=endpoint.url))
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return ModelFailure(wording.WRONG_KEY.format(status=error.status_code))
    if isinstance(error, openai.NotFoundError):
        return ModelFailure(wording.NOT_FOUND.format(model=endpoint.name))
    if isinstance(error, openai.RateLimitError):
        return ModelFailure(wording.BUSY)
    if isinstance(error, openai.APIStatusError):
        return ModelFailure(wording.FAILED.format(status=error.status_code))
    return ModelFailure(wording.CUT_OFF)
