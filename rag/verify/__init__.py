"""Verification: whether the documents say what a sentence says, with a reason and the span that decides."""

from __future__ import annotations

from rag.verify.base import Entailed, PairScorer
from rag.verify.model import SupportModel
from rag.verify.sentence import Verifier, verify_sentence
from rag.verify.text import Tools, verify_text
from rag.verify.types import Claim, Finding, Verdict, Verified

__all__ = [
    "Claim", "Entailed", "Finding", "PairScorer", "SupportModel", "Tools", "Verdict", "Verified", "Verifier",
    "verify_sentence", "verify_text",
]  # fmt: skip
