from __future__ import annotations

import sys
from pathlib import Path

import pytest

from index.errors import IndexingError, NotIndexed, StoreError
from index.milvus import client
from index.milvus.address import MilvusAddress
from index.store import open_store


@pytest.mark.parametrize(
    ("missing", "uri", "told"),
    [
        ("pymilvus", "http://127.0.0.1:1", r"pip install 'onrecord\[milvus\]'"),
        ("milvus_lite", "/tmp/index.db", "pip install milvus-lite"),
    ],
)
def test_a_package_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch, missing: str, uri: str, told: str) -> None:
    monkeypatch.setattr(client, "find_spec", lambda name: None if name == missing else sys)
    with pytest.raises(StoreError, match=told):
        open_store(MilvusAddress(uri))


def test_a_server_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pymilvus", reason="pip install pymilvus milvus-lite")
    monkeypatch.setattr(client, "CONNECT_S", 0.5)
    with pytest.raises(StoreError, match=r"milvus://127\.0\.0\.1:1 cannot be reached; start the server"):
        open_store(MilvusAddress("http://127.0.0.1:1"))


def test_a_file_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    pytest.importorskip("milvus_lite", reason="pip install pymilvus milvus-lite")
    with pytest.raises(NotIndexed, match="onrecord index PATH"):
        open_store(MilvusAddress(str(tmp_path / "index.db")))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("auth check failure, please check username and password are correct", "set ONRECORD_STORE_TOKEN"),
        ("<_InactiveRpcError: StatusCode.UNAUTHENTICATED>", "set ONRECORD_STORE_TOKEN"),
        ("Fail connecting to server on db:19530, illegal connection params", "cannot be reached"),
        ("database 'library' does not exist", "onrecord index PATH"),
        ("field vector\n dimension mismatch", "cannot be used: field vector dimension mismatch"),
    ],
)
def test_what_the_server_says_is_told_with_what_to_do(said: str, told: str) -> None:
    exceptions = pytest.importorskip("pymilvus.exceptions", reason="pip install pymilvus milvus-lite")
    with (
        pytest.raises(IndexingError, match=told) as caught,
        client.told(MilvusAddress("http://db:19530", token="s3cret")),
    ):
        raise exceptions.MilvusException(message=said)
    assert "s3cret" not in str(caught.value)
