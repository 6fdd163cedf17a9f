"""The words of a large SQLite store, indexed beside it; below that size, and wherever it is lost, FTS5 does it alone.

    FTS5's lists → postings → scores

It is derived: what it finds, and every score, are FTS5's own.
"""

from __future__ import annotations

from index.words.cache import CACHE, NOTE, is_unfit, refresh_words, remove_words
from index.words.kept import KeptWords

__all__ = ["CACHE", "NOTE", "KeptWords", "is_unfit", "refresh_words", "remove_words"]
