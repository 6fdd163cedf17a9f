"""How much of a claim's content stands in a passage, rare words counting more."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise

from rag.verify.reading import BEGINNING, REMEMBERED, Reading, Token, read, weight
from rag.verify.vocabulary import NEUTRAL

LIGHT = 0.25
"""What a word for saying weighs beside another as rare: "stated" may stand for "said"."""
RELATIVE = 0.7
"""What a word with the same long beginning counts beside the word itself."""
SHARE = 0.7
"""Share of the longer form that two relatives must have in common."""


def worth(token: Token) -> float:
    """The weight of a token of a claim."""
    return _worth(token.text)


@lru_cache(maxsize=REMEMBERED)
def _worth(word: str) -> float:
    return LIGHT * weight(word) if word.lower() in NEUTRAL else weight(word)


def found(token: Token, passage: Reading) -> float:
    """1 where the word stands in the passage, less for a relative, 0 where it does not."""
    if token.form in passage.forms or (passage.reports and token.lower in NEUTRAL):
        return 1.0
    alike = passage.beginnings.get(token.form[:BEGINNING], ())
    return RELATIVE if any(_related(token.form, other) for other in alike) else 0.0


@lru_cache(maxsize=REMEMBERED)
def _related(one: str, other: str) -> bool:
    least = math.ceil(max(BEGINNING, SHARE * max(len(one), len(other))))
    return least <= min(len(one), len(other)) and one[:least] == other[:least]


def coverage(claim: Reading, *passages: Reading) -> float:
    """Share of the claim's weight that stands in the passages taken together."""
    total = sum(map(worth, claim.content))
    if not total:
        return 0.0
    return sum(worth(t) * max((found(t, p) for p in passages), default=0.0) for t in claim.content) / total


def missing(claim: Reading, *passages: Reading) -> list[Token]:
    """The content words of the claim that stand in none of the passages, in order."""
    return [token for token in claim.content if not any(found(token, passage) for passage in passages)]


def pairs(claim: Reading, passage: Reading) -> float:
    """Share of the claim's neighbouring content words that are neighbours in the passage, either way round."""
    here = _neighbours(claim.text)
    return len(here & _neighbours(passage.text)) / len(here) if here else 0.0


@lru_cache(maxsize=REMEMBERED)
def _neighbours(text: str) -> frozenset[frozenset[str]]:
    forms = [token.form for token in read(text).content]
    return frozenset(frozenset(pair) for pair in pairwise(forms))


def longest_run(claim: Reading, passage: Reading) -> float:
    """Share of the claim's tokens in the longest run of tokens that both have."""
    one, other = [t.form for t in claim.tokens], [t.form for t in passage.tokens]
    best, ends = 0, [0] * (len(other) + 1)
    for form in one:
        row = [0] * (len(other) + 1)
        for place, word in enumerate(other, 1):
            if word == form:
                row[place] = ends[place - 1] + 1
        ends, best = row, max(best, max(row))
    return best / len(one) if one else 0.0
