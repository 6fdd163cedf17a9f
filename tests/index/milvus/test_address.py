from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from index.milvus.address import MilvusAddress
from index.settings import IndexSettings


@pytest.mark.parametrize(
    ("text", "uri", "database"),
    [
        ("milvus://milvus.example:19531/library", "http://milvus.example:19531", "library"),
        ("milvus://10.0.0.7", "http://10.0.0.7:19530", ""),
        ("milvus:///var/lib/onrecord/index.db", "/var/lib/onrecord/index.db", ""),
    ],
)
def test_an_address_is_read(text: str, uri: str, database: str) -> None:
    settings = IndexSettings(store=text, store_token="root:secret", _env_file=None)
    assert settings.place == MilvusAddress(uri, database, "root:secret")
    assert "secret" not in repr(settings.place) + str(settings.place) + repr(settings)


def test_files_of_this_machine_have_a_folder() -> None:
    assert IndexSettings(store="milvus://host", _env_file=None).folder == Path(".onrecord")
    assert IndexSettings(store="milvus:///data/index.db", _env_file=None).folder == Path("/data")
    assert IndexSettings(store=Path("here"), _env_file=None).folder == Path("here")


@pytest.mark.parametrize("text", ["milvus:", "milvus://", "milvus:///no/ending", "milvus://host/a/b", "milvus:x.db"])
def test_what_is_no_address_is_told(text: str) -> None:
    with pytest.raises(ValidationError, match="write milvus://host:port"):
        IndexSettings(store=text, _env_file=None)
