"""What can be set about indexing: environment variables ``ONRECORD_…`` or a ``.env`` file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.milvus.address import MilvusAddress, place_of

PACKAGED_MODEL = "all-MiniLM-L6-v2"
"""Name of the embedding weights that are installed as a package; nothing is downloaded for them."""


class IndexSettings(BaseSettings):
    """Settings of the index room; every field can be set as ``ONRECORD_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", env_file=".env", extra="ignore", frozen=True)

    store: Annotated[Path | MilvusAddress, BeforeValidator(place_of)] = Field(
        Path(".onrecord"),
        description="Folder that holds the index, made on first use; or milvus://host:port/database, or "
        "milvus:///path/file.db (docs/milvus.md).",
    )
    store_token: SecretStr | None = Field(None, description="Token of the Milvus server: user:password, or a key.")
    embedding_model: str = Field(
        PACKAGED_MODEL,
        description="Embedding weights: the packaged ones, or a folder, or the name of a model on a hub that you "
        "allow to be reached. Changing it means indexing again.",
    )
    chunk_tokens: int = Field(
        160, ge=32, le=2000, description="Most tokens (cl100k) in a chunk; whole sentences are never cut for it."
    )
    max_file_mb: float = Field(50, gt=0, description="Files larger than this many megabytes are reported, not read.")
    max_characters: int = Field(20_000_000, gt=0, description="Longest text, in characters, taken from one file.")
    threads: int = Field(2, ge=1, description="Threads for the embedding model and for vector search.")

    @property
    def place(self) -> Path | MilvusAddress:
        """Where the index is, with what opens it."""
        if isinstance(self.store, MilvusAddress) and self.store_token:
            return replace(self.store, token=self.store_token.get_secret_value())
        return self.store

    @property
    def folder(self) -> Path:
        """Where files of this machine are kept: beside the index, and in ``.onrecord`` where that is on a server."""
        if isinstance(self.store, Path):
            return self.store
        return self.store.file.parent if self.store.file else Path(".onrecord")
