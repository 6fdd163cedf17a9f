"""Reading rows at one generation."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.milvus.packed import Card, joined, unpack_rows
from index.milvus.tables import CHUNKS, COLUMNS, PARTS, Row, Table, Tables
from index.rows import Rows


@dataclass(frozen=True, slots=True)
class Origin:
    """A file that has a document."""

    path: str
    document_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every document of one generation as lists have it, and every file."""

    cards: Mapping[str, Card]
    origins: Sequence[Origin]

    def owners(self, chunk_ids: Sequence[int]) -> list[str]:
        """Ids of the documents that these chunks belong to, each once."""
        ordered = sorted((card for card in self.cards.values() if card.chunks), key=lambda card: card.first)
        firsts = [card.first for card in ordered]
        return list(dict.fromkeys(ordered[bisect_right(firsts, number) - 1].id for number in chunk_ids if ordered))


class Reads:
    """The rows that count at one generation."""

    def __init__(self, tables: Tables, generation: int) -> None:
        """Nothing is read before it is asked for."""
        self._tables, self.generation = tables, generation

    def at(self, where: str = "") -> str:
        """An expression, together with that the row counts."""
        now = f"born <= {self.generation} and gone > {self.generation}"
        return f"{now} and {where}" if where else now

    def catalogue(self) -> Catalogue:
        """All cards and files."""
        cards = map(Card.unpacked, self._packed('kind == "card"').values())
        files = self._origins('kind == "origin"')
        return Catalogue({card.id: card for card in sorted(cards, key=lambda card: card.id)}, files)

    def card(self, document_id: str) -> Card | None:
        """What lists say of one document; None where there is none."""
        if not document_id.isalnum():  # no id of ours, and perhaps no text that Milvus reads
            return None
        data = self._packed(f'kind == "card" and key == {_quoted(document_id)}').get(document_id)
        return None if data is None else Card.unpacked(data)

    def rows(self, document_id: str) -> Rows | None:
        """The rows of one document."""
        data = self._packed(f'kind == "body" and key == {_quoted(document_id)}').get(document_id)
        return None if data is None else unpack_rows(data)

    def words(self, document_ids: Sequence[str]) -> dict[str, bytes]:
        """What is packed of the words of these documents."""
        listed = ", ".join(map(_quoted, document_ids))
        return self._packed(f'kind == "words" and key in [{listed}]')

    def origins_of(self, document_id: str) -> list[Origin]:
        """The files that have this document, by path."""
        return self._origins(f'kind == "origin" and document_id == {_quoted(document_id)}')

    def origin(self, path: str) -> Origin | None:
        """The document of this file; None where it is not known."""
        return next(iter(self._origins(f'kind == "origin" and key == {_quoted(path_key(path))}')), None)

    def vectors(self, document_id: str) -> list[tuple[int, bytes]]:
        """Ids and vectors (little-endian float32) of a document's chunks, ascending."""
        where = self.at(f"document_id == {_quoted(document_id)}")
        found = self._tables.rows(CHUNKS, where, ("id", "vector"))
        return sorted((row["id"], np.asarray(row["vector"], "<f4").tobytes()) for row in found)

    def owned(self, table: Table, where: str) -> list[Row]:
        """All columns of the rows of a collection of which the expression is true."""
        return [{name: row[name] for name in COLUMNS[table]} for row in self._tables.rows(table, self.at(where))]

    def _packed(self, where: str) -> dict[str, bytes]:
        return joined(self._tables.rows(PARTS, self.at(where), ("key", "number", "parts", "data")))

    def _origins(self, where: str) -> list[Origin]:
        return sorted((Origin(*json.loads(data)) for data in self._packed(where).values()), key=lambda one: one.path)


def of_document(document_id: str) -> str:
    """An expression that is true of the rows of one document."""
    return f"document_id == {_quoted(document_id)}"


def of_documents(document_ids: Sequence[str]) -> str:
    """An expression that is true of the rows of these documents."""
    return f"document_id in [{', '.join(map(_quoted, document_ids))}]"


def path_key(path: str) -> str:
    """What a path is looked up by: it may be longer than a key."""
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def packed_origin(origin: Origin) -> bytes:
    """A file as bytes."""
    return json.dumps([origin.path, origin.document_id, origin.sha256]).encode()


def _quoted(text: str) -> str:
    return json.dumps(text)
