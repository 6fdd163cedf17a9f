"""Typing errors: a word that neither English nor the documents know becomes the nearest one that the documents do."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from index.lexical import STOP_WORDS
from rag.evidence.asked import is_german
from rag.interpret.english import english_words
from rag.interpret.roster import folded

SHORTEST = 3
"""Letters; shorter words are not mended."""
LONG = 6
"""Letters from which two edits are forgiven; one below."""
ASKING = frozenset(
    """
    what when where which who whom whose why how many much about according between does did supports supported opposes opposed
    testified believes disagrees argued recommended recommends disputes denied denies claimed claims wanted favour against
""".split()
)
EVERYDAY = {
    "wat": "what", "waht": "what", "hwo": "how", "wot": "what", "wen": "when", "wher": "where", "abt": "about", "u": "you", "ur": "your",
    "pls": "please", "plz": "please", "bc": "because", "cuz": "because", "thx": "thanks", "teh": "the", "ppl": "people",
    "whos": "who is", "whats": "what is", "dont": "don't", "doesnt": "doesn't", "cant": "can't", "didnt": "didn't",
    "oclock": "o'clock",
}  # fmt: skip
"""Spellings of chat that are near to the wrong word, or to none."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


class Speller:
    """Mends words against the words of the documents."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """``vocabulary`` holds every word of the documents, folded, in order."""
        self._known: Set[str] = frozenset(vocabulary)
        self._choices = sorted(
            {w for w in vocabulary if len(w) >= SHORTEST and w.isalpha()} | {w for w in ASKING if len(w) > SHORTEST}
        )

    def mend(self, question: str) -> str:
        """The question with unknown words replaced by their nearest known word; unchanged where there is none."""
        if is_german(question.lower().split()):
            return question  # every word of it would be a typing error in English
        return _WORD.sub(lambda match: self._word(match.group()), question)

    def _word(self, word: str) -> str:
        lower = folded(word)
        if lower in EVERYDAY:
            return EVERYDAY[lower]
        if len(lower) < SHORTEST or self._is_right(lower):
            return word
        allowed = 2 if len(lower) >= LONG else 1
        near = process.extract(lower, self._choices, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=5)
        # Of equally near words the one with the same first letter, then the first by name.
        near.sort(key=lambda found: (found[1], found[0][0] != lower[0], found[0]))
        if not near or (near[0][1] > 1 and english_words().known(english_words().edit_distance_1(lower))):
            return word  # "favour" is nearer to a word of English than to any of the documents'
        return near[0][0]

    def _is_right(self, lower: str) -> bool:
        """Whether the documents or English know the word, or its singular."""
        forms = (lower, lower.removesuffix("s"))
        return any(form in self._known or form in STOP_WORDS or form in english_words() for form in forms)
