"""Which stems stand in which passages, and how often: arrays side by side, so that a file of them is read as it lies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.lexical import TITLE_WEIGHT

Ids = NDArray[np.int64]
Rows = NDArray[np.int32]
Times = NDArray[np.uint16]

IN_BODY, IN_TITLE = round(1 / TITLE_WEIGHT), 1
"""What a word counts in ``times``, where all are whole numbers."""
MOST_TIMES = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Stems in order of their bytes; of the one numbered ``n`` the passages ``rows[row_starts[n]:row_starts[n + 1]]``.

    A passage is named by its row: where its id stands in ``ids``, and its length in words in ``lengths``. ``times`` is
    how often the stem stands in each passage, in words of a title.
    """

    stem_starts: Ids
    row_starts: Ids
    ids: Ids
    lengths: Rows
    rows: Rows
    times: Times
    stems: NDArray[np.uint8]

    def having(self, stem: str) -> tuple[Rows, Times]:
        """The rows of the passages with a stem, and how often each has it."""
        wanted, count = stem.encode(), len(self.stem_starts) - 1
        number = bisect_left(range(count), wanted, key=self._stem)
        if number == count or self._stem(number) != wanted:
            return self.rows[:0], self.times[:0]
        there = slice(self.row_starts[number], self.row_starts[number + 1])
        return self.rows[there], self.times[there]

    def all_stems(self) -> list[bytes]:
        """Every stem, in order."""
        text = self.stems.tobytes()
        return [text[start:end] for start, end in pairwise(self.stem_starts.tolist())]

    def _stem(self, number: int) -> bytes:
        return self.stems[self.stem_starts[number] : self.stem_starts[number + 1]].tobytes()


def joined(parts: Sequence[Postings], alive: NDArray[np.bool_]) -> Postings:
    """The passages of all parts that are ``alive``, as one."""
    names = sorted({stem for part in parts for stem in part.all_stems()})
    number_of = {stem: number for number, stem in enumerate(names)}
    numbers = [
        np.repeat([number_of[stem] for stem in part.all_stems()], np.diff(part.row_starts)).astype(np.int32)
        for part in parts
    ]
    rows, stem_numbers = np.concatenate(numbered(parts, [part.rows for part in parts])), np.concatenate(numbers)
    kept = np.flatnonzero(alive[rows])
    kept = kept[np.argsort(stem_numbers[kept], kind="stable")]
    counts = np.bincount(stem_numbers[kept], minlength=len(names))
    left = [name for name, count in zip(names, counts, strict=True) if count]  # a word of what is gone goes too
    return Postings(
        starts_of([len(stem) for stem in left]),
        starts_of(counts[counts > 0]),
        np.concatenate([part.ids for part in parts])[alive],
        np.concatenate([part.lengths for part in parts])[alive],
        (np.cumsum(alive) - 1).astype(np.int32)[rows[kept]],
        np.concatenate([part.times for part in parts])[kept],
        np.frombuffer(b"".join(left), np.uint8),
    )


def numbered(parts: Sequence[Postings], rows: Sequence[Rows]) -> list[Rows]:
    """Rows of each part as rows of all parts one after the other."""
    if len(parts) == 1:
        return list(rows)
    firsts = starts_of([len(part.ids) for part in parts]).tolist()
    return [some + np.int32(first) if first else some for some, first in zip(rows, firsts, strict=False)]


def starts_of(counts: Sequence[int] | Ids) -> Ids:
    """Where each of several stretches begins that lie one after the other, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64)
