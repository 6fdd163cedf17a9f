"""An indexing run, stage by stage; who reads this file knows the room.

    discover → compare → load → describe → sentences → furniture → statements → split → embed → store

A document is committed whole, with everything computed for it, or not at all; what was searchable before a run
stays searchable until its replacement is committed.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from index.context import read_with
from index.due import Due
from index.embed.base import Embedder, Vectors
from index.errors import LoadError
from index.files import SourceFile, content, discover, missing
from index.furniture import mark_furniture
from index.known import Known, known_vectors, looked_up, passage
from index.load import LoadLimits
from index.load.apart import reader
from index.metadata import describe
from index.readers import readers
from index.rows import IndexedDocument
from index.sentences import PARSED_LANGUAGE, parse, sentence_spans
from index.settings import IndexSettings
from index.split import split
from index.store import Store
from index.suspicious import suspicious
from index.types import Chunk, Document, Extracted, FileReport, Progress, Stage, Step

log = logging.getLogger(__name__)

OWN_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a text that nobody foresaw brings out in the rules that read it: it costs that file and not the run."""
PAUSE_S = 0.2
"""Between two looks at files that another process is at."""
PIPELINE_VERSION = 14
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
        if document_id:  # else another process was there before
            yield FileReport(Path(origin).name, "removed", document_id)
    yield from index_files(files, store, embedder, settings, progress, train=True)


def index_files(
    files: Sequence[SourceFile], store: Store, embedder: Embedder, settings: IndexSettings,
    progress: Progress | None = None, train: bool = False,
) -> Iterator[FileReport]:  # fmt: skip
    """Index these files where they are new or changed; a file that fails costs only itself.

    With ``train`` the index of vectors is made anew where it has outgrown its kind; else the searcher does it later.
    """
    one = partial(read_file, settings=settings)
    run = Run(files, store, embedder, settings)
    with closing(run.due), readers(run.due.files, one, settings.threads, run.due.claim) as read:
        yield from _reports(run, files, read, progress)
    store.settle(settings.threads, train)


def _reports(
    run: Run, files: Sequence[SourceFile], read: Callable[[SourceFile], ReadFile], progress: Progress | None
) -> Iterator[FileReport]:
    """Index each file; those that another process is at come last, and are looked at until it is done or has died."""
    done, coming = 0, list(files)
    while coming:
        later = []
        for file in coming:
            try:
                report = run.index(file, read, _told(progress, file, done, len(files)))
            except LoadError as error:
                report = FileReport(Path(file.origin).name, "failed", None, str(error))
            if report is None:
                later.append(file)
                continue
            done += 1
            yield report
        if len(later) == len(coming):
            time.sleep(PAUSE_S)
        coming = later


class Run:
    """One run over some files."""

    def __init__(self, files: Sequence[SourceFile], store: Store, embedder: Embedder, settings: IndexSettings) -> None:
        """Look which of the files have to be read."""
        self._store, self._embedder = store, embedder
        self._fingerprint = settings_fingerprint(settings, embedder)
        self.due = Due(files, store, self._fingerprint, partial(_sha256, settings=settings))

    def index(
        self, file: SourceFile, read: Callable[[SourceFile], ReadFile], begin: Callable[[Stage], None]
    ) -> FileReport | None:
        """Index one file, telling each stage that begins; None where another process is at it.

        Raises LoadError where it cannot be read.
        """
        try:
            with self._store.snapshot(whole=False) as view:
                document_id = self.due.document_of(file, view)
            if document_id:
                return FileReport(Path(file.origin).name, "unchanged", document_id)
            return self._read(file, read, begin) if self.due.claim(file) else None
        finally:
            self.due.release(file.origin)

    def _read(
        self, file: SourceFile, read: Callable[[SourceFile], ReadFile], begin: Callable[[Stage], None]
    ) -> FileReport:
        name = Path(file.origin).name
        begin("reading")
        try:
            found = read(file)
        except OWN_FAULTS as error:
            log.exception("reading %s failed", name)
            raise LoadError(
                f"Onrecord failed on its text ({type(error).__name__}); the fault is ours: please report it with the log"
            ) from error
        document = found.document
        with self._store.snapshot(whole=False) as view:  # reading took its time
            known = None if self.due.is_made(document.id, view) else known_vectors(view, document.id)
        if known is None:
            self.due.write(file, found.sha256, document.id, None)
            return FileReport(name, "duplicate", document.id, "has the same text as a document that is already indexed")
        begin("embedding")
        vectors = embed(document, found.chunks, self._embedder, known)
        begin("storing")
        indexed = IndexedDocument(document, found.chunks, *vectors, self._fingerprint)
        self.due.write(file, found.sha256, document.id, indexed)
        return FileReport(name, "indexed", document.id, _remark(document))


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
