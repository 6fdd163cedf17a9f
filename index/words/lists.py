"""Postings from FTS5's own lists: stems, accents and scripts are then exactly those that it searches for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing

import numpy as np

from index.errors import StoreDamaged
from index.stems import STEMMED
from index.words.postings import IN_BODY, IN_TITLE, MOST_TIMES, Ids, Postings, starts_of

# Of a stem all places in one text, which SQLite puts together faster than Python reads rows.
_PLACES = "SELECT term, group_concat(2 * doc + (col = 'body')) FROM temp.instances GROUP BY term"


def listed(db: sqlite3.Connection, ids: Ids) -> Postings:
    """The postings of the passages in ``passages``, whose ids are ``ids``, ascending; StoreDamaged where they are not."""
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.instances USING fts5vocab (main, passages, instance)")
    stems, rows, times = list[bytes](), bytearray(), bytearray()
    counts, lengths = list[int](), np.zeros(len(ids), np.int32)
    for stem, places in db.execute(_PLACES):
        coded = np.fromstring(places, np.int64, sep=",")
        there, weights = np.searchsorted(ids, coded >> 1), np.where(coded & 1, IN_BODY, IN_TITLE)
        if not len(ids) or not np.array_equal(ids.take(there, mode="clip"), coded >> 1):
            raise StoreDamaged("the word lists hold words of no document; run: onrecord check --repair")
        first = np.flatnonzero(np.diff(there, prepend=-1))
        lengths[there[first]] += np.diff(first, append=len(there)).astype(np.int32)
        stems.append(stem.encode())
        counts.append(len(first))
        rows += there[first].astype(np.int32).tobytes()
        times += np.minimum(np.add.reduceat(weights, first), MOST_TIMES).astype(np.uint16).tobytes()
    return Postings(
        starts_of([len(stem) for stem in stems]), starts_of(counts), ids, lengths, np.frombuffer(rows, np.int32),
        np.frombuffer(times, np.uint16), np.frombuffer(b"".join(stems), np.uint8),
    )  # fmt: skip


def counted(passages: Iterable[tuple[int, str, str]]) -> Postings:
    """The postings of a few passages, each an id, a title and a body."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f'CREATE VIRTUAL TABLE passages USING fts5 (title, body, tokenize = "{STEMMED}")')
        db.executemany("INSERT INTO passages (rowid, title, body) VALUES (?, ?, ?)", passages)
        ids = [row[0] for row in db.execute("SELECT rowid FROM passages ORDER BY rowid")]
        return listed(db, np.array(ids, np.int64))
