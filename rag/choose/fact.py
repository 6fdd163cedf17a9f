"""A fact, or who said something: the sentences that answer, one to three of them."""

from __future__ import annotations

from rag.choose.base import Desk, distinct, refused, required, weighed
from rag.types import Choice

MOST = 3
"""Citations of a fact; more is padding."""
RIVAL = 0.75
"""Share of the best probability that a further sentence must reach to be cited beside it."""


def fact(desk: Desk) -> Choice:
    """The most probable sentences, or a refusal where the best one is below the threshold."""
    ranked = weighed(desk, desk.retrieved.candidates)
    if not ranked or ranked[0].probability < required(desk, ranked[0]):
        return refused(desk, ranked)
    best = ranked[0].probability
    level = max(desk.threshold, RIVAL * best)
    chosen = distinct([e for e in ranked if e.probability >= level], MOST)
    return Choice(tuple(chosen), best)
