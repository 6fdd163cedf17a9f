"""What the routes share: the assistant behind the checks that every question passes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from index.errors import ModelError, UnknownDocument
from rag.api import convert, wording
from rag.api.metrics import Metrics
from rag.api.places import Places
from rag.api.problems import Problem
from rag.api.ready import Readiness
from rag.api.schemas import HitModel
from rag.conversations import Conversations, Exchange
from rag.errors import ConversationsError
from rag.settings import RagSettings
from rag.types import Answer, Inquiry

if TYPE_CHECKING:  # what these import is slow to import, and is done by whoever made the assistant
    from index.library import Library
    from rag.assistant import Assistant
    from rag.draft.types import Listener
    from rag.verify.types import Verified

_log = logging.getLogger("onrecord.api")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Service:
    """Everything but ``run`` blocks: call it from a thread."""

    assistant: Assistant
    settings: RagSettings
    readiness: Readiness
    places: Places
    metrics: Metrics
    conversations: Conversations

    @property
    def library(self) -> Library:
        """The documents."""
        return self.assistant.library

    async def run(self, work: Callable[[], Result]) -> Result:
        """Do what takes a model in a thread, when its turn comes; a 503 ``Problem`` where too many wait."""
        return await self.places.run(work)

    def answer(self, inquiry: Inquiry, listener: Listener | None = None) -> Answer:
        """Answer or refuse; waits while the index is loading. ``listener`` hears what a language model writes."""
        self.readiness.wait()
        try:
            answer = self.assistant.ask(inquiry, listener=listener)
        except ModelError:
            self.metrics.model_failed()
            raise
        self.metrics.answer(answer)
        return answer

    def keep(self, exchange: Exchange) -> None:
        """Keep an exchange; one that cannot be kept costs a line in the log, not the answer."""
        try:
            self.conversations.save(exchange)
        except ConversationsError as error:
            _log.warning("%s", error)

    def search(self, query: str, top_k: int, documents: Sequence[str] | None) -> list[HitModel]:
        """The best passages, with their texts; a document that is removed meanwhile costs only its own."""
        self.readiness.wait()
        found = self.assistant.search(query, top_k, documents)
        hits = []
        with self.library.snapshot() as view:
            for hit in found:
                try:
                    hits.append(convert.hit(hit, view.document(hit.chunk.document_id)))
                except UnknownDocument:
                    continue
        return hits

    def verify(self, text: str, documents: Sequence[str] | None) -> tuple[Verified, ...]:
        """Every sentence of a text with its verdict; waits while the index is loading."""
        self.readiness.wait()
        return self.assistant.verify(text, documents)

    def check_documents(self, documents: Sequence[str] | None) -> None:
        """Raise a 404 ``Problem`` that names the ids without a document."""
        if documents is None:
            return
        with self.library.snapshot() as view:
            known = set(view.document_ids())
        unknown = [document_id for document_id in dict.fromkeys(documents) if document_id not in known]
        if unknown:
            detail = wording.unknown_documents(unknown)
            raise Problem(404, "unknown-document", detail, "documents", documents=unknown)
