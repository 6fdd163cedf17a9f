"""Where a store in Milvus is: ``milvus://host:port[/database]``, or ``milvus:///path/file.db`` for milvus-lite."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

SCHEME = "milvus://"
_SERVER = re.compile(r"milvus://([A-Za-z0-9.\-]+|\[[0-9a-fA-F:]+\])(?::(\d{1,5}))?(?:/(\w*))?")
_FILE = re.compile(r"milvus://(/.+\.db)")
PORT = 19530


@dataclass(frozen=True, slots=True)
class MilvusAddress:
    """``uri`` is what pymilvus is given: ``http://host:port``, or the path of a file."""

    uri: str
    database: str = ""
    token: str = field(default="", repr=False)

    @property
    def file(self) -> Path | None:
        """The file of milvus-lite; None for a server."""
        return None if "://" in self.uri else Path(self.uri)

    def __str__(self) -> str:
        """The address as it is set, without the token."""
        where = self.uri.removeprefix("http://")
        return SCHEME + where + (f"/{self.database}" if self.database else "")


def place_of(text: object) -> object:
    """The address that a text names, the folder otherwise; ValueError where it names neither."""
    if not isinstance(text, str) or not text.startswith("milvus:"):
        return text
    if found := _FILE.fullmatch(text):
        return MilvusAddress(found[1])
    if found := _SERVER.fullmatch(text):
        host, port, database = found.groups()
        return MilvusAddress(f"http://{host}:{port or PORT}", database or "")
    raise ValueError("write milvus://host:port or milvus://host:port/database, or milvus:///path/file.db for a file")
