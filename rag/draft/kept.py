"""Whether a drafted sentence keeps what its passage says: small models copy a passage and leave out the word that turns it.

Stricter than verification, which judges what people write: here a sentence that is left out is quoted instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.draft import wording
from rag.verify.reading import Reading, Token, read
from rag.verify.vocabulary import DENYING, MODALS, NEGATORS
from rag.verify.words import found

SPARE = 1
"""Words of content that a sentence may leave out of the middle of its passage beyond those that it puts otherwise."""

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“]*“")
_OWN_VOICE = re.compile(r"\b(?:I|me|[Mm]y|mine|[Ww]e|us|[Oo]urs?|[Yy]ou|[Yy]ours?)\b")
_ASIDE = re.compile(r",\s(?:who|which|whose|whom|an?|the|former)\b[^,;:]{0,120},")
"""Says more of somebody or something, and may be left out."""
_SEX = (frozenset("he him his himself".split()), frozenset("she her hers herself".split()))
_HINDERING = frozenset(
    "block blocks blocked blocking prevent prevents prevented preventing avoid avoids avoided avoiding against end "
    "ends ended ending except instead cancel cancels cancelled halt halts halted ban bans banned banning less least".split()
)
"""Words that turn what they govern, beside those that deny."""
_FIRM = frozenset(["coming"])
"""Kinds of reserve that reported speech changes: "it will" becomes "it would"."""


def not_kept(claim: str, passage: str) -> str | None:
    """Why a sentence that is borne out word by word may not stand for its passage; None where it may."""
    if passage.rstrip(" ”\"'’)").endswith("?"):
        return wording.ASKED
    bare = _QUOTED.sub(" ", claim)
    if re.search(r"[“”\"«»„]", bare):
        return wording.OPEN_QUOTE
    if _OWN_VOICE.search(bare):
        return wording.OWN_VOICE
    said, there = read(claim), read(passage)
    middle = _between(said, read(_ASIDE.sub(" ", passage)))
    if (
        _sexes(said) - _sexes(there)
        or _turns(said.tokens) - _turns(there.tokens)
        or _turns(middle) - _turns(said.tokens)
    ):
        return wording.TURNED
    left_out = _left_out(middle, said)
    own = [token for token in said.content if not found(token, there)]
    return wording.LEFT_OUT if len(left_out) > len(own) + SPARE else None


def _between(said: Reading, there: Reading) -> tuple[Token, ...]:
    """The passage from the first to the last word of content that the sentence has too."""
    shared = [place for place, token in enumerate(there.tokens) if token.content and found(token, said)]
    return there.tokens[shared[0] : shared[-1] + 1] if shared else ()


def _left_out(middle: Iterable[Token], said: Reading) -> list[Token]:
    """The words of content that a sentence has not, but for a whole predicate: "crosses the sound and" carries."""
    kept: list[Token] = []
    gap: list[Token] = []
    for token in middle:
        if not token.content or not found(token, said):
            gap.append(token)
        elif gap:
            kept += [] if gap[-1].lower == "and" else gap
            gap = []
    return [token for token in kept if token.content]


def _turns(tokens: Iterable[Token]) -> frozenset[str]:
    """What denies, hinders or holds back in these words: each of its kind once."""
    kinds = set()
    for token in tokens:
        if token.start and token.text[0].isupper():
            continue  # the month of May
        if token.lower in NEGATORS or token.lower.endswith("n't"):
            kinds.add("not")
        elif token.lower in DENYING or token.lower in _HINDERING:
            kinds.add(token.form)
        elif token.lower in MODALS and MODALS[token.lower] not in _FIRM:
            kinds.add(MODALS[token.lower])
    return frozenset(kinds)


def _sexes(text: Reading) -> frozenset[int]:
    """Which of "he" and "she" stand in a text."""
    return frozenset(number for number, words in enumerate(_SEX) if any(token.lower in words for token in text.tokens))
