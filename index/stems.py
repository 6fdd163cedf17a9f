"""The words of passages as SQLite's FTS5 finds them, so that both stores search for the same ones.

FTS5 itself is asked, in memory: stems, accents and scripts then cannot come apart.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock

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


def stems_of_words(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The stems of each word of a question (one, as a rule), by a table that is kept: a twelfth of a millisecond."""
    found: list[tuple[str, ...]] = [()] * len(words)
    with _one_at_a_time:
        db = _table()
        db.execute("BEGIN")
        db.executemany("INSERT INTO passages (rowid, title, body) VALUES (?, '', ?)", enumerate(words))
        for stem, number in db.execute("SELECT term, doc FROM instances ORDER BY doc, offset"):
            found[number] += (stem,)
        db.execute("ROLLBACK")
    return found


_one_at_a_time = Lock()


@cache
def _table() -> sqlite3.Connection:
    return _opened(STEMMED, check_same_thread=False)


def _opened(tokenizer: str, check_same_thread: bool = True) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=check_same_thread)
    db.execute(f'CREATE VIRTUAL TABLE passages USING fts5 (title, body, tokenize = "{tokenizer}")')
    db.execute("CREATE VIRTUAL TABLE instances USING fts5vocab (passages, instance)")
    return db


@contextmanager
def _listed(tokenizer: str, passages: Sequence[tuple[str, str]]) -> Iterator[sqlite3.Cursor]:
    """Every word of the passages with the number of its passage, from 1, and its column, in order."""
    with closing(_opened(tokenizer)) as db:
        db.execute("BEGIN")
        db.executemany("INSERT INTO passages (title, body) VALUES (?, ?)", passages)
        yield db.execute("SELECT term, doc, col FROM instances ORDER BY doc, col DESC, offset")
