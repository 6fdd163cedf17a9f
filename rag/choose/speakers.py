"""Who said or thinks something: the sentences that say it, with those who answer for them."""

from __future__ import annotations

from dataclasses import replace

from rag.choose.base import Desk, distinct, refused, weighed
from rag.choose.sides import SIDED, place
from rag.types import Choice

MOST = 4
"""Citations; as many people may say one thing."""
RIVAL = 0.6
"""Share of the best probability that a further sentence must reach."""


def speakers(desk: Desk) -> Choice:
    """The sentences that say it, without those that say the opposite; a refusal where none is probable enough."""
    ranked = weighed(desk, desk.retrieved.candidates)
    if not ranked or ranked[0].probability < desk.threshold:
        return refused(desk, ranked)
    level = max(desk.threshold, RIVAL * ranked[0].probability)
    chosen = distinct([e for e in ranked if e.probability >= level and e.voice.speaker], MOST)
    if desk.question.proposition is None:
        return Choice(tuple(chosen), ranked[0].probability) if chosen else refused(desk, ranked)
    placed = place(desk, [e.candidate for e in chosen])
    held = [
        replace(e, stance="affirms" if one.affirms >= SIDED else None)
        for e, one in zip(chosen, placed, strict=True)
        if one.disputes < SIDED
    ]
    return Choice(tuple(held), held[0].probability) if held else refused(desk, ranked)
