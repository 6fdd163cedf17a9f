"""Reads the statements of a few sentences."""

from __future__ import annotations

from index.attribute.reader import read_statements
from index.sentences import parse, sentence_spans
from index.types import Sentence, Speaker, Statement


def read(text: str, author: str | None = None) -> tuple[tuple[Statement, ...], tuple[Speaker, ...]]:
    doc = parse(text, "en")
    return read_statements(doc, [Sentence(s.start, s.end) for s in sentence_spans(doc)], author, None)


def told(text: str, author: str | None = None) -> list[tuple[str | None, str, str]]:
    """Who is cited, how, and for what, the parts of it joined by dots."""
    statements, _ = read(text, author)
    return [(s.speaker, s.attribution, " … ".join(text[c.start : c.end] for c in s.content)) for s in statements]
