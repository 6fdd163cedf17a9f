"""What can be set about answering: environment variables ``ONRECORD_…`` or a ``.env`` file."""

from __future__ import annotations

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class RagSettings(BaseSettings):
    """Settings of the rag room; every field can be set as ``ONRECORD_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", env_file=".env", extra="ignore", frozen=True)

    threshold: float = Field(
        0.1, ge=0, le=1, description="Least probability that the evidence answers; below it the question is refused."
    )
    api_key: SecretStr | None = Field(
        None, description="Key that every request but /health must carry. Without one only loopback is served."
    )
    max_upload_files: int = Field(20, ge=1, description="Most files in one upload.")
