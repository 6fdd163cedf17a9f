"""Reading the store in Milvus at one generation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from index.embed.base import Vectors
from index.milvus.bm25 import WordCounts, score
from index.milvus.packed import Card
from index.milvus.reads import Catalogue, Reads, of_document, of_documents
from index.milvus.remembered import Remembered
from index.milvus.tables import CHUNKS, Tables
from index.rows import Rows, Seals
from index.stems import Stems, stemmed
from index.types import Chunk, Speaker
from index.view import DocumentCache, Summary, View

LOOKED_THROUGH = 4
"""Passages that Milvus finds by words for each that is wanted: it ranks them by scores of its own."""
LEAST = 200
"""Passages that it finds at least."""


class MilvusView(View):
    """What the store holds at one generation; made by ``MilvusStore.snapshot``."""

    def __init__(self, meta: Mapping[str, str], cache: DocumentCache, tables: Tables, remembered: Remembered) -> None:
        """Read from the collections; what all documents are asked for is remembered for other views."""
        super().__init__(meta, cache)
        self._tables, self._reads, self._remembered = tables, Reads(tables, self.generation), remembered

    @cached_property
    def _catalogue(self) -> Catalogue:
        return self._remembered.catalogue(self._reads, self.history)

    @cached_property
    def _counts(self) -> WordCounts:
        return self._remembered.counts(self._reads, self.history, self._catalogue)

    def _card(self, document_id: str) -> Card | None:
        if "_catalogue" in self.__dict__:
            return self._catalogue.cards.get(document_id)
        return self._reads.card(document_id)

    def summaries(self) -> list[Summary]:
        """See ``View``."""
        paths: dict[str, list[str]] = {}
        for origin in self._catalogue.origins:
            paths.setdefault(origin.document_id, []).append(origin.path)
        found = [Summary(**c.listed, origins=tuple(paths.get(c.id, ()))) for c in self._catalogue.cards.values()]
        return sorted(found, key=lambda summary: (summary.title, summary.id))

    def document_ids(self) -> list[str]:
        """See ``View``."""
        return list(self._catalogue.cards)

    def versions(self) -> list[tuple[str, str]]:
        """See ``View``."""
        return [(card.listed["sha256"], card.fingerprint) for card in self._catalogue.cards.values()]

    def revision(self, document_id: str) -> int | None:
        """See ``View``."""
        card = self._card(document_id)
        return None if card is None else card.revision

    def rows(self, document_id: str) -> Rows | None:
        """See ``View``."""
        return self._reads.rows(document_id)

    def seals_of(self, document_id: str) -> Seals | None:
        """See ``View``."""
        card = self._card(document_id)
        return None if card is None else card.seals

    def seals(self) -> dict[str, Seals]:
        """See ``View``."""
        return {number: card.seals for number, card in self._catalogue.cards.items()}

    def origins_of(self, document_id: str) -> tuple[str, ...]:
        """See ``View``."""
        return tuple(origin.path for origin in self._reads.origins_of(document_id))

    def origins(self) -> dict[str, tuple[str, str, str]]:
        """See ``View``."""
        cards = self._catalogue.cards
        return {
            origin.path: (origin.document_id, origin.sha256, cards[origin.document_id].fingerprint)
            for origin in self._catalogue.origins
            if origin.document_id in cards
        }

    def origin(self, path: str) -> tuple[str, str, str] | None:
        """See ``View``."""
        found = self._reads.origin(path)
        made_with = found and self.fingerprint(found.document_id)
        return (found.document_id, found.sha256, made_with) if found and made_with else None

    def fingerprint(self, document_id: str) -> str | None:
        """See ``View``."""
        card = self._card(document_id)
        return None if card is None else card.fingerprint

    def documents_of(self, speakers: Collection[str], scope: Sequence[str]) -> list[str]:
        """See ``View``."""
        names, wanted = set(speakers), set(scope)
        return [
            number
            for number, card in self._catalogue.cards.items()
            if number in wanted and (card.listed["author"] in names or not names.isdisjoint(card.heard))
        ]

    def speakers(self) -> list[Speaker]:
        """See ``View``."""
        cards = self._catalogue.cards.values()
        cited = [Speaker(n, kind, role, tuple(some)) for card in cards for n, kind, role, some in card.cast]  # type: ignore[arg-type]
        authors = [(card.listed["author"], card.author_role) for card in cards if card.listed["author"] is not None]
        return cited + [Speaker(name, "person", role) for name, role in authors]

    def heard(self) -> set[str]:
        """See ``View``."""
        cards = self._catalogue.cards.values()
        return {name for card in cards for name in (*card.heard, card.listed["author"]) if name}

    def listed_chunks(self, ids: Sequence[int]) -> dict[int, Chunk]:
        """See ``View``; a row of a document holds all of them."""
        known: dict[int, Chunk] = {}
        for document_id in self._catalogue.owners(ids):
            known |= self.read(document_id).chunks
        return {number: known[number] for number in ids if number in known}

    def chunk_ids(self, document_ids: Sequence[str]) -> list[int]:
        """See ``View``."""
        cards = [self._catalogue.cards[number] for number in set(document_ids) if number in self._catalogue.cards]
        return sorted(number for card in cards for number in range(card.first, card.first + card.chunks))

    def chunk_rows(self, document_id: str) -> list[tuple[int, bytes]]:
        """See ``View``."""
        return self._reads.vectors(document_id)

    def count_chunks(self) -> int:
        """See ``View``."""
        return sum(card.chunks for card in self._catalogue.cards.values())

    def nearest(self, vector: Vectors, limit: int, documents: Sequence[str] | None) -> list[tuple[int, float]]:
        """See ``Nearest.search``."""
        if documents is not None and not documents:
            return []
        found = self._tables.nearest("vector", vector, self._within(documents), limit)
        return sorted(((hit["id"], float(hit["distance"])) for hit in found), key=_best_first)

    def search_words(
        self, words: Sequence[str], limit: int, documents: Sequence[str] | None
    ) -> list[tuple[int, float]]:
        """See ``View``."""
        asked = [stems for stems in map(stemmed, words) if stems]
        if not asked or (documents is not None and not documents):
            return []
        query, most = " ".join(stem for stems in asked for stem in stems), max(LEAST, LOOKED_THROUGH * limit)
        found = self._tables.nearest("sparse", query, self._within(documents), most)
        scored = [(hit["id"], score(asked, Stems.split(hit["words"]), self._counts)) for hit in found]
        return sorted(((number, value) for number, value in scored if value is not None), key=_best_first)[:limit]

    def phrase_chunks(self, words: str, limit: int, documents: Sequence[str] | None) -> list[int]:
        """See ``View``."""
        stems = " ".join(stemmed(words))
        if not stems or (documents is not None and not documents):
            return []
        where = f'{self._within(documents)} and words like "% {stems} %"'
        found = self._tables.rows(CHUNKS, where, ("id", "words"))
        bodies = ((row["id"], f" {' '.join(Stems.split(row['words']).body)} ") for row in found)
        return sorted(number for number, body in bodies if f" {stems} " in body)[:limit]

    def document_frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """See ``View``."""
        return {word: self._counts.words[word] for word in words if word in self._counts.words}

    def vocabulary(self) -> list[str]:
        """See ``View``."""
        return sorted(self._counts.words, key=lambda word: word.encode())

    def words_of(self, document_id: str) -> dict[int, str]:
        """The words of a document's passages as Milvus has them, by id."""
        where = self._reads.at(of_document(document_id))
        return {row["id"]: row["words"] for row in self._tables.rows(CHUNKS, where, ("id", "words"))}

    def _within(self, documents: Sequence[str] | None) -> str:
        return self._reads.at("" if documents is None else of_documents(documents))


def _best_first(pair: tuple[int, float]) -> tuple[float, int]:
    return -pair[1], pair[0]
