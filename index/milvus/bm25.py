"""BM25 as SQLite's FTS5 reckons it, over the words of the generation that is read.

Milvus finds the passages; its own scores count rows of other generations, and each part of a server by itself. Evidence
is weighed with these scores, so they must be the same in every store.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.lexical import TITLE_WEIGHT
from index.milvus.stems import Stems

K1, B = 1.2, 0.75
LEAST_IDF = 1e-6


@dataclass(slots=True)
class WordCounts:
    """``passages`` with ``length`` words in all; in how many of them each stem, and each word as written, stands."""

    passages: int = 0
    length: int = 0
    stems: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)


def score(asked: Sequence[tuple[str, ...]], passage: Stems, counts: WordCounts) -> float | None:
    """The score of a passage for words, each given as its stems (one, as a rule); None where it has none of them."""
    length = (len(passage.title) + len(passage.body)) * counts.passages / max(counts.length, 1)
    total, found = 0.0, False
    for stems in asked:
        often = TITLE_WEIGHT * _times(stems, passage.title) + _times(stems, passage.body)
        if often:
            found = True
            total += _rarity(stems, counts) * often * (K1 + 1.0) / (often + K1 * (1.0 - B + B * length))
    return total if found else None


def _rarity(stems: tuple[str, ...], counts: WordCounts) -> float:
    with_it = min(counts.stems[stem] for stem in stems)
    rarity = math.log((counts.passages - with_it + 0.5) / (with_it + 0.5))
    return rarity if rarity > 0 else LEAST_IDF


def _times(stems: tuple[str, ...], text: tuple[str, ...]) -> int:
    """How often the stems stand one after the other."""
    if len(stems) == 1:
        return text.count(stems[0])
    return sum(text[n : n + len(stems)] == stems for n in range(len(text) - len(stems) + 1))
