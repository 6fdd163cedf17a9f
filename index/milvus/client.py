"""The connection to Milvus, and its errors in plain words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from index.errors import IndexingError, NotIndexed, StoreError
from index.milvus.address import MilvusAddress

if TYPE_CHECKING:
    from pymilvus import MilvusClient

CONNECT_S = 10.0
"""How long it is tried to reach a server."""
_TOKEN_WORDS = ("auth check", "unauthenticated", "permission", "privilege", "invalid token")
_NONE_WORDS = ("not found", "not exist")
_AWAY_WORDS = ("connect", "unavailable", "deadline", "timeout", "timed out")


def connect(address: MilvusAddress, make: bool = False) -> MilvusClient:
    """A connection; a database or a file that is missing is made where ``make`` is set."""
    import pymilvus

    # pymilvus writes a page of traceback for every error that it also raises; we tell it in a line.
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    if address.file is not None:
        if not make and not address.file.exists():
            raise nothing_in(address)
        address.file.absolute().parent.mkdir(parents=True, exist_ok=True)
        logging.getLogger("milvus_lite").setLevel(logging.CRITICAL)
    with told(address):
        client = pymilvus.MilvusClient(address.uri, token=address.token, timeout=CONNECT_S)
        if address.database:
            if make and address.database not in client.list_databases():
                client.create_database(address.database)
            client.use_database(address.database)
        return client


@contextmanager
def told(address: MilvusAddress) -> Iterator[None]:
    """What pymilvus raises inside, as an error of ours with what to do."""
    from pymilvus.exceptions import MilvusException

    try:
        yield
    except MilvusException as error:
        raise _translated(error.message, address) from error


def nothing_in(address: MilvusAddress) -> NotIndexed:
    """That there is no store yet, and how to make one."""
    return NotIndexed(f"there is no index in {str(address)!r} yet; make one with: onrecord index PATH")


def _translated(message: str, address: MilvusAddress) -> IndexingError:
    lower, where = message.lower(), str(address)
    if "database" in lower and any(word in lower for word in _NONE_WORDS):
        return nothing_in(address)
    if any(word in lower for word in _TOKEN_WORDS):
        return StoreError(f"{where} does not accept the token; set ONRECORD_STORE_TOKEN to user:password or a key")
    if address.file is not None and "open local milvus failed" in lower:
        return StoreError(
            f"{where} cannot be opened: another process has it, or it is no file of milvus-lite; end the other "
            "process, or share one store through a server (milvus://host:port)"
        )
    if any(word in lower for word in _AWAY_WORDS):
        return StoreError(f"{where} cannot be reached; start the server, or set ONRECORD_STORE to where it is")
    return StoreError(f"{where} cannot be used: {' '.join(message.split())[:300]}; see docs/milvus.md")


def check_installed(address: MilvusAddress) -> None:
    """Raise StoreError where a package is missing; to be called before anything that imports pymilvus is."""
    if find_spec("pymilvus") is None:
        raise StoreError("a store in Milvus needs pymilvus; run: pip install 'onrecord[milvus]'")
    if address.file is not None and find_spec("milvus_lite") is None:
        raise StoreError("a store in a file of Milvus needs milvus-lite; run: pip install milvus-lite")
