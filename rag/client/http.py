"""The client over httpx: the same calls, with and without await."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar, Unpack

import httpx2
from pydantic import ValidationError

from rag.api import schemas
from rag.client import calls
from rag.client.calls import AskOptions, Call, ReplyT
from rag.client.errors import OnrecordError, Unreachable, refusal
from rag.client.events import Event, EventReader

ADDRESS = "http://127.0.0.1:7860"
PATIENCE_S = 60.0
"""How long a reply is waited for; a stream sends a heartbeat every ten seconds."""

Self = TypeVar("Self", bound="Onrecord")


class Onrecord:
    """A client of one server; ``with`` closes its connections at the end."""

    def __init__(
        self, address: str = ADDRESS, api_key: str | None = None, http_client: httpx2.Client | None = None
    ) -> None:
        """``http_client`` brings settings of its own (proxies, certificates, timeouts); its address is not used."""
        self._http = http_client or httpx2.Client(timeout=PATIENCE_S)
        self._address, self._headers = address.rstrip("/"), _headers(api_key)

    def ask(self, question: str, **options: Unpack[AskOptions]) -> schemas.AskReply:
        """The answer, or the refusal (``refusal`` says why); every citation in it has been verified."""
        return self._send(calls.ask(question, options))

    def stream(self, question: str, **options: Unpack[AskOptions]) -> Iterator[Event]:
        """The answer as it is told; its last event holds it whole."""
        call, reader = calls.ask(question, options, stream=True), EventReader()
        with _reached(), self._http.stream(**_request(call, self._address, self._headers)) as response:
            if response.status_code != 200:
                response.read()
                raise _refused(response)
            for data in response.iter_bytes():
                yield from reader.feed(data)

    def search(self, query: str, top_k: int = 8, documents: Sequence[str] | None = None) -> list[schemas.HitModel]:
        """Passages, best first, with their scores."""
        return self._send(calls.search(query, top_k, documents)).hits

    def documents(self) -> list[schemas.SummaryModel]:
        """The documents, without their texts."""
        return self._send(calls.documents()).documents

    def document(self, document_id: str) -> schemas.DocumentReply:
        """One document with its text; offsets of citations are into it."""
        return self._send(calls.document(document_id))

    def add(self, *paths: str | Path) -> list[schemas.ReportModel]:
        """Index files; a report each. ``BadRequest`` where none of them was taken."""
        return self._send(calls.add(paths)).reports

    def remove(self, document_id: str) -> None:
        """Remove a document."""
        self._sent(calls.remove(document_id))

    def feedback(self, answer_id: str, is_positive: bool, text: str | None = None) -> schemas.FeedbackReply:
        """Say whether an answer helped."""
        return self._send(calls.feedback(answer_id, is_positive, text))

    def reopen(self, answer_id: str) -> schemas.KeptReply:
        """An answer that was given before; citations that hold no more are marked ``stale``."""
        return self._send(calls.reopen(answer_id))

    def ready(self) -> schemas.ReadyReply:
        """That questions can be asked; ``Busy`` while they cannot."""
        return self._send(calls.ready())

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self: Self) -> Self:
        """The client."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connections."""
        self.close()

    def _send(self, call: Call[ReplyT]) -> ReplyT:
        return _reply(call, self._sent(call))

    def _sent(self, call: Call[Any]) -> httpx2.Response:
        with _reached():
            return _checked(self._http.request(**_request(call, self._address, self._headers)))


class AsyncOnrecord:
    """The same client for use with ``await``; ``async with`` closes its connections at the end."""

    def __init__(
        self, address: str = ADDRESS, api_key: str | None = None, http_client: httpx2.AsyncClient | None = None
    ) -> None:
        """As ``Onrecord``."""
        self._http = http_client or httpx2.AsyncClient(timeout=PATIENCE_S)
        self._address, self._headers = address.rstrip("/"), _headers(api_key)

    async def ask(self, question: str, **options: Unpack[AskOptions]) -> schemas.AskReply:
        """As ``Onrecord.ask``."""
        return await self._send(calls.ask(question, options))

    async def stream(self, question: str, **options: Unpack[AskOptions]) -> AsyncIterator[Event]:
        """As ``Onrecord.stream``."""
        call, reader = calls.ask(question, options, stream=True), EventReader()
        with _reached():
            async with self._http.stream(**_request(call, self._address, self._headers)) as response:
                if response.status_code != 200:
                    await response.aread()
                    raise _refused(response)
                async for data in response.aiter_bytes():
                    for event in reader.feed(data):
                        yield event

    async def search(
        self, query: str, top_k: int = 8, documents: Sequence[str] | None = None
    ) -> list[schemas.HitModel]:
        """As ``Onrecord.search``."""
        return (await self._send(calls.search(query, top_k, documents))).hits

    async def documents(self) -> list[schemas.SummaryModel]:
        """As ``Onrecord.documents``."""
        return (await self._send(calls.documents())).documents

    async def document(self, document_id: str) -> schemas.DocumentReply:
        """As ``Onrecord.document``."""
        return await self._send(calls.document(document_id))

    async def add(self, *paths: str | Path) -> list[schemas.ReportModel]:
        """As ``Onrecord.add``."""
        return (await self._send(calls.add(paths))).reports

    async def remove(self, document_id: str) -> None:
        """As ``Onrecord.remove``."""
        await self._sent(calls.remove(document_id))

    async def feedback(self, answer_id: str, is_positive: bool, text: str | None = None) -> schemas.FeedbackReply:
        """As ``Onrecord.feedback``."""
        return await self._send(calls.feedback(answer_id, is_positive, text))

    async def reopen(self, answer_id: str) -> schemas.KeptReply:
        """As ``Onrecord.reopen``."""
        return await self._send(calls.reopen(answer_id))

    async def ready(self) -> schemas.ReadyReply:
        """As ``Onrecord.ready``."""
        return await self._send(calls.ready())

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> AsyncOnrecord:
        """The client."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.close()

    async def _send(self, call: Call[ReplyT]) -> ReplyT:
        return _reply(call, await self._sent(call))

    async def _sent(self, call: Call[Any]) -> httpx2.Response:
        with _reached():
            return _checked(await self._http.request(**_request(call, self._address, self._headers)))


def _headers(api_key: str | None) -> dict[str, str]:
    return {} if api_key is None else {"Authorization": f"Bearer {api_key}"}


def _request(call: Call[Any], address: str, headers: dict[str, str]) -> dict[str, Any]:
    body: dict[str, Any] = {"files": call.files} if call.files else {"json": call.json}
    return {"method": call.method, "url": address + call.path, "headers": headers, **body}


def _checked(response: httpx2.Response) -> httpx2.Response:
    if response.is_success:
        return response
    raise _refused(response)


def _refused(response: httpx2.Response) -> OnrecordError:
    try:
        problem = schemas.ProblemModel.model_validate_json(response.content)
    except ValidationError:
        # Not ours: a proxy's, or another server's.
        return OnrecordError(f"{response.status_code} from {response.url}, and no problem document")
    return refusal(problem, response.headers.get("retry-after"))


def _reply(call: Call[ReplyT], response: httpx2.Response) -> ReplyT:
    if call.reply is None:
        raise OnrecordError(f"{call.method} {call.path} has no reply")
    try:
        return call.reply.model_validate_json(response.content)
    except ValidationError as error:
        raise OnrecordError(f"{response.url} does not answer as Onrecord does; check the address") from error


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except httpx2.TransportError as error:
        raise Unreachable(f"no answer ({error or type(error).__name__}); is the server running there?") from error
