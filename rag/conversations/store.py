"""Conversations and feedback in a SQLite file of their own beside the index.

The index can be deleted and made again from the documents; what people asked and judged cannot, so it is not in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from rag.conversations.file import FILE, connect, exists
from rag.conversations.saved import answer_from, answer_json, history_from, history_json
from rag.conversations.stale import quoted
from rag.conversations.types import Exchange, Feedback, Judged, Outline
from rag.errors import ConversationsError, UnknownAnswer

MOST_KEPT = 10_000
"""Exchanges that are kept at most, whatever the retention: about 100 MB."""
PRUNE_EVERY = 100
"""Exchanges saved between two prunings."""
_COLUMNS = "id, session_id, asked_at, answer, history"
_EXCHANGE = _COLUMNS.split(", ")


class Conversations:
    """Exchanges and feedback in one folder; safe to share between threads, and between processes."""

    def __init__(self, folder: Path, keep_days: int) -> None:
        """Nothing is read or made before it is needed; with ``keep_days`` 0 nothing is ever kept."""
        self._path, self.keep_days = folder / FILE, keep_days
        self._lock, self._saved = Lock(), 0
        self._db: sqlite3.Connection | None = None

    def save(self, exchange: Exchange) -> None:
        """Keep an exchange; nothing happens where nothing is kept. ConversationsError where it cannot be written."""
        if not self.keep_days:
            return
        about = (exchange.id, exchange.session_id, exchange.asked_at, exchange.answer.question)
        kept = (history_json(exchange.history), answer_json(exchange.answer))
        with self._open() as db:
            inserted = db.execute(
                "INSERT INTO exchanges (id, session_id, asked_at, question, history, answer) VALUES (?, ?, ?, ?, ?, ?)",
                (*about, *kept),
            )
            documents = sorted({citation.document_id for citation in quoted(exchange.answer)})
            db.executemany("INSERT INTO quoted VALUES (?, ?)", [(inserted.lastrowid, one) for one in documents])
            if self._saved % PRUNE_EVERY == 0:
                self._prune(db)
            self._saved += 1

    def exchange(self, answer_id: str) -> Exchange:
        """The exchange with this answer; UnknownAnswer where it is not kept."""
        rows = self._read(f"SELECT {_COLUMNS} FROM exchanges WHERE id = ?", answer_id)
        if not rows:
            raise UnknownAnswer(f"no answer with the id {answer_id[:80]!r} is kept")
        return _exchange(rows[0])

    def conversation(self, session_id: str) -> list[Exchange]:
        """The exchanges of a conversation in order, less those of another version; none where it is not kept."""
        rows = self._read(f"SELECT {_COLUMNS} FROM exchanges WHERE session_id = ? ORDER BY number", session_id)
        return [exchange for row in rows if (exchange := _readable(row))]

    def outlines(self, limit: int = 100) -> list[Outline]:
        """The conversations, the one gone on with last first."""
        rows = self._read(
            "SELECT e.session_id, e.question, e.asked_at, l.asked_at, g.length FROM "
            "(SELECT min(number) AS first, max(number) AS last, count(*) AS length FROM exchanges GROUP BY session_id) g "
            "JOIN exchanges e ON e.number = g.first JOIN exchanges l ON l.number = g.last "
            "ORDER BY g.last DESC LIMIT ?", limit,
        )  # fmt: skip
        return [Outline(*row) for row in rows]

    def delete(self, session_id: str) -> bool:
        """Forget a conversation with its feedback; whether there was one."""
        return self._forget("session_id = ?", session_id)

    def forget_document(self, document_id: str) -> bool:
        """Forget every exchange that quotes a document, so that none of its words stays; whether there was one."""
        return self._forget("number IN (SELECT number FROM quoted WHERE document_id = ?)", document_id)

    def add_feedback(self, feedback: Feedback) -> bool:
        """Keep a judgement; whether the answer that it is about is kept. With ``keep_days`` 0 nothing is kept."""
        if not self.keep_days:
            return False
        with self._open() as db:
            row = (feedback.id, feedback.answer_id, now(), feedback.is_positive, feedback.text)
            db.execute("INSERT INTO feedback (id, answer_id, at, is_positive, text) VALUES (?, ?, ?, ?, ?)", row)
            found = db.execute("SELECT 1 FROM exchanges WHERE id = ?", (feedback.answer_id,)).fetchone()
        return found is not None

    def judged(self) -> list[Judged]:
        """All feedback, oldest first, with what it is about."""
        rows = self._read(
            f"SELECT f.id, f.answer_id, f.is_positive, f.text, f.at, {', '.join('e.' + c for c in _EXCHANGE)} "
            "FROM feedback f LEFT JOIN exchanges e ON e.id = f.answer_id ORDER BY f.number"
        )
        return [
            Judged(Feedback(one, answer, bool(good), text), at, _readable(rest) if rest[0] else None)
            for one, answer, good, text, at, *rest in rows
        ]

    def prune(self) -> None:
        """Forget what is older than the retention allows; ``save`` does it from time to time."""
        if exists(self._path):
            with self._open() as db:
                self._prune(db)

    def _forget(self, which: str, value: str) -> bool:
        if not exists(self._path):
            return False
        with self._open() as db:
            found = _delete(db, which, value)
        if found:
            self.close()  # which empties the write-ahead log: deleted text stands in it
        return found

    def _prune(self, db: sqlite3.Connection) -> None:
        oldest = (datetime.now(UTC) - timedelta(days=self.keep_days)).isoformat(timespec="milliseconds")
        _delete(db, "asked_at < ?", oldest)
        _delete(db, "number <= (SELECT max(number) FROM exchanges) - ?", MOST_KEPT)
        db.execute("DELETE FROM feedback WHERE at < ?", (oldest,))

    def _read(self, query: str, *values: str | int) -> list[Any]:
        """The rows of a query; none where nothing was ever kept, which reading does not change."""
        if not exists(self._path):
            return []
        with self._open() as db:
            return db.execute(query, values).fetchall()

    def close(self) -> None:
        """Let go of the file; it is opened again when it is needed."""
        with self._lock:
            if self._db is not None:
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._db.close()
                self._db = None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed at the end, or rolled back by an error."""
        with self._lock:
            try:
                self._db = self._db or connect(self._path)
                self._db.execute("BEGIN IMMEDIATE")
                yield self._db
                self._db.execute("COMMIT")
            except (sqlite3.Error, UnicodeDecodeError, OSError, ConversationsError) as error:
                raise ConversationsError(f"conversations cannot be kept in {str(self._path)!r}: {error}") from error
            finally:
                if self._db is not None and self._db.in_transaction:
                    self._db.execute("ROLLBACK")


def now() -> str:
    """This moment as it is kept."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _delete(db: sqlite3.Connection, which: str, value: str | int) -> bool:
    db.execute(f"DELETE FROM feedback WHERE answer_id IN (SELECT id FROM exchanges WHERE {which})", (value,))
    return db.execute(f"DELETE FROM exchanges WHERE {which}", (value,)).rowcount > 0


def _exchange(row: Sequence[str]) -> Exchange:
    one, session, asked_at, answer, history = row
    return Exchange(one, session, asked_at, answer_from(answer), history_from(history))


def _readable(row: Sequence[str]) -> Exchange | None:
    try:
        return _exchange(row)
    except UnknownAnswer:
        return None
