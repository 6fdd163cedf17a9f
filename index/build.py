"""An indexing run, stage by stage; who reads this file knows the room.

    discover → compare → load → describe → sentences → furniture → statements → split → embed → store

A document is committed whole, with everything computed for it, or not at all; what was searchable before a run
stays searchable until its replacement is committed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from index.attribute.reader import read_statements
from index.embed.base import Embedder, Vectors
from index.errors import LoadError
from index.files import SourceFile, content_sha256, discover, is_current, missing
from index.furniture import mark_furniture
from index.load import LoadLimits, load
from index.metadata import describe
from index.sentences import PARSED_LANGUAGE, parse, sentence_spans
from index.settings import IndexSettings
from index.split import chunk_text, split
from index.store import Store
from index.types import Chunk, Document, Extracted, FileReport, Progress, Stage, Step
from index.vectors import load_vectors, save_vectors
from index.writer import IndexedDocument

PIPELINE_VERSION = 3
"""Raised when a stage changes what it computes, so that the next run computes it again for unchanged files."""


def build(
    paths: Sequence[Path], store: Store, embedder: Embedder, settings: IndexSettings, progress: Progress | None = None
) -> Iterator[FileReport]:
    """Bring the store up to date with the files at ``paths``; yields a report per file as it is finished."""
    files = discover(paths)
    with store.snapshot() as view:
        known = view.origins()
    for origin in missing(paths, files, known):
        with store.transaction() as writer:
            yield FileReport(Path(origin).name, "removed", writer.remove_origin(origin))
    yield from index_files(files, store, embedder, settings, progress)


def index_files(
    files: Sequence[SourceFile], store: Store, embedder: Embedder, settings: IndexSettings,
    progress: Progress | None = None,
) -> Iterator[FileReport]:  # fmt: skip
    """Index these files where they are new or changed; a file that fails costs only itself."""
    for number, file in enumerate(files):
        try:
            yield index_file(file, store, embedder, settings, _told(progress, file, number, len(files)))
        except LoadError as error:
            yield FileReport(Path(file.origin).name, "failed", None, str(error))
    with store.snapshot() as view:
        save_vectors(load_vectors(view, store.dimension, store.folder, settings.threads), store.folder)


def index_file(
    file: SourceFile, store: Store, embedder: Embedder, settings: IndexSettings, begin: Callable[[Stage], None]
) -> FileReport:
    """Index one file, telling each stage that begins; raises LoadError where it cannot be read."""
    name, sha256, fingerprint = Path(file.origin).name, content_sha256(file), settings_fingerprint(settings, embedder)
    with store.snapshot() as view:
        known = view.origins()
        if is_current(file, sha256, fingerprint, known):
            return FileReport(name, "unchanged", known[file.origin][0])
        current = {document_id for document_id, _, made_with in known.values() if made_with == fingerprint}
    begin("reading")
    extracted = load(file.path, LoadLimits(int(settings.max_file_mb * 1_000_000), settings.max_characters))
    document_id = text_id(extracted.text)
    if document_id in current:
        with store.transaction() as writer:
            writer.add_origin(file.origin, document_id, sha256)
        return FileReport(name, "duplicate", document_id, "has the same text as a document that is already indexed")
    begin("finding who says what")
    document = read_document(extracted, file)
    begin("embedding")
    chunks = split(document.id, document.text, document.sentences, settings.chunk_tokens)
    indexed = IndexedDocument(document, chunks, *embed(document, chunks, embedder), fingerprint)
    begin("storing")
    with store.transaction() as writer:
        writer.put(indexed)
        writer.add_origin(file.origin, document_id, sha256)
    return FileReport(name, "indexed", document_id, _remark(document))


def read_document(extracted: Extracted, file: SourceFile) -> Document:
    """Everything that is found in a text: what it is, its sentences, its statements."""
    text = extracted.text
    about = describe(extracted, Path(file.origin))
    parsed = parse(text, about.language)
    sentences = mark_furniture(text, sentence_spans(parsed), extracted)
    statements, speakers = (
        read_statements(parsed, sentences, about.author, about.author_role)
        if about.language == PARSED_LANGUAGE
        else ((), ())
    )
    return Document(
        id=text_id(text), sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, title=about.title,
        format=extracted.format, language=about.language, author=about.author, author_role=about.author_role,
        kind=about.kind, published=about.published, pages=extracted.pages, sentences=sentences,
        statements=statements, speakers=speakers,
    )  # fmt: skip


def embed(document: Document, chunks: Sequence[Chunk], embedder: Embedder) -> tuple[Vectors, Vectors]:
    """Vectors of the chunks (with the title before each) and of the sentences (zeros for furniture)."""
    text = document.text
    passages = [f"{document.title}\n{chunk_text(text, document.sentences, chunk)}" for chunk in chunks]
    spoken = [number for number, sentence in enumerate(document.sentences) if not sentence.furniture]
    pieces = [text[document.sentences[n].start : document.sentences[n].end] for n in spoken]
    vectors = embedder.encode([*passages, *pieces])
    sentence_vectors = np.zeros((len(document.sentences), embedder.dimension), np.float32)
    sentence_vectors[spoken] = vectors[len(chunks) :]
    return vectors[: len(chunks)], sentence_vectors


def text_id(text: str) -> str:
    """The id of a document with this text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def settings_fingerprint(settings: IndexSettings, embedder: Embedder) -> str:
    """Names everything that decides what is computed for a text, besides the text."""
    named = {"pipeline": PIPELINE_VERSION, "model": embedder.name, "chunk_tokens": settings.chunk_tokens}
    return hashlib.sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()[:16]


def _told(progress: Progress | None, file: SourceFile, done: int, files: int) -> Callable[[Stage], None]:
    """Tells ``progress`` of a file's stages."""
    name = Path(file.origin).name
    return lambda stage: progress(Step(name, stage, done, files)) if progress else None


def _remark(document: Document) -> str | None:
    if document.language == PARSED_LANGUAGE:
        return None
    return f"indexed without speakers: statements are not read in this language ({document.language}) yet"
