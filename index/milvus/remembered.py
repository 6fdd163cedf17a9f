"""What is read of all documents at once, kept by generation: it takes as long as there are documents."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from index.errors import StoreDamaged
from index.milvus.bm25 import WordCounts
from index.milvus.reads import Catalogue, Reads

STATES_KEPT = 2
"""The newest one, and the one that answers under way may still be reading."""
WORDS_AT_ONCE = 200
"""Documents whose words are asked for together."""

Made = TypeVar("Made")


class Remembered:
    """Catalogues and counts of words; safe to share between threads."""

    def __init__(self) -> None:
        """Nothing is remembered."""
        self._lock = Lock()
        self._catalogues: OrderedDict[str, Catalogue] = OrderedDict()
        self._counts: OrderedDict[str, WordCounts] = OrderedDict()
        self._words: dict[tuple[str, int], bytes] = {}

    def catalogue(self, reads: Reads, history: str) -> Catalogue:
        """All documents of the state with this name."""
        return self._kept(self._catalogues, history, reads.catalogue)

    def counts(self, reads: Reads, history: str, catalogue: Catalogue) -> WordCounts:
        """The words of these documents."""
        return self._kept(self._counts, history, lambda: self._counted(reads, catalogue))

    def _counted(self, reads: Reads, catalogue: Catalogue) -> WordCounts:
        """Counted from each document's words; those of documents that stay are not read again."""
        wanted = {card.id: (card.id, card.revision) for card in catalogue.cards.values()}
        known = dict(self._words)
        new = [number for number, key in wanted.items() if key not in known]
        for at in range(0, len(new), WORDS_AT_ONCE):
            known |= {wanted[number]: data for number, data in reads.words(new[at : at + WORDS_AT_ONCE]).items()}
        words = {key: known[key] for key in wanted.values() if key in known}
        if len(words) < len(wanted):
            raise StoreDamaged("words of the index were lost; index your documents again into a new one")
        self._words = words
        counts = WordCounts(sum(card.chunks for card in catalogue.cards.values()))
        for data in words.values():
            length, of_stems, of_words = json.loads(data)
            counts.length += length
            counts.stems.update(of_stems)
            counts.words.update(of_words)
        return counts

    def _kept(self, kept: OrderedDict[str, Made], history: str, make: Callable[[], Made]) -> Made:
        with self._lock:
            if history in kept:
                return kept[history]
        made = make()
        with self._lock:
            kept[history] = made
            while len(kept) > STATES_KEPT:
                kept.popitem(last=False)
        return made
