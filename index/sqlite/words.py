"""BM25 and phrases in SQLite's FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from index.lexical import TITLE_WEIGHT

SCORED = 5_000
"""Passages that are scored at least in a large store; see DECISIONS.md."""


def search_words(
    db: sqlite3.Connection, words: Sequence[str], limit: int, documents: Sequence[str] | None, large: bool
) -> list[tuple[int, float]]:
    """See ``View.search_words``; in a large store only passages with the rarest words are scored."""
    within, values = "", [_any(words)]
    if documents is not None:
        # Only here: without it no row of the chunks, which hold the vectors, has to be read.
        within = f"AND c.document_id IN ({', '.join('?' * len(documents))})"
        values += documents
    elif large and (rare := _rare_words(db, words)):
        # The plus keeps SQLite from opening the word lists once for each row.
        within = "AND +p.rowid IN (SELECT rowid FROM passages WHERE passages MATCH ?)"
        values.append(rare)
    joined = "JOIN chunks c ON c.id = p.rowid" if documents is not None else ""
    rows = db.execute(
        f"SELECT p.rowid, -bm25(passages, {TITLE_WEIGHT}, 1.0) AS score FROM passages p "
        f"{joined} WHERE passages MATCH ? {within} ORDER BY score DESC, p.rowid LIMIT ?",
        [*values, limit],
    )
    return [(int(number), float(score)) for number, score in rows]


def phrase_chunks(db: sqlite3.Connection, words: str, limit: int, documents: Sequence[str] | None) -> list[int]:
    """See ``View.phrase_chunks``."""
    where, values = "", [f'body : "{words}"']
    if documents is not None:
        where = f"AND c.document_id IN ({', '.join('?' * len(documents))})"
        values += documents
    rows = db.execute(
        f"SELECT p.rowid FROM passages p JOIN chunks c ON c.id = p.rowid WHERE passages MATCH ? {where} "
        "ORDER BY p.rowid LIMIT ?",
        [*values, limit],
    )
    return [int(row[0]) for row in rows]


def document_frequencies(db: sqlite3.Connection, words: Sequence[str]) -> dict[str, int]:
    """See ``View.document_frequencies``."""
    marks = ", ".join("?" * len(words))
    rows = db.execute(f"SELECT term, doc FROM vocabulary WHERE term IN ({marks})", list(words))
    return {str(term): int(count) for term, count in rows}


def vocabulary(db: sqlite3.Connection) -> list[str]:
    """See ``View.vocabulary``."""
    return [str(row[0]) for row in db.execute("SELECT term FROM vocabulary ORDER BY term")]


def _rare_words(db: sqlite3.Connection, words: Sequence[str]) -> str | None:
    """The rarest words that stand in enough passages: only those are scored; None to score them all.

    Finding passages is quick, scoring one takes a thousand times as long, and who has only the frequent words of a
    question is not among the best.
    """
    counts = {word: _passages_with(db, word) for word in words}
    chosen: list[str] = []
    for word in sorted(words, key=lambda word: (counts[word], word)):
        if sum(counts[one] for one in chosen) >= SCORED:
            return _any(chosen)
        chosen.append(word)
    return None


def _any(words: Sequence[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words)


def _passages_with(db: sqlite3.Connection, word: str) -> int:
    return int(db.execute("SELECT count(*) FROM passages WHERE passages MATCH ?", [f'"{word}"']).fetchone()[0])
