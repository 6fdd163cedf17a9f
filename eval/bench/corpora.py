"""Texts of a data set as an index of their own: put into a store with the functions that index files.

What a file's loader would add (author, furniture) is left out: data sets have none of it. Statements are read where
they are asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from index.attribute.reader import read_statements
from index.context import read_with
from index.embed.base import Embedder, Vectors
from index.rows import IndexedDocument
from index.search import Searcher
from index.sentences import PARSED_LANGUAGE, parse, sentence_spans
from index.split import chunk_text, split
from index.store import Store, create_store
from index.types import Chunk, Document, Sentence, Span

CHUNK_TOKENS = 160
"""As the product's own default (index/settings.py)."""


@dataclass(frozen=True, slots=True)
class Source:
    """One text of a data set; ``sentences`` where the data set says what they are, else they are found."""

    key: str
    title: str
    text: str
    sentences: tuple[Span, ...] | None = None
    attributed: bool = False


def joined(key: str, title: str, sentences: Sequence[str], attributed: bool = False) -> Source:
    """A source from a list of sentences, a space between two; ``attributed`` where its statements are to be read."""
    spans, start = [], 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 1
    return Source(key, title, " ".join(sentences), tuple(spans), attributed)


@dataclass(frozen=True, slots=True)
class Corpus:
    """An indexed data set: ``ids`` gives the document of each source's key."""

    store: Store
    searcher: Searcher
    ids: dict[str, str]

    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys of each document; equal texts are one document."""
        found: dict[str, list[str]] = {}
        for key, document_id in self.ids.items():
            found.setdefault(document_id, []).append(key)
        return {document_id: tuple(keys) for document_id, keys in found.items()}


@contextmanager
def indexed(sources: Sequence[Source], embedder: Embedder, chunk_tokens: int = CHUNK_TOKENS) -> Iterator[Corpus]:
    """The sources in a store in a temporary folder, which goes when the block ends."""
    with TemporaryDirectory(prefix="onrecord-bench-") as folder:
        store = create_store(Path(folder), embedder.name, embedder.dimension)
        with store.transaction() as writer:
            documents = {source.key: _document(source) for source in sources}
            for document in {d.id: d for d in documents.values()}.values():
                chunks = split(document.id, document.text, document.sentences, chunk_tokens)
                writer.put(IndexedDocument(document, chunks, *_embed(document, chunks, embedder), "bench"))
        yield Corpus(store, Searcher(store, embedder, threads=1), {key: d.id for key, d in documents.items()})
        store.close()


def _document(source: Source) -> Document:
    sha256 = hashlib.sha256(source.text.encode()).hexdigest()
    parsed = parse(source.text, PARSED_LANGUAGE) if source.attributed or source.sentences is None else None
    spans = source.sentences or tuple(sentence_spans(parsed) if parsed else ())
    sentences = tuple(Sentence(span.start, span.end) for span in spans)
    statements, speakers = read_statements(parsed, sentences) if parsed and source.attributed else ((), ())
    return Document(
        id=sha256[:16], sha256=sha256, text=source.text, title=source.title, format="text", language=PARSED_LANGUAGE,
        sentences=sentences, statements=statements, speakers=speakers,
    )  # fmt: skip


def _embed(document: Document, chunks: Sequence[Chunk], embedder: Embedder) -> tuple[Vectors, Vectors]:
    text = document.text
    passages = [f"{document.title}\n{chunk_text(text, document.sentences, chunk)}" for chunk in chunks]
    pieces = [read_with(text, document.sentences, number) for number in range(len(document.sentences))]
    vectors = embedder.encode([*passages, *pieces])
    return np.asarray(vectors[: len(chunks)]), np.asarray(vectors[len(chunks) :])
