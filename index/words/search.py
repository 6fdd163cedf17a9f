"""BM25 over postings: what FTS5 finds, with its scores to the last digit, and much faster where passages are many.

FTS5 reads the places of every word in every passage that it scores, one passage after the other. Here a word's passages
are an array, and all of them are scored at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.lexical import K1, TITLE_WEIGHT, B, rarity
from index.words.postings import Ids, Postings, Rows, joined, numbered
from index.words.size import counts_few

Scores = NDArray[np.float64]
Number = TypeVar("Number", bound=np.generic)


class WordIndex:
    """The passages of ``parts`` that are ``alive``; it never changes."""

    def __init__(self, parts: Sequence[Postings], alive: NDArray[np.bool_] | None = None) -> None:
        """``alive`` says of each row of all parts one after the other whether it counts; all do where it is None."""
        self._parts = tuple(parts)
        self._ids = _one([part.ids for part in parts])
        lengths = _one([part.lengths for part in parts])
        self._alive = np.ones(len(self._ids), bool) if alive is None else alive
        self.size = int(self._alive.sum())
        average = float(lengths[self._alive].sum()) / max(self.size, 1)
        self._damping = K1 * (1 - B + B * lengths / (average or 1.0))

    @property
    def fresh(self) -> int:
        """How many passages came in since the first part was made, those included that are gone again."""
        return len(self._ids) - len(self._parts[0].ids)

    @property
    def is_settled(self) -> bool:
        """Whether nothing has gone, and little has come, since the first part was made."""
        return self.size == len(self._ids) and counts_few(self.fresh, self.size)

    def search(self, stems: Sequence[str], limit: int, allowed: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """Ids and scores of the best passages with any of the stems, best first, ties by id; of ``allowed`` ids only."""
        found = [pair for stem in stems if len((pair := self._having(stem))[0])]
        if not found:
            return []
        scores = np.zeros(len(self._ids))
        for rows, often in found:  # in the question's order, as FTS5 adds them up
            weight = rarity(self.size, len(rows))
            scores[rows] += weight * (often * (K1 + 1.0) / (often + self._damping[rows]))
        rows = np.concatenate([rows for rows, _ in found])
        if allowed is not None:
            rows = rows[np.isin(self._ids[rows], np.asarray(allowed, np.int64))]
        return self._best(rows, scores, limit, len(found))

    def changed(self, gone: Ids, fresh: Postings) -> WordIndex:
        """One without the passages with the ids in ``gone``, and with ``fresh`` ones more."""
        alive = self._alive & ~np.isin(self._ids, gone)
        later = self._parts[1:]
        more = joined([*later, fresh], np.ones(self.fresh + len(fresh.ids), bool)) if later else fresh
        return WordIndex([self._parts[0], more], np.concatenate([alive, np.ones(len(fresh.ids), bool)]))

    def whole(self) -> Postings:
        """All of it as one part, without what is gone."""
        return self._parts[0] if len(self._parts) == 1 and self._alive.all() else joined(self._parts, self._alive)

    def _having(self, stem: str) -> tuple[Rows, Scores]:
        found = [part.having(stem) for part in self._parts]
        rows = _one(numbered(self._parts, [rows for rows, _ in found]))
        often = _one([times for _, times in found]).astype(np.float64) * TITLE_WEIGHT
        if self.size == len(self._ids):
            return rows, often
        alive = self._alive[rows]
        return rows[alive], often[alive]

    def _best(self, rows: Rows, scores: Scores, limit: int, repeats: int) -> list[tuple[int, float]]:
        """The best of ``rows``, of which each stands there ``repeats`` times at most."""
        most, values = limit * repeats, scores[rows]
        if len(rows) > most:
            rows = rows[values >= np.partition(values, -most)[-most]]
        rows = np.sort(rows)
        rows = rows[np.diff(rows, prepend=-1) > 0]  # each once; np.unique takes longer
        order = np.lexsort((self._ids[rows], -scores[rows]))[:limit]
        return [(int(self._ids[row]), float(scores[row])) for row in rows[order]]


def _one(arrays: Sequence[NDArray[Number]]) -> NDArray[Number]:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
