"""Verify a store in Milvus: seals, texts, offsets, words of passages, vectors."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from index.check import SAMPLE, Finding, damage_of, passages_of, title_of, unlike
from index.embed.base import Embedder
from index.errors import StoreDamaged
from index.milvus.address import MilvusAddress
from index.milvus.store import MilvusStore, open_milvus
from index.milvus.tables import LONGEST
from index.milvus.view import MilvusView
from index.reading import opened
from index.stems import stems_of


def check_milvus(address: MilvusAddress, embedder: Embedder) -> list[Finding]:
    """See ``index.check.check``."""
    try:
        store = open_milvus(address)
        with store.snapshot() as view:
            found = [finding for document_id in view.document_ids() for finding in _document(view, document_id)]
            return found or list(_vectors(store, view, embedder))
    except StoreDamaged as error:
        return [Finding(str(error))]


def _document(view: MilvusView, document_id: str) -> Iterator[Finding]:
    rows = view.rows(document_id)
    if rows is None:
        yield Finding(f"document {document_id!r} was lost", document_id)
        return
    what = damage_of(document_id, rows, view.seals_of(document_id), view.chunk_rows(document_id))
    if what:
        yield Finding(f"document {title_of(rows)}: {what}", document_id)
    elif view.words_of(document_id) != _words(passages_of(opened(rows, ()))):
        yield Finding(f"the words of document {title_of(rows)} are not those of its text", document_id)
    if not view.origins_of(document_id):
        yield Finding(f"document {document_id!r}: the name of its file was lost", document_id)


def _words(passages: dict[int, tuple[str, str]]) -> dict[int, str]:
    stems = stems_of(list(passages.values()))
    return {number: one.joined(LONGEST) for number, one in zip(passages, stems, strict=True)}


def _vectors(store: MilvusStore, view: MilvusView, embedder: Embedder) -> Iterator[Finding]:
    """A sample of the passages, embedded again."""
    if store.model != embedder.name:
        return
    ids = view.chunk_ids(view.document_ids())
    sample = ids[:: max(1, len(ids) // SAMPLE)]
    chunks = view.chunks(sample)
    reads = {chunk.document_id: view.read(chunk.document_id) for chunk in chunks.values()}
    passages = {number: passage for read in reads.values() for number, passage in passages_of(read).items()}
    vectors = {number: vector for one in reads for number, vector in view.chunk_rows(one)}
    texts = ["\n".join(passages[number]) for number in sample]
    found = [np.frombuffer(vectors[number], "<f4") for number in sample]
    yield from unlike(embedder, [chunks[number].document_id for number in sample], texts, found)
