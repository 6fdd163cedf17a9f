"""An indexing run, stage by stage; who reads this file knows the room.

    discover → compare → load → describe → sentences → furniture → statements → split → embed → store

A document is committed whole, with everything computed for it, or not at all; what was searchable before a run
stays searchable until its replacement is committed.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from index.context import read_with
from index.embed.base import Embedder, Vectors
from index.errors import LoadError
from index.files import SourceFile, content, discover, missing
from index.furniture import mark_furniture
from index.known import Known, known_vectors, looked_up, passage
from index.load import LoadLimits
from index.load.apart import reader
from index.metadata import describe
from index.readers import readers
from index.sentences import PARSED_LANGUAGE, parse, sentence_spans
from index.settings import IndexSettings
from index.split import split
from index.store import Store
from index.suspicious import suspicious
from index.types import Chunk, Document, Extracted, FileReport, Progress, Stage, Step
from index.vectors import is_due, refresh_vectors, save_vectors, train_vectors
from index.writer import IndexedDocument

PIPELINE_VERSION = 4
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
            document_id = writer.remove_origin(origin)
        yield FileReport(Path(origin).name, "removed", document_id)  # said when it is so, not before
    yield from index_files(files, store, embedder, settings, progress, train=True)


def index_files(
    files: Sequence[SourceFile], store: Store, embedder: Embedder, settings: IndexSettings,
    progress: Progress | None = None, train: bool = False,
) -> Iterator[FileReport]:  # fmt: skip
    """Index these files where they are new or changed; a file that fails costs only itself.

    With ``train`` the index of vectors is made anew where it has outgrown its kind; else the searcher does it later.
    """
    run = Run(files, store, embedder, settings)
    with readers(run.due, partial(read_file, settings=settings), settings.threads) as read:
        for number, file in enumerate(files):
            try:
                yield run.index(file, read, _told(progress, file, number, len(files)))
            except LoadError as error:
                yield FileReport(Path(file.origin).name, "failed", None, str(error))
    store.forget()
    store.compact()
    with store.snapshot() as view:
        made = refresh_vectors(view, store.dimension, store.folder, settings.threads)
        if train and is_due(made, view.chunk_count()):
            save_vectors(train_vectors(view, store.dimension, settings.threads), store.folder)


class Run:
    """One run over some files: what the store holds is looked up once, and again only where another process wrote."""

    def __init__(self, files: Sequence[SourceFile], store: Store, embedder: Embedder, settings: IndexSettings) -> None:
        """Look which of the files have to be read."""
        self._store, self._embedder = store, embedder
        self._fingerprint = settings_fingerprint(settings, embedder)
        self._history: str | None = None
        self._known: dict[str, tuple[str, str, str]] = {}
        self._look()
        self._hashes = {file.origin: _sha256(file, settings) for file in files}
        self.due = [file for file in files if not self._is_current(file)]

    def index(
        self, file: SourceFile, read: Callable[[SourceFile], ReadFile], begin: Callable[[Stage], None]
    ) -> FileReport:
        """Index one file, telling each stage that begins; raises LoadError where it cannot be read."""
        name = Path(file.origin).name
        self._look()
        if self._is_current(file):
            return FileReport(name, "unchanged", self._known[file.origin][0])
        begin("reading")
        found = read(file)
        document = found.document
        self._look()  # reading took its time
        if self._current[document.id]:
            self._write(file, found, None)
            return FileReport(name, "duplicate", document.id, "has the same text as a document that is already indexed")
        begin("embedding")
        with self._store.snapshot() as view:
            known = known_vectors(view, document.id)
        vectors = embed(document, found.chunks, self._embedder, known)
        begin("storing")
        self._write(file, found, IndexedDocument(document, found.chunks, *vectors, self._fingerprint))
        return FileReport(name, "indexed", document.id, _remark(document))

    def _look(self) -> None:
        """Read what the store holds, where it is not known."""
        with self._store.snapshot() as view:
            if view.history == self._history:
                return
            self._history, self._known = view.history, view.origins()
        self._current = Counter(one for one, _, made_with in self._known.values() if made_with == self._fingerprint)

    def _is_current(self, file: SourceFile) -> bool:
        """Whether the store holds these bytes under this name, made with these settings, perhaps in this run."""
        known = self._known.get(file.origin)
        return known is not None and known[1] == self._hashes[file.origin] and bool(self._current[known[0]])

    def _write(self, file: SourceFile, found: ReadFile, indexed: IndexedDocument | None) -> None:
        """Store a document, or only that a file has it, and note what has become of the store."""
        document_id = found.document.id
        with self._store.transaction() as writer:
            alone = writer.history == self._history
            if indexed:
                writer.put(indexed)
            writer.add_origin(file.origin, document_id, found.sha256)
        before, _, made_with = self._known.get(file.origin, ("", "", ""))
        if made_with == self._fingerprint:
            self._current[before] -= 1
        self._known[file.origin] = document_id, found.sha256, self._fingerprint
        self._current[document_id] += 1
        self._history = writer.history if alone else None


def _sha256(file: SourceFile, settings: IndexSettings) -> str | None:
    """The hash of the file's bytes; None where it cannot be read, which is told when it is tried."""
    try:
        return hashlib.sha256(content(file, _limits(settings))).hexdigest()
    except LoadError:
        return None


def _limits(settings: IndexSettings) -> LoadLimits:
    return LoadLimits(int(settings.max_file_mb * 1_000_000), settings.max_characters)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """All that a file's content says by itself, and the hash of that content."""

    sha256: str
    document: Document
    chunks: list[Chunk]


def read_file(file: SourceFile, settings: IndexSettings) -> ReadFile:
    """Read one file and everything that is found in its text; LoadError where it cannot be read."""
    limits = _limits(settings)
    data = content(file, limits)
    # Here too, where this is a process that reads ahead: what a hostile file brings down is a process of its own.
    document = read_document(reader.read(file.path.name, data, limits), file)
    chunks = split(document.id, document.text, document.sentences, settings.chunk_tokens)
    return ReadFile(hashlib.sha256(data).hexdigest(), document, chunks)


def read_document(extracted: Extracted, file: SourceFile) -> Document:
    """Everything that is found in a text: what it is, its sentences, its statements."""
    from index.attribute.reader import read_statements  # spaCy: seconds that a run without changes need not wait

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


def embed(
    document: Document, chunks: Sequence[Chunk], embedder: Embedder, known: Known | None = None
) -> tuple[Vectors, Vectors]:
    """Vectors of the chunks (with the title before each) and of the sentences (zeros for furniture).

    A sentence in a table or a list is embedded with what it stands under.
    """
    text, known = document.text, known or Known()
    spoken = [number for number, sentence in enumerate(document.sentences) if not sentence.furniture]
    pieces = [read_with(text, document.sentences, n) for n in spoken]
    passages = [passage(document, chunk) for chunk in chunks]
    of_chunks, of_pieces = looked_up([(passages, known.passages), (pieces, known.sentences)], embedder.encode)
    sentence_vectors = np.zeros((len(document.sentences), embedder.dimension), np.float32)
    if spoken:
        sentence_vectors[spoken] = of_pieces
    return of_chunks.reshape(len(chunks), embedder.dimension), sentence_vectors


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
    remarks = [suspicious(document.text)]
    if document.language != PARSED_LANGUAGE:
        language = document.language
        remarks.append(f"indexed without speakers: statements are not read in this language ({language}) yet")
    return "; ".join(filter(None, remarks)) or None
