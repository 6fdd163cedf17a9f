"""Orders to the machine inside a question: they are not part of what is asked, and nothing obeys them."""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"(?<=[.!?:;\n])\s+")
_ORDER = re.compile(
    r"^\W*(?:please\s+|now\s+|and\s+|first\s+|then\s+|system\s*:?\s*)*"
    r"(?:(?:ignore|forget|disregard|override|bypass|drop)\b.*\b(?:instruction|rule|prompt|polic|polici|document|source|citation|"
    r"above|before|previous|prior|restriction|guideline|safety|context|everything)"
    r"|you are (?:now|no longer)\b|act as\b|pretend\b|roleplay\b|from now on\b|do not cite\b|don.t cite\b|no citations\b|"
    r"(?:print|reveal|show|repeat|output|give|tell)\b.*\b(?:system prompt|your (?:prompt|instructions|rules)|"
    r"hidden (?:prompt|instructions)|initial instructions)"
    r"|(?:answer|reply|respond|write|speak)\b.*\b(?:as (?:the|an?|if)|only with|with the word|from your own|"
    r"without (?:citing|citations|sources|the documents))\b"
    r"|(?:say|output|write|print|repeat) (?:only )?[\"“'‘]"
    r"|attribute\b.*\b(?:every|all|each)\b)",
    re.IGNORECASE | re.DOTALL,
)


def without_orders(question: str) -> str:
    """The question without clauses that give the machine orders; empty where nothing else was said."""
    clauses = [clause for clause in _CLAUSE.split(question) if clause.strip()]
    return " ".join(clause for clause in clauses if not _ORDER.match(clause)).strip()
