"""How rare the question's words are in the documents."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from index.lexical import document_frequencies
from index.view import View
from rag.evidence.asked import asking
from rag.evidence.text import stem
from rag.types import Question

ENDINGS = ("", "s", "es", "d", "ed", "ing", "er", "ers", "ly", "al")
"""Endings under which a word is looked up as well: the corpus's own list holds words as they are written."""


@dataclass(frozen=True, slots=True)
class CorpusStatistics:
    """``frequencies``: in how many of the ``chunks`` words of a stem stand; stems in none are left out."""

    chunks: int
    frequencies: Mapping[str, int] = field(default_factory=dict)

    def rarity(self, form: str) -> float:
        """Inverse document frequency of a stem as a share of the highest possible: 0 in all chunks, 1 in none."""
        found = min(self.frequencies.get(form, 0), self.chunks)
        return math.log((self.chunks + 1) / (found + 1)) / math.log(self.chunks + 1) if self.chunks else 1.0


def corpus_statistics(view: View, question: Question) -> CorpusStatistics:
    """The statistics of the words of one question."""
    asked = asking(question.text)
    words = {form for word in asked.words.values() for form in _forms(word)}
    return CorpusStatistics(view.chunk_count(), stem_frequencies(document_frequencies(view, sorted(words))))


def stem_frequencies(frequencies: Mapping[str, int]) -> dict[str, int]:
    """Frequencies of stems from those of words; of forms in one chunk, each counts."""
    found: dict[str, int] = {}
    for word, count in frequencies.items():
        found[stem(word)] = found.get(stem(word), 0) + count
    return found


def _forms(word: str) -> Iterable[str]:
    bases = {word, stem(word), word.removesuffix("e"), word.removesuffix("y") + "i"}
    return {base + ending for base in bases for ending in ENDINGS if base}
