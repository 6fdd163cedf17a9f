"""What is kept of a document, packed into rows of text: Milvus' fields hold 65,535 bytes, a document may have more."""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from index.errors import StoreDamaged
from index.milvus.tables import LONGEST, Row
from index.rows import Rows, Seals

Kind = Literal["card", "body", "words", "origin"]
"""What lists say of a document; its rows; how many of its passages have each word; a file that has it."""
LIVE = 1 << 62
"""The generation in which a row goes that has not gone."""
_VECTORS = b"\n"
"""Before the vectors; JSON has no line ends."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is read of every document at once; its chunks are numbered from ``first`` on."""

    id: str
    revision: int
    listed: dict[str, Any]
    """The fields of ``Summary`` but the origins."""
    fingerprint: str
    author_role: str | None
    seals: Seals
    first: int
    chunks: int
    cast: list[tuple[str, str, str | None, list[str]]]
    """Name, kind, role and aliases of each speaker."""
    heard: list[str]
    """The names that statements are credited to."""

    def packed(self) -> bytes:
        """As bytes."""
        seals = [self.seals.source, self.seals.content, self.seals.vectors]
        fields = [
            self.listed,
            self.fingerprint,
            self.author_role,
            seals,
            self.first,
            self.chunks,
            self.cast,
            self.heard,
        ]
        return json.dumps([self.id, self.revision, *fields]).encode()

    @classmethod
    def unpacked(cls, data: bytes) -> Card:
        """From bytes."""
        number, revision, listed, fingerprint, role, seals, first, chunks, cast, heard = json.loads(data)
        return cls(number, revision, listed, fingerprint, role, Seals(*seals), first, chunks, cast, heard)


def card_of(rows: Rows, seals: Seals, first: int) -> Card:
    """What lists say of a document with these rows."""
    number, sha256, text, title, form, language, author, role, kind, published, _, fingerprint, revision = rows.document
    listed = {
        "id": number, "sha256": sha256, "title": title, "author": author, "kind": kind, "published": published,
        "format": form, "language": language, "characters": len(str(text)),
        "sentences": sum(not row[2] for row in rows.sentences), "statements": len(rows.statements),
    }  # fmt: skip
    cast = [(name, kind, role, json.loads(str(aliases))) for name, kind, role, aliases, _ in _plain(rows.speakers)]
    heard = sorted({str(row[0]) for row in rows.statements if row[0]})
    return Card(
        str(number), int(str(revision)), listed, str(fingerprint), None if role is None else str(role), seals, first,
        len(rows.chunks), cast, heard,
    )  # fmt: skip


def pack_rows(rows: Rows) -> bytes:
    """All rows of a document as bytes."""
    spans = [row[:-1] for row in rows.sentences]
    vectors = [row[-1] for row in _plain(rows.sentences)]
    lengths = [None if vector is None else len(vector) for vector in vectors]
    fields = [rows.document, spans, lengths, rows.statements, rows.speakers, rows.chunks]
    return json.dumps(fields).encode() + _VECTORS + b"".join(vector for vector in vectors if vector is not None)


def unpack_rows(data: bytes) -> Rows:
    """The rows from bytes."""
    head, _, rest = data.partition(_VECTORS)
    document, spans, lengths, statements, speakers, chunks = json.loads(head)
    sentences, at = [], 0
    for span, length in zip(spans, lengths, strict=True):
        sentences.append((*span, None if length is None else rest[at : at + length]))
        at += length or 0
    return Rows(tuple(document), sentences, *([tuple(row) for row in some] for some in (statements, speakers, chunks)))


def part_rows(kind: Kind, key: str, document_id: str, born: int, data: bytes) -> list[Row]:
    """The rows that hold these bytes."""
    text = b64encode(zlib.compress(data)).decode()
    pieces = [text[at : at + LONGEST] for at in range(0, len(text), LONGEST)]
    shared = {"kind": kind, "key": key, "document_id": document_id, "born": born, "gone": LIVE, "parts": len(pieces)}
    return [
        {"id": f"{kind}/{key}/{born}/{number}", "number": number, "data": piece, **shared}
        for number, piece in enumerate(pieces)
    ]


def joined(rows: Iterable[Row]) -> dict[str, bytes]:
    """The bytes by key, from the rows of one kind; StoreDamaged where some are missing."""
    parts: dict[str, dict[int, str]] = {}
    wanted: dict[str, int] = {}
    for row in rows:
        parts.setdefault(row["key"], {})[row["number"]] = row["data"]
        wanted[row["key"]] = row["parts"]
    if any(len(some) != wanted[key] for key, some in parts.items()):
        raise StoreDamaged("parts of documents were lost from the index; index your documents again into a new one")
    return {key: _bytes([text for _, text in sorted(some.items())]) for key, some in parts.items()}


def _bytes(texts: Sequence[str]) -> bytes:
    try:
        return zlib.decompress(b64decode("".join(texts), validate=True))
    except (zlib.error, NotBase64) as error:
        raise StoreDamaged("a document in the index is damaged; index your documents again into a new one") from error


def _plain(rows: Sequence[Sequence[object]]) -> Sequence[Sequence[Any]]:
    return rows
