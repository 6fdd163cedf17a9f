"""Which of many surnames are spellings of one, without holding every one against every other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz.distance import Indel

# Likeness of two spellings of one surname (difflib ratio): Zelensky and Zelenskyy 0.94, Clinton and Clifton 0.86.
LIKE = 0.88
# Letters; shorter surnames, and longer words than surnames are, are one only when they are equal.
_SHORTEST, _LONGEST = 6, 24
# Ratios are compared with this tolerance where only a bound is wanted, so that rounding loses no pair.
_ROUNDING = 1e-9


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """A word with the letters that transliterations disagree on made one, doubled letters once."""
    word = word.replace("y", "i").replace("j", "i").replace("kh", "h").replace("ck", "k")
    return "".join(sign for n, sign in enumerate(word) if n == 0 or sign != word[n - 1])


def like(one: str, other: str) -> bool:
    """Whether two surnames in their plain form are one in two spellings."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST or max(len(one), len(other)) > _LONGEST:
        return False
    if Indel.normalized_similarity(one, other, score_cutoff=LIKE - _ROUNDING) == 0.0:
        return False  # an upper bound on the ratio below, and far cheaper
    return SequenceMatcher(None, one, other).ratio() >= LIKE


class Surnames:
    """Finds the surnames (plain forms) that are like a given one.

    Names of lengths n and m with a ratio of ``LIKE`` become equal once a few letters of each are left out (how many
    follows from n and m), so that each is found under what is left of it, and held against few others.
    """

    def __init__(self, surnames: Iterable[str]) -> None:
        """Index these names; duplicates do no harm."""
        self._known = set(surnames)
        self._under: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._known):
            for rest in _rests(name):
                self._under[rest].append(name)

    def like(self, name: str) -> frozenset[str]:
        """All indexed names that are this one, or this one in another spelling."""
        near = {other for rest in _rests(name) for other in self._under.get(rest, ())}
        return frozenset({other for other in near if like(name, other)} | ({name} & self._known))


def _rests(name: str) -> set[str]:
    """What is left of a name without up to as many letters as spellings of it can differ by."""
    found = last = {name}
    for _ in range(_most_left_out(len(name))):
        last = {rest[:at] + rest[at + 1 :] for rest in last for at in range(len(rest))}
        found = found | last
    return found


@lru_cache(maxsize=256)
def _most_left_out(length: int) -> int:
    """The most letters that a name of this length loses before it equals a like one."""
    if not _SHORTEST <= length <= _LONGEST:
        return 0
    most = 0
    for other in range(_SHORTEST, _LONGEST + 1):
        edits = int((1 - LIKE) * (length + other) + _ROUNDING)
        edits -= (edits - abs(length - other)) % 2  # a letter that differs in both costs two
        if edits >= abs(length - other):
            most = max(most, (edits + length - other) // 2)
    return most
