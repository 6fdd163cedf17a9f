"""Verify a whole store: seals, texts, offsets, word lists, vectors; each store looks through its own rows.

Nothing is changed; ``repair`` makes good what can be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embed.base import Embedder, Vectors
from index.errors import StoreError
from index.milvus.address import MilvusAddress
from index.milvus.client import check_installed
from index.reading import Read, opened
from index.rows import Rows, Seals, vectors_seal
from index.split import chunk_text
from index.store import Place
from index.types import Span

SAMPLE = 32
"""Passages whose vectors are computed again: enough to notice other weights, and a second or two."""
ALIKE = 0.999
"""Cosine from which two vectors of a text are the same; batches of another shape round differently."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written, in a sentence; ``document_id`` where it is about one document."""

    what: str
    document_id: str | None = None


def check(place: Place, embedder: Embedder) -> list[Finding]:
    """Everything that is wrong with a store; NotIndexed where there is none."""
    # Each of them imports this module.
    if isinstance(place, MilvusAddress):
        check_installed(place)
        from index.milvus.check import check_milvus

        return check_milvus(place, embedder)
    from index.sqlite.check import check_sqlite

    return check_sqlite(place, embedder)


def sqlite_folder(place: Place) -> Path:
    """The folder of a store that can be repaired; StoreError for one that cannot."""
    if isinstance(place, MilvusAddress):
        raise StoreError(
            f"the store in {str(place)!r} is not repaired: set ONRECORD_STORE to another database, index your "
            "documents there, and drop this one"
        )
    return place


def damage_of(document_id: str, rows: Rows, seals: Seals | None, vectors: Sequence[tuple[int, bytes]]) -> str | None:
    """What is damaged of a document; None where it is whole, so that its rows can be believed."""
    if not is_whole(document_id, rows, seals):
        return "its text, or what is said about it, is damaged"
    if seals is None or rows.content_seal != seals.content:
        return "its sentences, statements or passages are damaged"
    if vectors_seal(vectors) != seals.vectors:
        return "its vectors are damaged"
    return None if _spans_fit(opened(rows, ())) else "its sentences or statements lie outside of its text"


def is_whole(document_id: str, rows: Rows, seals: Seals | None) -> bool:
    """Whether the text and what is said about it are as they were written; the rest can be computed from them."""
    text = rows.document[2]
    return (
        seals is not None
        and rows.source_seal == seals.source
        and isinstance(text, str)
        and hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() == rows.document[1]
        and str(rows.document[1])[:16] == document_id
    )


def passages_of(read: Read) -> dict[int, tuple[str, str]]:
    """Title and words of each passage, by id."""
    document = read.document
    return {
        number: (document.title, chunk_text(document.text, document.sentences, chunk))
        for number, chunk in read.chunks.items()
    }


def unlike(
    embedder: Embedder, documents: Sequence[str], texts: Sequence[str], vectors: Sequence[Vectors]
) -> Iterator[Finding]:
    """The first document whose passage, embedded again, has another vector."""
    for document_id, vector, other in zip(documents, vectors, embedder.encode(texts), strict=True):
        if float(np.dot(vector, other)) < ALIKE:
            yield Finding(f"vectors of document {document_id!r} are not those of its text", document_id)
            return


def title_of(rows: Rows) -> str:
    """A document's title, as findings have it."""
    return repr(str(rows.document[3])[:80])


def _spans_fit(read: Read) -> bool:
    document, end = read.document, len(read.document.text)
    sentences = [Span(s.start, s.end) for s in document.sentences]
    statements = [span for s in document.statements for span in (*s.content, s.source, s.cue) if span]
    mentions = [span for speaker in document.speakers for span in speaker.mentions]
    chunks = [Span(c.start, c.end) for c in read.chunks.values()]
    return (
        all(0 <= span.start <= span.end <= end for span in (*sentences, *statements, *mentions, *chunks))
        and sentences == sorted(sentences)
        and all(0 <= c.first <= c.last < len(sentences) for c in read.chunks.values())
    )
