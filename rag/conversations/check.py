"""Whether the file of conversations can be read to its end."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from rag.conversations.file import FILE


def check_conversations(folder: Path) -> list[str]:
    """What is wrong with the conversations kept in ``folder``, in sentences; nothing where none are kept."""
    path = folder / FILE
    if not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as db:
            lines = [str(row[0]) for row in db.execute("PRAGMA integrity_check(1)")]
    except (sqlite3.Error, UnicodeDecodeError, MemoryError) as error:
        lines = [str(error)]
    return [] if lines == ["ok"] else [f"{FILE} is damaged ({lines[0]}); move it away to go on without what it keeps"]
