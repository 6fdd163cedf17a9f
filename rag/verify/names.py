"""Names in a sentence, and whether two of them can be the same person's, place's or body's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from index.attribute.titles import HONORIFICS, SHORT_TITLES, is_post
from rag.interpret.roster import Roster
from rag.verify.moments import moment_spans
from rag.verify.reading import REMEMBERED, Reading, Token, form_of, read

_JOINING = frozenset("of the de da di del der van von al bin la le for and &".split())
"""Small words inside names: "Bank of England"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at ``text[start:end]``: the forms of its words without titles; ``first`` and ``last`` are tokens.

    ``sure`` is false for a lone word at the beginning of a sentence, which may be no name.
    """

    text: str
    forms: tuple[str, ...]
    start: int
    end: int
    first: int
    last: int
    sure: bool = True


@lru_cache(maxsize=REMEMBERED)
def names(text: str) -> tuple[Name, ...]:
    """The names of a sentence, in order."""
    reading, found, place = read(text), [], 0
    while place < len(reading.tokens):
        last = _run(reading, place)
        if last is not None:
            found.append(_name(reading, place, last))
        place = place + 1 if last is None else last + 1
    dates = moment_spans(text)
    return tuple(n for n in found if n.forms and not any(n.start < end and start < n.end for start, end in dates))


def _run(reading: Reading, place: int) -> int | None:
    """The last token of the name that begins at a token; None where none begins."""
    tokens = reading.tokens
    if not (tokens[place].named or tokens[place].opens) or tokens[place].text[0].isdigit():
        return None
    last = place
    while last + 1 < len(tokens) and _beside(reading, last) and tokens[last + 1].named:
        last += 1
    return last


def _beside(reading: Reading, place: int) -> bool:
    one, other = reading.tokens[place], reading.tokens[place + 1]
    return reading.text[one.end : other.start] in (" ", "-", ". ", "’ ", "\u00a0") and not one.lower.endswith("'s")


def _name(reading: Reading, first: int, last: int) -> Name:
    tokens = reading.tokens[first : last + 1]
    kept = [token for token in tokens if not _is_title(token)] or list(tokens)
    forms = tuple(dict.fromkeys(token.form for token in kept))
    text = reading.text[kept[0].start : kept[-1].end].removesuffix("’s").removesuffix("'s")
    return Name(text, forms, kept[0].start, kept[-1].end, first, last, not tokens[0].opens or len(tokens) > 1)


def _is_title(token: Token) -> bool:
    lower = token.lower.rstrip(".")
    return lower in HONORIFICS or lower in SHORT_TITLES or is_post(lower)


def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name can be the other: all its words are among the other's, or it is the other's initials."""
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(w[0] for w in long if w not in _JOINING)


def stands_in(name: Name, reading: Reading, roster: Roster | None = None) -> bool:
    """Whether a passage has a name, under any of the names that the documents give the same speaker."""
    if all(form in reading.forms for form in name.forms):
        return True
    others = names(reading.text)
    if len(name.forms) == 1 and any(same(name.forms, o.forms) for o in others if len(o.forms) > 1):
        return True
    if len(name.forms) > 1 and any(
        len(o.forms) == 1 and same(name.forms, o.forms) and o.text.isupper() for o in others
    ):
        return True
    return roster is not None and any(set(alias) <= reading.forms for alias in aliases(name.text, roster))


@lru_cache(maxsize=REMEMBERED)
def aliases(name: str, roster: Roster) -> tuple[tuple[str, ...], ...]:
    """The forms of every name of the speaker with this name; none where the documents do not know one."""
    mentions = roster.find(name)
    if len(mentions) != 1 or mentions[0].end - mentions[0].first < len(name.split()):
        return ()
    named = mentions[0].named
    return tuple(tuple(map(form_of, alias.split())) for alias in (named.name, *named.names))


def same_speaker(one: str, other: str, roster: Roster | None = None) -> bool:
    """Whether two names, or descriptions, are one speaker's."""
    if roster is not None:
        found = [roster.find(name) for name in (one, other)]
        # The last name is the person's: "Pentagon spokeswoman Sabrina Singh".
        if all(found) and found[0][-1].named == found[1][-1].named:
            return True
    first, second = _bare(one), _bare(other)
    return bool(first and second) and same(first, second)


@lru_cache(maxsize=REMEMBERED)
def _bare(name: str) -> tuple[str, ...]:
    tokens = [token for token in read(name).tokens if token.lower not in _JOINING]
    return tuple(token.form for token in tokens if not _is_title(token)) or tuple(token.form for token in tokens)
