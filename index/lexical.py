"""BM25 over SQLite's FTS5, and the corpus's own words for mending typing errors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.view import View

TITLE_WEIGHT = 0.5
"""Weight of a match in the document's title beside 1 for the passage; see eval/LOG.md."""
STOP_WORDS = frozenset(
    """
        a about according after all also am an and any are as at be been before being but by can could did do
        does doing for from get give gave had has have he her his how i if in into is it its just let me my no
        not of on or our out please say said says she should so some such tell than that the their them there
        these they this those through to told us was we were what when where which while who whom whose why will
        with would you your s t
    """.split()
)
"""Words that ask or join and are not looked up; BM25's weights would be small, its time would not."""

LARGE, SCORED = 200_000, 5_000
"""Passages from which not all that match are scored, and how many are at least; see DECISIONS.md."""

_WORD = re.compile(r"\w+")


def terms(query: str) -> list[str]:
    """The words of a query that are looked up, lower case, in order, each once; all of them if only stop words."""
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(query)))
    return [word for word in words if word not in STOP_WORDS] or words


def search_words(view: View, query: str, limit: int, documents: Sequence[str] | None = None) -> list[tuple[int, float]]:
    """Chunk ids with BM25 scores (higher is better; k1 1.2, b 0.75 as FTS5 has them), best first, ties by id.

    Any of the query's words may match; ``documents`` restricts to these ids.
    """
    wanted = " OR ".join(f'"{term}"' for term in terms(query))
    if not wanted:
        return []
    within, values = "", [wanted]
    if documents is not None:
        # Only here: without it no row of the chunks, which hold the vectors, has to be read.
        within = f"AND c.document_id IN ({', '.join('?' * len(documents))})"
        values += documents
    elif rare := _rare_words(view, terms(query)):
        # The plus keeps SQLite from opening the word lists once for each row.
        within = "AND +p.rowid IN (SELECT rowid FROM passages WHERE passages MATCH ?)"
        values.append(rare)
    joined = "JOIN chunks c ON c.id = p.rowid" if documents is not None else ""
    rows = view.execute(
        f"SELECT p.rowid, -bm25(passages, {TITLE_WEIGHT}, 1.0) AS score FROM passages p "
        f"{joined} WHERE passages MATCH ? {within} ORDER BY score DESC, p.rowid LIMIT ?",
        [*values, limit],
    )
    return [(int(str(row[0])), float(str(row[1]))) for row in rows]


def _rare_words(view: View, words: Sequence[str]) -> str | None:
    """In a large store, the rarest words that stand in enough passages: only those are scored; None to score them all.

    Finding passages is quick, scoring one takes a thousand times as long, and who has only the frequent words of a
    question is not among the best.
    """
    if view.chunk_count() <= LARGE:
        return None
    counts = {word: _passages_with(view, word) for word in words}
    chosen: list[str] = []
    for word in sorted(words, key=lambda word: (counts[word], word)):
        if sum(counts[one] for one in chosen) >= SCORED:
            return " OR ".join(f'"{one}"' for one in chosen)
        chosen.append(word)
    return None


def _passages_with(view: View, word: str) -> int:
    return int(str(view.execute("SELECT count(*) FROM passages WHERE passages MATCH ?", [f'"{word}"'])[0][0]))


def phrase_chunks(view: View, phrase: str, limit: int, documents: Sequence[str] | None = None) -> list[int]:
    """Ids of chunks that hold these words one after the other, accents, case and marks aside, in order of id."""
    words = " ".join(_WORD.findall(phrase.replace("_", " ")))
    if not words:
        return []
    where, values = "", [f'body : "{words}"']
    if documents is not None:
        where = f"AND c.document_id IN ({', '.join('?' * len(documents))})"
        values += documents
    rows = view.execute(
        f"SELECT p.rowid FROM passages p JOIN chunks c ON c.id = p.rowid WHERE passages MATCH ? {where} "
        "ORDER BY p.rowid LIMIT ?",
        [*values, limit],
    )
    return [int(str(row[0])) for row in rows]


def document_frequencies(view: View, words: Sequence[str]) -> dict[str, int]:
    """In how many chunks each word stands as it is written (not stemmed); words in none are left out."""
    marks = ", ".join("?" * len(words))
    rows = view.execute(f"SELECT term, doc FROM vocabulary WHERE term IN ({marks})", list(words))
    return {str(term): int(str(count)) for term, count in rows}


def vocabulary(view: View) -> list[str]:
    """Every word of the corpus, lower case without accents, in order."""
    return [str(row[0]) for row in view.execute("SELECT term FROM vocabulary ORDER BY term", [])]
