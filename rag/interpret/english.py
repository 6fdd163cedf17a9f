"""The words of English, whether or not a document has them."""

from __future__ import annotations

from functools import cache

from spellchecker import SpellChecker


@cache
def english_words() -> SpellChecker:
    """Words that are spelled right whether or not a document has them; a quarter of a second at first use."""
    return SpellChecker(language="en")
