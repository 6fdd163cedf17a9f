"""What can be set about indexing: environment variables ``ONRECORD_…`` or a ``.env`` file."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PACKAGED_MODEL = "all-MiniLM-L6-v2"
"""Name of the embedding weights that are installed as a package; nothing is downloaded for them."""


class IndexSettings(BaseSettings):
    """Settings of the index room; every field can be set as ``ONRECORD_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", env_file=".env", extra="ignore", frozen=True)

    store: Path = Field(Path(".onrecord"), description="Folder that holds the index. Made on first use.")
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
