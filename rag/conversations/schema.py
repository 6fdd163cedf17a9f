"""The tables of conversations and the way from one layout to the next; the one place that says ``CREATE TABLE``."""

from __future__ import annotations

from typing import Final

STEPS: Final = (
    """
    CREATE TABLE exchanges (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, session_id TEXT NOT NULL, asked_at TEXT NOT NULL,
        question TEXT NOT NULL, history TEXT NOT NULL, answer TEXT NOT NULL
    ) STRICT;
    CREATE INDEX exchanges_session ON exchanges (session_id);
    CREATE TABLE quoted (
        number INTEGER NOT NULL REFERENCES exchanges ON DELETE CASCADE, document_id TEXT NOT NULL,
        PRIMARY KEY (number, document_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX quoted_document ON quoted (document_id);
    CREATE TABLE feedback (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, answer_id TEXT NOT NULL, at TEXT NOT NULL,
        is_positive INTEGER NOT NULL, text TEXT
    ) STRICT;
    CREATE INDEX feedback_answer ON feedback (answer_id);
    """,
)
"""Step n makes layout n + 1 of layout n, and is never changed once it has been released; new layouts add a step."""
