"""Choosing what is cited: one file per kind of question."""

from __future__ import annotations

from rag.choose.base import Desk
from rag.choose.choose import choose

__all__ = ["Desk", "choose"]
