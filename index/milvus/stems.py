"""The words of passages as SQLite's FTS5 finds them, so that both stores search for the same ones.

FTS5 itself is asked, in memory: stems, accents and scripts then cannot come apart.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache

STEMMED = "porter unicode61 remove_diacritics 2"
PLAIN = "unicode61 remove_diacritics 2"
_EDGE = " | "
"""Between the stems of title and body in a row of Milvus; no stem has it."""


@dataclass(frozen=True, slots=True)
class Stems:
    """The stems of a passage, in order."""

    title: tuple[str, ...]
    body: tuple[str, ...]

    def joined(self, longest: int) -> str:
        """As they are written in a row, at most so many bytes of them."""
        text = f"{_EDGE}{' '.join(self.title)}{_EDGE}{' '.join(self.body)}{_EDGE}"
        return text if len(text.encode()) <= longest else text.encode()[:longest].decode(errors="ignore")

    @classmethod
    def split(cls, text: str) -> Stems:
        """From the text of a row."""
        _, title, body, *_ = text.split(_EDGE)
        return cls(tuple(title.split()), tuple(body.split()))


def stems_of(passages: Sequence[tuple[str, str]]) -> list[Stems]:
    """The stems of passages, each a title and a body."""
    found = [Stems((), ())] * len(passages)
    sides = [(list[str](), list[str]()) for _ in passages]
    with _listed(STEMMED, passages) as instances:
        for term, number, column in instances:
            sides[number - 1][column == "body"].append(term)
    for number, (title, body) in enumerate(sides):
        found[number] = Stems(tuple(title), tuple(body))
    return found


def words_of(passages: Sequence[tuple[str, str]]) -> list[set[str]]:
    """The words of each passage's body as they are written, lower case without accents."""
    found = [set[str]() for _ in passages]
    with _listed(PLAIN, [("", body) for _, body in passages]) as instances:
        for term, number, _ in instances:
            found[number - 1].add(term)
    return found


@lru_cache(maxsize=1024)
def stemmed(text: str) -> tuple[str, ...]:
    """The stems of a text."""
    return stems_of([("", text)])[0].body


@contextmanager
def _listed(tokenizer: str, passages: Sequence[tuple[str, str]]) -> Iterator[sqlite3.Cursor]:
    """Every word of the passages with the number of its passage, from 1, and its column, in order."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f'CREATE VIRTUAL TABLE passages USING fts5 (title, body, tokenize = "{tokenizer}")')
        db.execute("CREATE VIRTUAL TABLE instances USING fts5vocab (passages, instance)")
        db.executemany("INSERT INTO passages (title, body) VALUES (?, ?)", passages)
        yield db.execute("SELECT term, doc, col FROM instances ORDER BY doc, col DESC, offset")
