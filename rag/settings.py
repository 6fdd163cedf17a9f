"""What can be set about answering: environment variables ``ONRECORD_…`` or a ``.env`` file."""

from __future__ import annotations

from pydantic import Field, HttpUrl, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from rag.types import Mode


class RagSettings(BaseSettings):
    """Settings of the rag room; every field can be set as ``ONRECORD_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="ONRECORD_", env_file=".env", extra="ignore", frozen=True)

    threshold: float = Field(
        0.39,
        ge=0,
        le=1,
        description="Least probability that the answer answers; below it the question is refused. "
        "Set, it goes before the one that onrecord calibrate stored with the index.",
    )
    api_key: SecretStr | None = Field(
        None, description="Key that every request but /health must carry. Without one only loopback is served."
    )
    requests_per_minute: int = Field(
        6000,
        ge=0,
        description="Most requests of one client address a minute, on average; 0 sets no limit. The "
        "default only stops floods: set it lower where several people share a server.",
    )
    answers_at_once: int = Field(2, ge=1, le=32, description="Questions and searches that are worked out at once.")
    answers_waiting: int = Field(
        64, ge=0, description="Questions and searches that may wait for their turn; beyond it the answer is a 503."
    )
    cors_origins: str = Field(
        "",
        description="Addresses of other sites whose pages may call the API (https://example.org), with commas "
        "between them. Empty: none may.",
    )
    log_questions: bool = Field(False, description="Write the question into the log's line of its request.")
    keep_days: int = Field(
        30, ge=0, description="Days that conversations and feedback are kept in the store; 0 keeps none."
    )
    evidence_model: str | None = Field(
        None,
        description="A cross-encoder of your own in place of the built-in evidence model: a folder, or the name on a hub "
        "that you allow to be reached, of a sentence-transformers CrossEncoder with one output. Calibrate it on cases of "
        "your own: the default threshold is not made for it.",
    )
    entailment_model: str | None = Field(
        None,
        description="An entailment model of your own as one more check in verification: a folder, or the name on a hub "
        "that you allow to be reached, of a sentence-transformers CrossEncoder.",
    )
    max_upload_files: int = Field(20, ge=1, description="Most files in one upload.")
    llm_url: HttpUrl | None = Field(
        None,
        description="Base URL of an OpenAI-compatible endpoint whose model may write answers (http://127.0.0.1:11434/v1). "
        "Unset, no model is asked and nothing is sent anywhere.",
    )
    llm_model: str | None = Field(None, description="Name of the model there; onrecord doctor lists those it offers.")
    llm_key: SecretStr | None = Field(None, description="Key of the endpoint, where it wants one.")
    llm_timeout: float = Field(
        30, gt=0, le=600, description="Seconds that an answer waits for the model at most, retries included."
    )
    llm_retries: int = Field(
        2, ge=0, le=10, description="Times that a request is repeated when the endpoint is busy or fails (429, 5xx)."
    )
    llm_context: int = Field(
        4096, ge=512, description="Tokens that the model takes in and writes together; the prompt is made to fit."
    )
    llm_tokens: int = Field(400, ge=32, description="Most tokens that the model writes for an answer.")
    mode: Mode | None = Field(
        None,
        description="How questions are answered that do not say: extractive or model. Unset: model where one is "
        "configured, else extractive.",
    )
    show_unsupported: bool = Field(
        False,
        description="Show sentences of the model that no passage bears out, struck through and marked unsupported, "
        "instead of dropping them; a request may say otherwise.",
    )
