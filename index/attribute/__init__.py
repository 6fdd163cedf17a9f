"""Who said what: statements, their speakers, and speakers joined across documents."""

from __future__ import annotations

from index.attribute.merge import merge_rosters
from index.attribute.reader import StatementReader, read_statements

__all__ = ["StatementReader", "merge_rosters", "read_statements"]
