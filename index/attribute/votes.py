"""Reads how people vote in minutes: "Cllr Moor seconded.", "Ms Hale voting in favour and Mr Lund against", "Nay: Lund"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.attribute.names import Entity, Names
from index.attribute.view import NONE, View
from index.types import Span, Statement

_MARKS = (
    re.compile(r"^\W*(?:present|apologies|in attendance)\b", re.IGNORECASE | re.MULTILINE),
    re.compile(r"\bminutes of\b", re.IGNORECASE),
    re.compile(r"\b(?:seconded|resolved)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:was|were) (?:carried|lost|defeated|approved)\b|\b(?:motion|amendment|referral)\b[^.\n]{0,30}\b(?:carried|failed|passed)\b"
        r"|\bcarried unanimously\b",
        re.IGNORECASE,
    ),
)
_MARKED = 2
"""Kinds of marks that make a text minutes; news of a vote has fewer."""
_VOTING = frozenset({"voting", "voted", "vote", "votes"})
_WAYS = frozenset({"for", "against", "favour", "favor"})
_CALLS = frozenset({"aye", "ayes", "nay", "nays", "noes", "for", "against"})
_STOPS = frozenset({".", ";", ":", "that", "carried", "lost"})


def read_votes(view: View, names: Names) -> list[Statement]:
    """The votes and seconds of minutes, one statement for each who votes; none in other texts."""
    if sum(bool(mark.search(view.text)) for mark in _MARKS) < _MARKED:
        return []
    found: list[Statement] = []
    for number, (first, end) in enumerate(view.bounds):
        if not view.furniture[number]:
            found += _voted(view, names, first, end)
            found += _seconded(view, names, first, end)
            found += _called(view, names, first, end)
    return found


def _called(view: View, names: Names, first: int, end: int) -> Iterator[Statement]:
    """For "Aye: Moor, Hale. Nay: Lund." of a roll call: each who is named behind the word, up to the next one."""
    at = next((t for t in range(first, end) if view.lower[t] in _CALLS and view.word[t + 1 : t + 2] == [":"]), NONE)
    if at == NONE:
        return
    calls = [t for t in range(at, end) if view.lower[t] in _CALLS]
    stop = next((t for t in range(at + 2, end) if view.word[t] in (".", ";") or _is_verb(view, t)), end)
    stop = min([t for t in calls if t > at] + [stop])
    for who in _named(names, at + 2, stop):
        yield _statement(view, who, (at, max(stop - 1, who[0])), at)


def _seconded(view: View, names: Names, first: int, end: int) -> Iterator[Statement]:
    """For "Cllr Moor seconded." alone: what has an object is read as a report."""
    for token in range(first, end):
        bare = token + 1 >= end or view.word[token + 1] in (".", ",", ";", "and")
        who = _named(names, first, token) if view.lower[token] == "seconded" and bare else []
        if len(who) == 1:
            yield _statement(view, who[0], (first, token), token)


def _voted(view: View, names: Names, first: int, end: int) -> Iterator[Statement]:
    """Each group of names with the way that it votes: the second one needs no verb of its own."""
    voting = (t for t in range(first, end) if view.lower[t] in _VOTING and view.pos[t] == "VERB")
    cue = next((t for t in voting if view.quote[t] == NONE), NONE)
    if cue == NONE:
        return
    begin = max((t + 1 for t in range(first, cue) if _ends_names(view, t)), default=first)
    ways = [t for t in range(cue, end) if view.lower[t] in _WAYS]
    for way in ways:
        group = _named(names, begin, way)
        last = max(way, view.right[way]) if len(ways) == 1 else way
        for who in group:
            yield _statement(view, who, (group[0][0], last), cue if begin <= cue else way)
        if not group:
            return
        begin = way + 1


def _is_verb(view: View, token: int) -> bool:
    """Whether a word is a verb, and no name that the parse takes for one."""
    return view.pos[token] == "VERB" and view.word[token].islower()


def _ends_names(view: View, token: int) -> bool:
    """Whether those who vote are named behind a token: another verb, or a pronoun, begins something else."""
    other = _is_verb(view, token) or view.pos[token] == "PRON"
    return view.lower[token] in _STOPS or (other and view.lower[token] not in _VOTING)


def _named(names: Names, first: int, end: int) -> list[tuple[int, Entity]]:
    """The people named between two tokens, each once, at the first token of the name."""
    found: dict[int, tuple[int, Entity]] = {}
    for token in range(first, end):
        entity = names.entity_at(token)
        if entity is not None and entity.kind == "person":
            found.setdefault(id(entity), (token, entity))
    return list(found.values())


def _statement(view: View, who: tuple[int, Entity], content: tuple[int, int], cue: int) -> Statement:
    at, person = who
    return Statement(
        person.name, "indirect", (Span(*view.chars(*content)),), person.role,
        Span(*view.chars(at, at)), Span(*view.chars(cue, cue)),
    )  # fmt: skip
