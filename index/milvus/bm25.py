"""BM25 as SQLite's FTS5 reckons it, over the words of the generation that is read.

Milvus finds the passages; its own scores count rows of other generations, and each part of a server by itself. Evidence
is weighed with these scores, so they must be the same in every store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.lexical import K1, TITLE_WEIGHT, B, rarity
from index.stems import Stems


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
            rare = rarity(counts.passages, min(counts.stems[stem] for stem in stems))
            total += rare * often * (K1 + 1.0) / (often + K1 * (1.0 - B + B * length))
    return total if found else None


def _times(stems: tuple[str, ...], text: tuple[str, ...]) -> int:
    """How often the stems stand one after the other."""
    if len(stems) == 1:
        return text.count(stems[0])
    return sum(text[n : n + len(stems)] == stems for n in range(len(text) - len(stems) + 1))
