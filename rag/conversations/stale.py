"""Whether a kept citation still holds: documents change and go, and a kept answer must say so."""

from __future__ import annotations

from index.errors import UnknownDocument
from index.view import View
from rag.types import Answer, Citation


def holds(citation: Citation, view: View) -> bool:
    """Whether the document is still there, word for word, in the version that the citation names."""
    try:
        document = view.document(citation.document_id)
    except UnknownDocument:
        return False
    return document.sha256 == citation.document_sha256 and document.text[citation.start : citation.end] == citation.text


def stale_ids(answer: Answer, view: View) -> frozenset[int]:
    """Ids of the citations, or of a refusal's nearest passages, that hold no more."""
    return frozenset(citation.id for citation in quoted(answer) if not holds(citation, view))


def quoted(answer: Answer) -> tuple[Citation, ...]:
    """Everything that an answer or a refusal quotes."""
    return (*answer.citations, *(answer.refusal.nearest if answer.refusal else ()))
