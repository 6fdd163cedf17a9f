"""What the routes share: the assistant behind the checks that every question passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.errors import UnknownDocument
from rag.api import convert, wording
from rag.api.problems import Problem
from rag.api.ready import Readiness
from rag.api.schemas import HitModel
from rag.settings import RagSettings
from rag.types import Answer, Inquiry

if TYPE_CHECKING:  # what these import is slow to import, and is done by whoever made the assistant
    from index.library import Library
    from rag.assistant import Assistant


@dataclass(frozen=True, slots=True)
class Service:
    """Everything blocks: call it from a thread."""

    assistant: Assistant
    settings: RagSettings
    readiness: Readiness

    @property
    def library(self) -> Library:
        """The documents."""
        return self.assistant.library

    def answer(self, inquiry: Inquiry) -> Answer:
        """Answer or refuse; waits while the index is loading."""
        self.readiness.wait()
        return self.assistant.ask(inquiry)

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
