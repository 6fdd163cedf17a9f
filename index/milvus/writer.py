"""Writing to the store in Milvus, under the one lease for it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from index.embed.base import Vectors
from index.milvus.packed import LIVE, Kind, card_of, pack_rows, part_rows
from index.milvus.reads import Origin, Reads, of_document, packed_origin, path_key
from index.milvus.tables import CHUNKS, LONGEST, META, PARTS, Row, Table, Tables
from index.rows import IndexedDocument, Rows, meta_seal, rows_of, seals_of
from index.split import chunk_text
from index.stems import Stems, stems_of, words_of
from index.view import NOTES
from index.writer import Writer, check_shape, next_history

STATE = "state"
"""The id of the one row of ``META``."""
Written = tuple[Table, ...]
_BOTH: Written = (CHUNKS, PARTS)


class MilvusWriter(Writer):
    """Adds and removes documents and origins; made by ``MilvusStore.transaction``.

    Rows are written at once, of a generation that nobody reads yet; ``finish`` makes it the newest.
    """

    def __init__(self, tables: Tables, meta: dict[str, str]) -> None:
        """``meta`` is what the store says about itself now."""
        self._tables, self._meta = tables, meta
        self._generation, self._root = 1 + int(meta["generation"]), int(meta["root"], 16)
        self._next = int(meta["next"])
        self._reads = Reads(tables, self._generation)  # sees what this transaction has written
        self.history = meta["history"]

    def put(self, indexed: IndexedDocument) -> None:
        """See ``Writer``."""
        check_shape(indexed, int(self._meta["dimension"]))
        document_id = indexed.document.id
        origins = self._reads.origins_of(document_id)
        self.remove(document_id)
        rows = rows_of(indexed, self._generation, self._next)
        vectors = [vector.astype("<f4") for vector in indexed.chunk_vectors]
        seals = seals_of(rows, [(self._next + n, vector.tobytes()) for n, vector in enumerate(vectors)])
        self._put_chunks(indexed, rows, vectors)
        self._put_part("body", document_id, document_id, pack_rows(rows))
        self._put_part("card", document_id, document_id, card_of(rows, seals, self._next).packed())
        for origin in origins:
            self._put_part("origin", path_key(origin.path), document_id, packed_origin(origin))
        self._next += len(rows.chunks)
        self._root ^= seals.digest(document_id)

    def _put_chunks(self, indexed: IndexedDocument, rows: Rows, vectors: Sequence[Vectors]) -> None:
        document = indexed.document
        passages = [(document.title, chunk_text(document.text, document.sentences, one)) for one in indexed.chunks]
        stems = stems_of(passages)
        shared = {"document_id": document.id, "born": self._generation, "gone": LIVE}
        self._tables.put(
            CHUNKS,
            [
                {"id": row[0], "words": one.joined(LONGEST), "vector": vector.tolist(), **shared}
                for row, one, vector in zip(rows.chunks, stems, vectors, strict=True)
            ],
        )
        self._put_part("words", document.id, document.id, _counted(stems, words_of(passages)))

    def _put_part(self, kind: Kind, key: str, document_id: str, data: bytes) -> None:
        self._tables.put(PARTS, part_rows(kind, key, document_id, self._generation, data))

    def remove(self, document_id: str) -> None:
        """See ``Writer``."""
        card = self._reads.card(document_id)
        if card is None:
            return
        self._root ^= card.seals.digest(document_id)
        self._retire(of_document(document_id), _BOTH)

    def _retire(self, where: str, tables: Written) -> None:
        """Rows of readers' generations go with this one; those that nobody has read go at once."""
        for table in tables:
            rows = self._reads.owned(table, where)
            self._tables.put(
                table, [{**row, "gone": self._generation} for row in rows if row["born"] < self._generation]
            )
            if any(row["born"] == self._generation for row in rows):
                self._tables.drop(table, f"born == {self._generation} and {where}")

    def add_origin(self, path: str, document_id: str, sha256: str) -> None:
        """See ``Writer``."""
        before = self._reads.origin(path)
        self._forget_path(path)
        origin = Origin(path, document_id, sha256)
        self._put_part("origin", path_key(path), document_id, packed_origin(origin))
        if before and before.document_id != document_id:
            self._drop_orphan(before.document_id)

    def remove_origin(self, path: str) -> str | None:
        """See ``Writer``."""
        before = self._reads.origin(path)
        if before is None:
            return None
        self._forget_path(path)
        self._drop_orphan(before.document_id)
        return before.document_id

    def _forget_path(self, path: str) -> None:
        self._retire(f'kind == "origin" and key == {json.dumps(path_key(path))}', (PARTS,))

    def _drop_orphan(self, document_id: str) -> None:
        if not self._reads.origins_of(document_id):
            self.remove(document_id)

    def note(self, key: str, value: str | None) -> None:
        """See ``Writer``."""
        self._meta.pop(f"{NOTES}{key}", None)
        if value is not None:
            self._meta[f"{NOTES}{key}"] = value

    def finish(self) -> None:
        """Make what was written the next generation: one row, written last."""
        root = f"{self._root:x}"
        self.history = next_history(self.history, self._generation, root)
        changed = {"generation": str(self._generation), "root": root, "history": self.history, "next": str(self._next)}
        put_meta(self._tables, {**self._meta, **changed})


def put_meta(tables: Tables, meta: dict[str, str]) -> None:
    """Write what the store says about itself, with its seal."""
    tables.put(META, [{"id": STATE, "data": json.dumps({**meta, "seal": meta_seal(meta)})}])


def clear(tables: Tables, generation: int) -> None:
    """Undo what a writer left who did not come to the end: nobody has seen it."""
    for table in _BOTH:
        tables.drop(table, f"born > {generation}")
        unfinished: list[Row] = Reads(tables, generation).owned(table, f"gone < {LIVE}")
        tables.put(table, [{**row, "gone": LIVE} for row in unfinished])


def _counted(stems: Sequence[Stems], words: Sequence[set[str]]) -> bytes:
    """In how many passages each stem and each word stands, and how many words there are in all, as bytes."""
    of_stems = Counter(stem for one in stems for stem in {*one.title, *one.body})
    of_words = Counter(word for some in words for word in some)
    return json.dumps([sum(len(one.title) + len(one.body) for one in stems), of_stems, of_words]).encode()
