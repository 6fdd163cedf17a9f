"""Understanding a question without a model: typing errors, instructions, follow-ups, and what is asked for."""

from __future__ import annotations

from rag.interpret.question import Lexicon, interpret

__all__ = ["Lexicon", "interpret"]
