"""Citations: made from evidence, and checked against the document before they leave."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from index.types import Document
from index.view import View
from rag.errors import Unverified
from rag.types import Citation, Evidence, Voice
from rag.voices import side_by_side


def cite(evidence: Sequence[Evidence], view: View) -> tuple[Citation, ...]:
    """A verified citation for each piece of evidence, numbered from 1; Unverified where one does not hold."""
    citations = []
    for number, one in enumerate(evidence, 1):
        document = view.document(one.candidate.document_id)
        start, end = one.span.start, one.span.end
        citation = Citation(
            number, document.id, document.title, document.sha256, document.text[start:end], start, end,
            page_of(document, start), _credited(one),
        )  # fmt: skip
        if one.candidate.text not in citation.text or not holds(citation, document):
            raise Unverified(f"the passage at {start}–{end} of {document.title!r} is not what was found there")
        citations.append(citation)
    return tuple(citations)


def _credited(evidence: Evidence) -> Voice:
    """Who is named with the words: all who speak in them, but where a side is told only those who are on it."""
    return evidence.voice if evidence.stance else side_by_side([evidence.voice, *evidence.candidate.voices])


def holds(citation: Citation, document: Document) -> bool:
    """Whether the citation is word for word in this very version of the document."""
    return (
        document.text[citation.start : citation.end] == citation.text
        and citation.start < citation.end
        and hashlib.sha256(document.text.encode()).hexdigest() == citation.document_sha256 == document.sha256
    )


def page_of(document: Document, offset: int) -> int | None:
    """The page that an offset lies on; None for formats without pages."""
    return next((page.number for page in document.pages if page.start <= offset < page.end), None)
