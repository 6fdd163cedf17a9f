"""The collections of a store in Milvus, and reading and writing their rows; the one place that calls pymilvus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal

import pymilvus
from pymilvus import DataType, MilvusClient

from index.embed.base import Vectors
from index.milvus.address import MilvusAddress
from index.milvus.client import told

Row = dict[str, Any]
Table = Literal["onrecord_meta", "onrecord_claims", "onrecord_parts", "onrecord_chunks"]
META: Final = "onrecord_meta"
"""One row: what the store says about itself, its generation above all."""
CLAIMS: Final = "onrecord_claims"
"""Who works on what, and until when."""
PARTS: Final = "onrecord_parts"
"""What is packed of documents, in parts (``packed``)."""
CHUNKS: Final = "onrecord_chunks"
"""Passages: vector, and the stems of the words."""
TABLES: Final[tuple[Table, ...]] = (CLAIMS, PARTS, CHUNKS, META)
LONGEST: Final = 65_535
"""Bytes that a text field may have."""
PAGE, BYTES_AT_ONCE = 500, 16_000_000
"""Rows read at once, and bytes written at once: a message has 64 MB at most."""
STATE_S, WRITE_S = 5.0, 120.0
"""Seconds that a write may take; the state must have been written before the lease for it can go to another."""
STRONG: Final = "Strong"
"""What was written before a question was asked is seen, whoever wrote it."""
_TEXT, _NUMBER = DataType.VARCHAR, DataType.INT64
_FIELDS: dict[str, dict[str, tuple[DataType, int]]] = {
    META: {"data": (_TEXT, LONGEST)},
    CLAIMS: {"name": (_TEXT, 200), "holder": (_TEXT, 80), "until": (_NUMBER, 0)},
    PARTS: {
        "kind": (_TEXT, 20), "key": (_TEXT, 80), "document_id": (_TEXT, 40), "number": (_NUMBER, 0),
        "parts": (_NUMBER, 0), "born": (_NUMBER, 0), "gone": (_NUMBER, 0), "data": (_TEXT, LONGEST),
    },
    CHUNKS: {"document_id": (_TEXT, 40), "born": (_NUMBER, 0), "gone": (_NUMBER, 0)},
}  # fmt: skip
COLUMNS: Final = {table: ["id", *fields] for table, fields in _FIELDS.items()}
COLUMNS[CHUNKS] += ["words", "vector"]
_NO_VECTOR = [0.0, 0.0]
"""Milvus asks for a vector in every row."""


class Tables:
    """The collections at one address."""

    def __init__(self, client: MilvusClient, address: MilvusAddress) -> None:
        """Use a connection."""
        self._client, self._address = client, address

    def are_there(self) -> bool:
        """Whether the store was made."""
        with told(self._address):
            return bool(self._client.has_collection(META))

    def make(self, dimension: int) -> None:
        """Make what is missing of the collections; the one that says that there is a store is made last."""
        with told(self._address):
            for table in TABLES:
                if not self._client.has_collection(table):
                    self._make(table, dimension)

    def _make(self, table: Table, dimension: int) -> None:
        schema, indexes = self._schema(table, dimension)
        try:
            self._client.create_collection(table, schema=schema, consistency_level=STRONG)
        except pymilvus.MilvusException:
            if not self._client.has_collection(table):  # else another process has just made it
                raise
        self._client.create_index(table, indexes, sync=False)  # loading waits for it

    def load(self) -> None:
        """Have the server hold the collections ready."""
        with told(self._address):
            for table in TABLES:
                self._client.load_collection(table)

    def rows(self, table: Table, where: str, fields: Sequence[str] = ()) -> Iterator[Row]:
        """The rows of which the expression is true, all columns or these."""
        with told(self._address):
            pages = self._client.query_iterator(
                table, batch_size=PAGE, filter=where, output_fields=list(fields) or COLUMNS[table],
                consistency_level=STRONG,
            )  # fmt: skip
            while page := pages.next():
                yield from page
            pages.close()

    def first(self, table: Table, where: str, fields: Sequence[str]) -> Row | None:
        """One of the rows of which the expression is true; None where there is none."""
        with told(self._address):
            found = self._client.query(
                table, filter=where, output_fields=list(fields), limit=1, consistency_level=STRONG
            )
        return found[0] if found else None

    def put(self, table: Table, rows: Sequence[Row]) -> None:
        """Write rows, in place of those with the same ids."""
        block, size = list[Row](), 0
        for row in rows:
            length = 100 + sum(
                len(v) * (4 if isinstance(v, list) else 1) for v in row.values() if not isinstance(v, int)
            )
            if block and size + length > BYTES_AT_ONCE:
                self._upsert(table, block)
                block, size = [], 0
            block.append(row if table == CHUNKS else {**row, "none": _NO_VECTOR})
            size += length
        if block:
            self._upsert(table, block)

    def drop(self, table: Table, where: str) -> None:
        """Delete the rows of which the expression is true."""
        with told(self._address):
            self._client.delete(table, filter=where)

    def nearest(self, field: Literal["vector", "sparse"], asked: Vectors | str, where: str, limit: int) -> list[Row]:
        """The chunks nearest to a vector, or with the best BM25 for words: ``id``, ``distance`` and ``words``."""
        data = asked if isinstance(asked, str) else asked.tolist()
        fields = ["id", "words"] if field == "sparse" else ["id"]
        with told(self._address):
            found = self._client.search(
                CHUNKS, data=[data], anns_field=field, filter=where, limit=limit, output_fields=fields,
                consistency_level=STRONG,
            )  # fmt: skip
        return [{"id": hit["id"], "distance": hit["distance"], **hit["entity"]} for hit in found[0]]

    def _upsert(self, table: Table, rows: list[Row]) -> None:
        with told(self._address):
            self._client.upsert(table, rows, timeout=STATE_S if table == META else WRITE_S)

    def _schema(self, table: Table, dimension: int) -> tuple[Any, Any]:
        schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        indexes = self._client.prepare_index_params()
        if table == CHUNKS:
            schema.add_field("id", _NUMBER, is_primary=True)
            _add_searched(schema, indexes, dimension, exact=self._address.file is not None)
        else:
            schema.add_field("id", _TEXT, is_primary=True, max_length=200)
            schema.add_field("none", DataType.FLOAT_VECTOR, dim=len(_NO_VECTOR))
            indexes.add_index("none", index_type="FLAT", metric_type="IP")
        for name, (kind, longest) in _FIELDS[table].items():
            schema.add_field(name, kind, **({"max_length": longest} if longest else {}))
        return schema, indexes


def _add_searched(schema: Any, indexes: Any, dimension: int, exact: bool) -> None:
    """Vector and words of a passage. On a server Milvus chooses the index; milvus-lite compares every vector."""
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
    indexes.add_index("vector", index_type="FLAT" if exact else "AUTOINDEX", metric_type="IP")
    # What is written are stems already (``stems``), so that every engine finds the same: it only splits at blanks.
    analyzer = {"tokenizer": "standard"}
    schema.add_field("words", _TEXT, max_length=LONGEST, enable_analyzer=True, analyzer_params=analyzer)
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(
        pymilvus.Function(
            "bm25", pymilvus.FunctionType.BM25, input_field_names=["words"], output_field_names=["sparse"]
        )
    )
    indexes.add_index(
        "sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25", params={"bm25_k1": 1.2, "bm25_b": 0.75}
    )
