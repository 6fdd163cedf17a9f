"""The SQLite file of conversations: opened, and brought to the layout that this version knows."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from rag.conversations.schema import STEPS
from rag.errors import ConversationsError

FILE = "conversations.sqlite3"
OLD_FEEDBACK = "feedback.jsonl"
"""What earlier versions kept feedback in, a line of JSON each; taken over once, then deleted."""
PATIENCE_MS = 2_000
"""How long a write waits for another process; an answer waits with it."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the file, which is made where it is missing; whoever takes it uses it from one thread a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        db.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten on disk
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last exchange, never the file
        _bring_up_to_date(db, path)
    except (sqlite3.Error, UnicodeDecodeError, ConversationsError):
        db.close()
        raise
    return db


def exists(path: Path) -> bool:
    """Whether anything is kept, feedback of earlier versions included."""
    return path.is_file() or path.with_name(OLD_FEEDBACK).is_file()


def _bring_up_to_date(db: sqlite3.Connection, path: Path) -> None:
    """Take the steps from the layout that the file has to ours; ConversationsError where a newer version wrote it."""
    if _layout(db) == len(STEPS):
        return
    db.execute("BEGIN IMMEDIATE")
    layout = _layout(db)  # another process may have taken the steps meanwhile
    if layout > len(STEPS):
        raise ConversationsError(f"{str(path)!r} has layout {layout}, this is {len(STEPS)}; use a newer Onrecord")
    for step in STEPS[layout:]:
        for statement in step.split(";"):
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {len(STEPS)}")
    old = path.with_name(OLD_FEEDBACK)
    if layout == 0 and old.is_file():
        _take_over(db, old)
    db.execute("COMMIT")
    old.unlink(missing_ok=True)


def _layout(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _take_over(db: sqlite3.Connection, old: Path) -> None:
    lines = [json.loads(line) for line in old.read_text("utf-8").split("\n") if line.strip()]
    rows = [(one["id"], one["answer_id"], one["at"], one["is_positive"], one["feedback_text"]) for one in lines]
    db.executemany("INSERT INTO feedback (id, answer_id, at, is_positive, text) VALUES (?, ?, ?, ?, ?)", rows)
