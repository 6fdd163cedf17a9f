"""BM25 over the passages, and the corpus's own words for mending typing errors; each store has its own engine."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from index.view import View

STOP_WORDS = frozenset(
    """
        a about according after all also am an and any are as at be been before being but by can could did do
        does doing for from get give gave had has have he her his how i if in into is it its just let me my no
        not of on or our out please say said says she should so some such tell than that the their them there
        these they this those through to told us was we were what when where which while who whom whose why will
        with would you your s t
    """.split()
)
"""Words that ask or join and are not looked up; BM25's weights would be small, its time would not."""

TITLE_WEIGHT = 0.5
"""Weight of a match in the document's title beside 1 for the passage; see eval/LOG.md."""

K1, B = 1.2, 0.75
"""Of BM25, as FTS5 has them; as is ``LEAST_RARITY``, what a word counts that stands in most passages."""
LEAST_RARITY = 1e-6

_WORD = re.compile(r"\w+")


def terms(query: str) -> list[str]:
    """The words of a query that are looked up, lower case, in order, each once; all of them if only stop words."""
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(query)))
    return [word for word in words if word not in STOP_WORDS] or words


def search_words(view: View, query: str, limit: int, documents: Sequence[str] | None = None) -> list[tuple[int, float]]:
    """Chunk ids with BM25 scores (higher is better; k1 1.2, b 0.75 as FTS5 has them), best first, ties by id.

    Any of the query's words may match; ``documents`` restricts to these ids.
    """
    words = terms(query)
    return view.search_words(words, limit, documents) if words else []


def rarity(passages: int, with_it: int) -> float:
    """What a word counts in BM25 that stands in ``with_it`` of all passages."""
    weight = math.log((passages - with_it + 0.5) / (with_it + 0.5))
    return weight if weight > 0 else LEAST_RARITY


def phrase_chunks(view: View, phrase: str, limit: int, documents: Sequence[str] | None = None) -> list[int]:
    """Ids of chunks that hold these words one after the other, accents, case and marks aside, in order of id."""
    words = " ".join(_WORD.findall(phrase.replace("_", " ")))
    return view.phrase_chunks(words, limit, documents) if words else []


def document_frequencies(view: View, words: Sequence[str]) -> dict[str, int]:
    """In how many chunks each word stands as it is written (not stemmed); words in none are left out."""
    return view.document_frequencies(words)


def vocabulary(view: View) -> list[str]:
    """Every word of the corpus, lower case without accents, in order."""
    return view.vocabulary()
