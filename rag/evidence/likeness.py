"""Whether a sentence has a word that means what a word of the question means: "soldiers" where it says "troops".

A word's meaning where it stands is the middle state of the encoder (Ethayarajh 2019 compares layers; which one, and
the least cosine, were chosen on the dev cases, see eval/LOG.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

from index.embed.base import Words
from rag.evidence.asked import sure_names
from rag.evidence.text import stem

Unlike = Callable[[Sequence[str], str, str], tuple[str, ...]]
"""Of these words of a question (the second text), those that no word of a sentence (the third) is like in meaning."""


class Likener(Protocol):
    """As ``Unlike``; ``least`` is the least likeness that counts, where it is not the usual one."""

    def __call__(
        self, wanted: Sequence[str], question: str, text: str, least: float | None = None, /
    ) -> tuple[str, ...]:
        """Those of the words that nothing in the text means, in their order."""


ALIKE = 0.4
"""Least cosine of two words, each where it stands, that mean alike."""
CLOSELY = 0.6
"""The same where the question's word is a name, or what is counted: any two towns are alike, and yet another town is another town. In
questions of SQuAD 2.0 names below it are five times as common where nothing answers; see eval/LOG.md."""
KEPT = 512
"""Texts whose words are kept; a document's sentences come again with the next question."""


class Likeness:
    """Finds the words of a question that nothing in a sentence means."""

    def __init__(self, words: Callable[[str], Words]) -> None:
        """``words`` reads a text."""
        self._words = lru_cache(KEPT)(words)

    def unlike(
        self, wanted: Sequence[str], question: str, text: str, least: float | None = None
    ) -> tuple[str, ...]:  # fmt: skip
        """Those of the ``wanted`` words of the question that no word of the text is like, in their order.

        ``least`` is the cosine that makes two words alike, where it is not the usual one.
        """
        if not wanted:
            return ()
        asked, said = self._words(question), self._words(text)
        if not said.texts:
            return tuple(wanted)
        nearest = (asked.vectors @ said.vectors.T).max(axis=1)
        best: dict[str, float] = {}
        names = sure_names(question)
        for word in wanted:
            parts = set(word.lower().split("-"))
            places = [n for n, own in enumerate(asked.texts) if own.lower() in parts]
            usual = CLOSELY if stem(word.lower()) in names else ALIKE
            best[word] = max((float(nearest[n]) for n in places), default=float("-inf")) - (least or usual)
        return tuple(word for word in wanted if best[word] < 0)
