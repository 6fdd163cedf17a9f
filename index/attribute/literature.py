"""Reads who is cited by name and year, as papers do: "Lund (2019) argues that …", "As Lund notes, …", "… (Lund et al., 2015)"."""

from __future__ import annotations

import re

from index.attribute.cues import CLASS_OF, american
from index.attribute.runs import BESIDE
from index.attribute.spans import Held, TokenSpan, trim
from index.attribute.view import NONE, View

_YEAR = re.compile(r"(?:1[5-9]|20)\d{2}[a-z]?")
_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_JOINS = frozenset({"and", "&", "et", "al", "al.", "-", ",", "."})
_LONGEST_ASIDE, _LONGEST_NAMES = 6, 10
"""Tokens."""


def find_cited(view: View) -> dict[int, Held]:
    """Verbs and nouns that say what somebody holds who is named with a year, or behind "as": what is held, and who."""
    near = (token for token in sorted(_near_years(view)) if view.is_shown(token))
    return {token: held for token in near if (held := _cited_at(view, token)) is not None}


def _cited_at(view: View, cue: int) -> Held | None:
    return _named_with_year(view, cue) or _as_somebody_notes(view, cue) or _proposed(view, cue)


def _near_years(view: View) -> set[int]:
    """Tokens that may cite so: what stands behind a year in brackets, behind an opening "as", or in "it is said that"."""
    found: set[int] = set()
    for token, word in enumerate(view.word):
        if word == ")" and _YEAR.fullmatch(view.word[token - 1]):
            found.update(range(token + 1, min(token + _LONGEST_ASIDE, len(view))))
    for first, end in view.bounds:
        if view.lower[first : first + 1] == ["as"]:
            found.update(range(first + 2, min(first + _LONGEST_ASIDE, end)))
        elif view.lower[first : first + 1] == ["it"]:
            found.update(range(first + 1, min(first + 4, end)))
    return found


def is_dated(view: View, token: int) -> bool:
    """Whether a name's last word stands before a year in brackets ("Lund (2019)")."""
    behind = view.word[token + 1 : token + 4]
    return len(behind) == 3 and behind[0] == "(" and bool(_YEAR.fullmatch(behind[1])) and behind[2] in (")", ",", ":")


def _named_with_year(view: View, verb: int) -> Held | None:
    """For "Lund (2019), by contrast, maintains that …" and "Lund (2004), who held that …"."""
    if view.tag[verb] not in _FINITE or american(view.lemma[verb]) not in CLASS_OF:
        return None
    first, end = view.bounds[view.sentence[verb]]
    close = next((t for t in range(verb - 1, max(verb - _LONGEST_ASIDE, first + 2), -1) if view.word[t] == ")"), NONE)
    if close == NONE or not _YEAR.fullmatch(view.word[close - 1]) or view.word[close - 2] != "(":
        return None
    between = view.lower[close + 1 : verb]
    aside = not between or (between[0] == "," and (between[-1] == "," or between[1:] == ["who"]))
    if not aside or any(view.pos[t] in ("VERB", "AUX") for t in range(close, verb)):
        return None
    name = _names_before(view, close - 2, first)
    stops = (t for t in range(verb, end) if _stops(view, verb, t) or (view.word[t] == "," and "who" in between))
    content = trim(view, verb + 1, next(stops, end) - 1)
    return ((content,), name) if name is not None and content is not None else None


def _stops(view: View, verb: int, token: int) -> bool:
    """Whether another clause of the same people, or another sentence, begins at a token."""
    another = next((c for c in view.children[verb] if view.dep[c] == "conj" and view.pos[c] in ("VERB", "AUX")), NONE)
    return view.word[token] == ";" or (token < another and view.dep[token] == "cc" and view.head[token] == verb)


def _names_before(view: View, bracket: int, first: int) -> TokenSpan | None:
    """The names that end right before a bracket: "Lund", "Lund and Lee", "Lund et al."."""
    begin = bracket
    while begin > first and bracket - begin < _LONGEST_NAMES and _goes_on(view, begin - 1):
        begin -= 1
    while begin < bracket and (view.lower[begin] in _JOINS or view.pos[begin] in ("ADP", "SCONJ", "CCONJ", "DET")):
        begin += 1
    begin += view.lower[begin] in BESIDE and begin + 1 < bracket
    several = next((t for t in range(begin, bracket) if view.lower[t] == "et"), bracket)
    return (begin, several - 1) if begin < several and view.word[begin][:1].isupper() else None


def _goes_on(view: View, token: int) -> bool:
    joins = view.lower[token] in _JOINS and view.word[token] != ","
    return joins or (view.word[token][:1].isupper() and view.word[token].isalpha())


def _as_somebody_notes(view: View, verb: int) -> Held | None:
    """For "As Lund notes, the sample was small", where the parse takes the verb for a noun."""
    first, end = view.bounds[view.sentence[verb]]
    if view.pos[verb] != "NOUN" or view.tag[verb] != "NNS" or american(view.lemma[verb]) not in CLASS_OF:
        return None
    named = all(view.word[t][:1].isupper() or view.word[t] == "-" for t in range(first + 1, verb))
    if view.lower[first] != "as" or verb == first + 1 or not named or view.word[verb + 1 : verb + 2] != [","]:
        return None
    content = trim(view, verb + 2, end - 1)
    return ((content,), (first + 1, verb - 1)) if content is not None else None


def _proposed(view: View, verb: int) -> Held | None:
    """For "It has been proposed that naps help (Lund et al., 2015)": the clause, and who stands in the brackets."""
    first, end = view.bounds[view.sentence[verb]]
    passive = view.tag[verb] == "VBN" and any(view.dep[c] == "auxpass" for c in view.children[verb])
    if not passive or view.lower[first] != "it" or view.lower[verb + 1 : verb + 2] != ["that"]:
        return None
    if american(view.lemma[verb]) not in CLASS_OF:
        return None
    opens = next((t for t in range(end - 1, verb, -1) if view.word[t] == "("), NONE)
    year = next((t for t in range(opens, end) if _YEAR.fullmatch(view.word[t])), NONE) if opens != NONE else NONE
    comma = next((t for t in range(opens, year) if view.word[t] == ","), NONE) if year != NONE else NONE
    content = trim(view, verb + 1, opens - 1) if comma != NONE else None
    if content is None or not view.word[opens + 1][:1].isupper():
        return None
    several = next((t for t in range(opens, comma) if view.lower[t] == "et"), comma)
    return (content,), (opens + 1, several - 1)
