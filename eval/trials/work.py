"""The kinds of work that is done to a store, each with the states that it may be left in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from eval.trials.small import TEXTS, WordEmbedder, small_library, write_texts
from index.settings import IndexSettings
from index.sqlite.database import FILE
from index.sqlite.repair import repair

Told = Callable[[str], None]
"""Called with a line when a step is committed."""
State = dict[str, str]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Work on ``folder``, which has ``files`` and a ``store``.

    ``before`` is what is indexed first; ``states`` are the documents before the work and after each of its steps.
    ``prepare`` makes ready what the work finds; ``work`` can be done again after it was cut off. A store that is
    ``harmed`` may say so until the work is done.
    """

    name: str
    before: State
    states: Sequence[State]
    prepare: Callable[[Path], None]
    work: Callable[[Path, Told], None]
    harmed: bool = False


def index(folder: Path, told: Told) -> None:
    """Bring the store up to date with the files."""
    with small_library(folder / "store") as library:
        for report in library.index([folder / "files"]):
            if report.status in ("indexed", "removed"):
                told(report.file)


def upload(folder: Path, told: Told) -> None:
    """Add two documents that are handed over."""
    with small_library(folder / "store") as library:
        for name in ("tower", "quarry"):
            library.upload(f"{name}.txt", TEXTS[name].encode())
            told(name)


def remove(folder: Path, told: Told) -> None:
    """Remove a document, if it is still there."""
    with small_library(folder / "store") as library:
        with library.snapshot() as view:
            found = [number for number in view.document_ids() if view.document(number).text == TEXTS["mill"]]
        if not found:
            library.note("again", None)  # a removal that was cut off is finished with the next write
        for number in found:
            library.remove(number)
            told("mill")


def note(folder: Path, told: Told) -> None:
    """Keep a note with the index: the cache of vectors is written anew."""
    with small_library(folder / "store") as library:
        library.note("colour", "green")


def changed(folder: Path) -> None:
    """One file changed, one gone, one new."""
    write_texts(folder / "files", {**_FEW, "harbour": _CHANGED, "tower": TEXTS["tower"]})
    (folder / "files" / "mill.txt").unlink()


def older(folder: Path) -> None:
    """Make the store one of layout 1."""
    with closing(sqlite3.connect(folder / "store" / FILE)) as db, db:
        db.execute("DROP TABLE seals")
        db.execute("DELETE FROM meta WHERE key IN ('seal', 'root', 'history')")
        db.execute("UPDATE meta SET value = '1' WHERE key = 'version'")


def harm(folder: Path) -> None:
    """Let a statement have another speaker, which the seals tell; the file that one document came from is gone."""
    (folder / "files" / "mill.txt").unlink()
    with closing(sqlite3.connect(folder / "store" / FILE)) as db, db:
        db.execute("UPDATE statements SET speaker = 'Nobody'")


def mend(folder: Path, told: Told) -> None:
    """Repair the store."""
    repair(folder / "store", WordEmbedder(), IndexSettings(store=folder / "store", threads=1))


def nothing(folder: Path) -> None:
    """Everything is ready."""


_CHANGED = "Fares of the ferry will fall in June, said Ines Okafor, the harbour master. The quay is open on Sundays."
_FEW = {name: TEXTS[name] for name in ("harbour", "mill", "orchard")}
_NAMES = list(_FEW)
_LESS = {name: text for name, text in _FEW.items() if name != "mill"}
_MORE = {**_FEW, "tower": TEXTS["tower"]}
_STEPS = [_FEW, _LESS, {**_LESS, "harbour": _CHANGED}, {**_LESS, "harbour": _CHANGED, "tower": TEXTS["tower"]}]

SCENARIOS = (
    Scenario("first run", {}, [{n: _FEW[n] for n in _NAMES[:k]} for k in range(4)],
             lambda folder: write_texts(folder / "files", _FEW), index),
    Scenario("changed files", _FEW, _STEPS, changed, index),
    Scenario("upload", _FEW, [_FEW, _MORE, {**_MORE, "quarry": TEXTS["quarry"]}], nothing, upload),
    Scenario("removal", _FEW, [_FEW, _LESS], nothing, remove),
    Scenario("note and cache", _FEW, [_FEW], nothing, note),
    Scenario("migration", _FEW, [_FEW], older, index),
    Scenario("repair", _FEW, [_FEW], harm, mend, harmed=True),
)  # fmt: skip
"""Indexing, replacement, upload, removal with compaction, the swap of the cache, the way from layout 1, repair."""
