"""Quotations: words in quotation marks must stand in the documents letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rag.verify import wording
from rag.verify.case import Case
from rag.verify.reading import REMEMBERED, read
from rag.verify.types import Objection
from rag.verify.words import missing

SHORTEST = 2
"""Words; a single one in quotation marks is a manner of speaking."""

LONGER = 3
"""Letters of a word that titles capitalise."""

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«\s?([^«»]+?)\s?»|„([^„“]+)“|(?<!\w)‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)")
_GAP = re.compile(r"\s*(?:\[?(?:…|\.\.\.|\. \. \.)\]?|\[[^\]]*\])\s*")
_EDGES = " .,;:!?"


def quotations(text: str) -> list[str]:
    """The words in quotation marks, in order, in pieces where something was left out or put in."""
    found = [next(group for group in match.groups() if group) for match in _QUOTED.finditer(text)]
    return [piece for words in found for piece in _GAP.split(words) if len(piece.split()) >= SHORTEST]


def quoted(case: Case) -> Iterator[Objection]:
    """A quotation that no document holds."""
    for words in quotations(case.claim.text):
        if any(_words(words) in _words(premise.text) for premise in case.premises) or case.quoted(words):
            continue
        if not _is_title(words) or missing(read(words), *case.readings(), *case.near()):
            yield Objection("quotation", wording.QUOTE_ABSENT.format(claimed=words))


def _words(text: str) -> str:
    """The words alone, each between two spaces, so that no word is found inside another."""
    return " " + " ".join(_WORD.findall(plain(text))) + " "


def _is_title(words: str) -> bool:
    """Whether most longer words are capitalised: the name of a work, which texts write in many ways."""
    longer = [word for word in words.split() if len(word) > LONGER]
    return bool(longer) and sum(word[0].isupper() for word in longer) * 2 > len(longer)


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """A text for comparing word for word: one space between words, straight marks, lower case."""
    straight = text.translate(_MARKS)
    return " ".join(straight.lower().split())


def bare(text: str) -> str:
    """A sentence as ``plain`` has it, without the marks at its ends."""
    return plain(text).strip(_EDGES + "\"'()[]*_-")


_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-",
                        "\u00a0": " ", "\u2011": "-"})  # fmt: skip
