from __future__ import annotations

from pathlib import Path

import pytest

from index.check import sqlite_folder
from index.errors import StoreError
from index.milvus.address import MilvusAddress


def test_only_a_folder_is_repaired() -> None:
    assert sqlite_folder(Path("here")) == Path("here")
    with pytest.raises(StoreError, match="index your documents there"):
        sqlite_folder(MilvusAddress("http://127.0.0.1:19530", "library"))
