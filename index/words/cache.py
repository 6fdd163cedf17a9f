"""The word index beside the store: read where it is whole, followed by what changed, made again where it is lost.

The note names the file's hash, the state of the store that it was made from, and for each document its seal with the ids
of its passages. What is not in the file is counted in memory, so that an upload does not write the file again.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from index.replaced import beside, replaced
from index.sqlite.view import SqliteView
from index.view import State
from index.words.lists import counted, listed
from index.words.postings import Postings
from index.words.search import WordIndex
from index.words.size import counts_few, is_large, is_outgrown

CACHE, NOTE = "words.index", "words.json"
FORMAT = 1
"""Of file and note; a cache of another one is made again."""
KINDS = {"stem_starts": "<i8", "row_starts": "<i8", "ids": "<i8", "lengths": "<i4", "rows": "<i4", "times": "<u2", "stems": "u1"}  # fmt: skip
"""Of each array in the file, one after the other; wide numbers come first, so that all of them lie even."""

Seals = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Held:
    """An index, the state of the store that it was made from, and for each document's seal where its ids lie.

    They lie from the first number up to, and without, the second.
    """

    index: WordIndex
    state: State
    seals: Seals


def load_words(view: SqliteView, folder: Path, newest: Held | None = None) -> Held | None:
    """The index for the view's state, from ``newest`` or the cache; None where it has to be made."""
    for held in _found(newest, folder):
        current = _brought_up(held, view)
        if current is not None:
            return current
    return None


def make_words(view: SqliteView) -> Held:
    """The index for the view's state, from FTS5's lists: seconds for 100,000 passages."""
    postings = listed(view.connection, np.array(view.all_chunk_ids(), np.int64))
    return Held(WordIndex([postings]), view.state, view.content_stretches(view.document_ids()))


def refresh_words(view: SqliteView, folder: Path, make: bool) -> None:
    """Write the cache again where much has come since, or anything has gone; ``make`` it where there should be one."""
    note = _note(folder)
    if note is not None and is_large(view.chunk_count()):
        gone, new = _difference(note["seals"], view.content_seals())
        if not gone and counts_few(len(view.chunk_ids(new)), view.chunk_count()):
            return
    held = load_words(view, folder) if is_large(view.chunk_count()) else None
    if held is None and make and is_large(view.chunk_count()):
        held = make_words(view)
    if held is None:
        remove_words(folder)
    else:
        save_words(held, folder)


def save_words(held: Held, folder: Path) -> None:
    """Write the cache, the note that makes it valid last; where it cannot be written there is none, which costs time."""
    with suppress(OSError):  # the disk is full, or another process writes it at this moment
        _write(held, folder)


def remove_words(folder: Path) -> None:
    """Leave no cache behind."""
    for name in (NOTE, CACHE):
        for path in (folder / name, beside(folder / name)):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def is_unfit(folder: Path, seals: set[str]) -> bool:
    """Whether there is a cache that is damaged, or holds words of documents that are none of these any more."""
    if not any((folder / name).exists() for name in (CACHE, NOTE)):
        return False
    held = _read(folder)
    return held is None or not seals >= held.seals.keys()


def _write(held: Held, folder: Path) -> None:
    postings, digest = held.index.whole(), hashlib.sha256()
    with replaced(folder / CACHE) as file:
        for name, kind in KINDS.items():
            data = getattr(postings, name).astype(kind, copy=False).data
            digest.update(data)
            file.write(data)
    lengths = {name: len(getattr(postings, name)) for name in KINDS}
    note = {"format": FORMAT, **held.state._asdict(), "lengths": lengths, "seals": held.seals}
    digest.update(_plain(note))
    with replaced(folder / NOTE) as file:
        file.write(json.dumps({**note, "sha256": digest.hexdigest()}).encode())


def _plain(note: Mapping[str, Any]) -> bytes:
    """What the note says but the hash, which is of it too: a wrong length in it would make nonsense of the file."""
    return json.dumps({key: value for key, value in note.items() if key != "sha256"}, sort_keys=True).encode()


def _note(folder: Path) -> dict[str, Any] | None:
    """The note, where it can be read; what it says of the file is still to be seen."""
    try:
        note = json.loads((folder / NOTE).read_bytes())
        seals = {str(seal): (int(first), int(after)) for seal, (first, after) in note["seals"].items()}
        return {**note, "seals": seals} if note["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _read(folder: Path) -> Held | None:
    """The index in the cache, or None where there is none or it is damaged."""
    note = _note(folder)
    try:
        if note is None:
            return None
        state = State(int(note["generation"]), str(note["history"]))
        with (folder / CACHE).open("rb") as file:
            # What is hashed is what is read: another process may put a new file in its place meanwhile.
            digest = hashlib.file_digest(file, "sha256")
            digest.update(_plain(note))
            if digest.hexdigest() != note["sha256"]:
                return None
            return Held(WordIndex([_mapped(file, note["lengths"])]), state, note["seals"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _mapped(file: BinaryIO, lengths: Mapping[str, int]) -> Postings:
    """The arrays of the file; the system reads of them what is asked for."""
    file.seek(0)
    # Windows puts no new file in the place of one that is mapped.
    data = np.fromfile(file, np.uint8) if sys.platform == "win32" else np.memmap(file, np.uint8, "r")
    arrays, start = {}, 0
    for name, kind in KINDS.items():
        end = start + lengths[name] * np.dtype(kind).itemsize
        arrays[name], start = np.asarray(data[start:end].view(kind)), end
    return Postings(**{field.name: arrays[field.name] for field in fields(Postings)})


def _found(newest: Held | None, folder: Path) -> Iterator[Held]:
    """What there is to begin from; the cache is read only where it is come to.

    It comes first where much has changed: it was written again then, and the file that is mapped is not there any more.
    """
    if newest is not None and newest.index.is_settled:
        yield newest
    cached = _read(folder)
    if cached is not None:
        yield cached
    if newest is not None:
        yield newest


def _difference(seals: Seals, there: Mapping[str, str]) -> tuple[list[tuple[int, int]], list[str]]:
    """Where the ids lie of documents that are gone, and which are new, by the documents' seals that are there now."""
    gone = [stretch for seal, stretch in seals.items() if seal not in there]
    return gone, [document_id for seal, document_id in there.items() if seal not in seals]


def _brought_up(held: Held, view: SqliteView) -> Held | None:
    """The index with what changed in the store since it was made; None where too much did.

    What changed is what has another seal: a store put back from a copy may use ids again.
    """
    if held.state == view.state:
        return held
    there = view.content_seals()
    gone, new = _difference(held.seals, there)
    left = held.index.size - sum(after - first for first, after in gone)
    if is_outgrown(left, len(view.chunk_ids(new))):
        return None
    if not gone and not new:
        return Held(held.index, view.state, held.seals)
    ids = np.concatenate([np.arange(first, after) for first, after in [(0, 0), *gone]])
    seals = {seal: stretch for seal, stretch in held.seals.items() if seal in there} | view.content_stretches(new)
    return Held(held.index.changed(ids, counted(view.passages(new))), view.state, seals)
