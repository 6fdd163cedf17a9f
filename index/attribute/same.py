"""Whether two names can be one person's or one body's."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from index.attribute.titles import bare


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """A name word for comparing: no accents, lower case, no final stop or possessive."""
    plain = unicodedata.normalize("NFKD", word)
    return bare("".join(sign for sign in plain if not unicodedata.combining(sign)))


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: the shorter fits into the longer, initials and all."""
    a, b = [key(word) for word in one], [key(word) for word in other]
    if a == b:
        return True
    if len(a) < len(b):
        a, b = b, a
    if len(b) == 1:
        return b[0] in (a[-1], a[0]) or (len(a) > 2 and b[0] in a)
    return a[-1] == b[-1] and (_same_first(a[0], b[0]) or b[0] in a[:-1])


def _same_first(one: str, other: str) -> bool:
    """Whether two first names can be one: equal, an initial, or a short form that begins alike."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short)) or (len(short) >= 3 and long.startswith(short))


def same_body(one: list[str], other: list[str]) -> bool:
    """Whether two names can be one body's: equal, one is the other's initials, or its end."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and len(long) > 1:
        return short[0].replace(".", "") == initials(long)
    return len(short) > 1 and long[-len(short) :] == short


def initials(words: Sequence[str]) -> str:
    """The first letters of a body's name, small words left out."""
    return "".join(word[0] for word in words if word not in ("of", "the", "and", "for"))
