"""What a store holds at one generation, from the first question put to it to the last; each store has its own."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import xor
from threading import Lock
from typing import NamedTuple

from index.errors import StoreDamaged, UnknownDocument
from index.reading import Read, opened
from index.rows import Rows, Seals, meta_seal, vectors_seal
from index.types import Chunk, Document, Speaker

CACHED_SENTENCES = 100_000
"""Of the documents kept in memory: 150 MB of vectors, and a third as much besides."""
NOTES = "note "
"""Begins the keys under which the rooms above keep what they learned about this index."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A document without its text, for lists; ``characters`` is the length of the text."""

    id: str
    sha256: str
    title: str
    author: str | None
    kind: str | None
    published: str | None
    format: str
    language: str
    characters: int
    sentences: int
    statements: int
    origins: tuple[str, ...]


class State(NamedTuple):
    """Which of all states a store was in; two that came to one generation by different ways differ in ``history``."""

    generation: int
    history: str


class DocumentCache:
    """The documents read last, by id and revision; safe to share between threads."""

    def __init__(self, size: int, sentences: int = CACHED_SENTENCES) -> None:
        """Keep at most ``size`` documents, and so many that they have at most so many ``sentences``, or one."""
        self._size, self._most, self._lock = size, sentences, Lock()
        self._kept: OrderedDict[tuple[str, int], Read] = OrderedDict()
        self._sentences = 0
        self.chunk_count: tuple[str | None, int] = (None, 0)

    def get(self, key: tuple[str, int]) -> Read | None:
        """The document, if it is kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: tuple[str, int], read: Read) -> None:
        """Keep a document, and forget the one used longest ago."""
        with self._lock:
            self._sentences += len(read.vectors) - self._length(self._kept.pop(key, None))
            self._kept[key] = read
            while len(self._kept) > 1 and (len(self._kept) > self._size or self._sentences > self._most):
                self._sentences -= self._length(self._kept.popitem(last=False)[1])

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._kept.clear()
            self._sentences = 0

    @staticmethod
    def _length(read: Read | None) -> int:
        return 0 if read is None else len(read.vectors)


class View(ABC):
    """What a store holds at one generation; made by ``Store.snapshot``."""

    def __init__(self, meta: Mapping[str, str], cache: DocumentCache) -> None:
        """``meta`` is what the store says about itself; StoreDamaged where it belies itself."""
        self.meta, self._cache = meta, cache
        if meta.get("seal") != meta_seal(meta):
            raise StoreDamaged("what the index says about itself is damaged; run: onrecord check --repair")
        self.generation = int(meta["generation"])
        self.history = meta["history"]
        """Follows from all that was ever written: two stores of one generation that went different ways differ."""
        self.state = State(self.generation, self.history)

    def check_whole(self) -> None:
        """Raise StoreDamaged where a document, or the seal of one, was lost or has come in unseen."""
        seals = self.seals()
        root = reduce(xor, (one.digest(document_id) for document_id, one in seals.items()), 0)
        if f"{root:x}" != self.meta["root"] or sorted(seals) != self.document_ids():
            raise StoreDamaged("documents of the index were lost or damaged; run: onrecord check --repair")

    def note(self, key: str) -> str | None:
        """What was kept under this key with ``Writer.note``; None where nothing was."""
        return self.meta.get(f"{NOTES}{key}")

    def document(self, document_id: str) -> Document:
        """One document with its sentences, statements and speakers; UnknownDocument where there is none."""
        return self.read(document_id).document

    def read(self, document_id: str) -> Read:
        """One document with its sentence vectors; UnknownDocument where there is none."""
        revision = self.revision(document_id)
        if revision is None:
            raise UnknownDocument(f"no document has the id {document_id!r}; list them with: onrecord documents")
        kept = self._cache.get((document_id, revision))
        if kept is None:
            kept = self.read_anew(document_id)
            self._cache.put((document_id, revision), kept)
        return kept

    def read_anew(self, document_id: str) -> Read:
        """A document that is there, from the store and not from memory; StoreDamaged where it is not whole."""
        rows, seals = self.rows(document_id), self.seals_of(document_id)
        if rows is None or seals is None or rows.content_seal != seals.content:
            raise StoreDamaged(f"document {document_id!r} in the index is damaged; run: onrecord check --repair")
        return opened(rows, self.origins_of(document_id))

    def chunks(self, ids: Sequence[int]) -> dict[int, Chunk]:
        """The chunks with these ids; StoreDamaged where one of them is in no document.

        They are held against the seal of their document when it is read: who shows or cites one reads it.
        """
        found = {number: self._as_read(number, chunk) for number, chunk in self.listed_chunks(ids).items()}
        whole = {number: chunk for number, chunk in found.items() if chunk is not None}
        if not whole.keys() >= set(ids):
            raise StoreDamaged("passages of the index were lost or damaged; run: onrecord check --repair")
        return {number: whole[number] for number in ids}

    def _as_read(self, number: int, listed: Chunk) -> Chunk | None:
        """The chunk as it was when its document was read, where that is remembered."""
        revision = self.revision(listed.document_id)
        kept = None if revision is None else self._cache.get((listed.document_id, revision))
        return listed if kept is None else kept.chunks.get(number)

    def vectors_of(self, document_id: str) -> list[tuple[int, bytes]]:
        """Ids and vectors (little-endian float32) of a document's chunks, ascending; StoreDamaged where not whole."""
        chunks, seals = self.chunk_rows(document_id), self.seals_of(document_id)
        if seals is None or seals.vectors != vectors_seal(chunks):
            raise StoreDamaged(f"vectors of document {document_id!r} are damaged; run: onrecord check --repair")
        return chunks

    def chunk_count(self) -> int:
        """How many chunks there are; counted once a generation, since counting takes as long as searching."""
        history, count = self._cache.chunk_count
        if history != self.history:
            count = self.count_chunks()
            self._cache.chunk_count = self.history, count
        return count

    def corpus_sha256(self) -> str:
        """A hash that changes with any document's text or what was computed for it."""
        return hashlib.sha256("".join(f"{a}{b}\n" for a, b in self.versions()).encode()).hexdigest()

    @abstractmethod
    def summaries(self) -> list[Summary]:
        """Every document, ordered by title, then id."""

    @abstractmethod
    def document_ids(self) -> list[str]:
        """Ids of all documents, in order of id."""

    @abstractmethod
    def versions(self) -> list[tuple[str, str]]:
        """For each document, in order of id, the hash of its text and the fingerprint that it was made with."""

    @abstractmethod
    def revision(self, document_id: str) -> int | None:
        """The generation in which a document came in; None where there is none."""

    @abstractmethod
    def rows(self, document_id: str) -> Rows | None:
        """The rows of a document as they stand in the store; None where there is none."""

    @abstractmethod
    def seals_of(self, document_id: str) -> Seals | None:
        """The seals that were written with a document."""

    @abstractmethod
    def seals(self) -> dict[str, Seals]:
        """The seals of all documents."""

    @abstractmethod
    def origins_of(self, document_id: str) -> tuple[str, ...]:
        """The paths of the files that have this document, in order."""

    @abstractmethod
    def origins(self) -> dict[str, tuple[str, str, str]]:
        """Path → (document id, sha256 of the file's bytes, fingerprint of the settings it was indexed with)."""

    @abstractmethod
    def origin(self, path: str) -> tuple[str, str, str] | None:
        """What ``origins`` has for one path; None where it is not there."""

    @abstractmethod
    def fingerprint(self, document_id: str) -> str | None:
        """The fingerprint that a document was made with; None where there is none."""

    @abstractmethod
    def documents_of(self, speakers: Collection[str], scope: Sequence[str]) -> list[str]:
        """Ids of the documents in ``scope`` that one of these names wrote or is cited in, in order of id."""

    @abstractmethod
    def speakers(self) -> list[Speaker]:
        """The speakers of every document, without their mentions, each document's authors included."""

    @abstractmethod
    def heard(self) -> set[str]:
        """The names that statements and documents are credited to."""

    @abstractmethod
    def listed_chunks(self, ids: Sequence[int]) -> dict[int, Chunk]:
        """The chunks with these ids as they stand in the store; those that it has not are left out."""

    @abstractmethod
    def chunk_ids(self, document_ids: Sequence[str]) -> list[int]:
        """Ids of all chunks of these documents, ascending."""

    @abstractmethod
    def chunk_rows(self, document_id: str) -> list[tuple[int, bytes]]:
        """Ids and vectors of a document's chunks as they stand in the store, ascending."""

    @abstractmethod
    def count_chunks(self) -> int:
        """How many chunks there are, counted now."""

    @abstractmethod
    def search_words(
        self, words: Sequence[str], limit: int, documents: Sequence[str] | None
    ) -> list[tuple[int, float]]:
        """See ``lexical.search_words``; ``words`` are its terms."""

    @abstractmethod
    def phrase_chunks(self, words: str, limit: int, documents: Sequence[str] | None) -> list[int]:
        """See ``lexical.phrase_chunks``; ``words`` are those of the phrase with a blank between them."""

    @abstractmethod
    def document_frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """See ``lexical.document_frequencies``."""

    @abstractmethod
    def vocabulary(self) -> list[str]:
        """See ``lexical.vocabulary``."""
