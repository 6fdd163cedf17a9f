"""The guides are tried on the same small assistant as the API."""

from __future__ import annotations

from tests.rag.conftest import assistant, make_client

__all__ = ["assistant", "make_client"]
