"""Proposes who a cue may cite: its subject, its agent, its possessor, the subject of the clause above it."""

from __future__ import annotations

from index.attribute.spans import TokenSpan, noun_phrase
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

Proposals = dict[TokenSpan, set[str]]
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLIMB = words("xcomp conj advcl ccomp pcomp prep acl relcl dobj pobj attr acomp oprd dep appos agent")
_MOST_STEPS = 4
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_NEAREST = 2  # nouns tried on each side, beside those that the parse names


def propose_sources(view: View, cue: int) -> Proposals:
    """Candidate sources of a cue with the names of the rules that proposed each."""
    found: Proposals = {}
    _own(view, cue, found)
    _climb(view, cue, found)
    _nearest(view, cue, found)
    _main_clause(view, cue, found)
    if view.word[cue] == ":":
        _before_colon(view, cue, found)
    return found


def _add(view: View, found: Proposals, name: str, head: int) -> None:
    """Adds the noun phrase of a head; what is no noun names no one."""
    if view.pos[head] in _NOMINAL or view.tag[head] in ("CD", "WDT", "DT", "PRP$", "WP$", "JJ", "JJS", "NNP"):
        found.setdefault(noun_phrase(view, head), set()).add(name)


def _own(view: View, cue: int, found: Proposals) -> None:
    """Dependents of the cue: subject, possessor, "by", "of", "from", "according to"; names before a noun."""
    for child in view.children[cue]:
        dep = view.dep[child]
        if (
            dep in _SUBJECTS
            or dep in ("poss", "expl", "dobj", "npadvmod", "attr", "appos", "ccomp")
            or (dep in ("compound", "nmod", "amod") and view.pos[cue] == "NOUN")
        ):
            _add(view, found, dep, child)
        elif dep in ("agent", "prep", "dative") or view.lower[child] in ("to", "by"):
            for inner in view.children[child]:
                _add(view, found, f"{dep}:{view.lower[child]}", inner)


def _climb(view: View, cue: int, found: Proposals) -> None:
    """Subjects of the clauses above the cue, and the noun that a clause depends on."""
    at, path = cue, ""
    for _ in range(_MOST_STEPS):
        dep, parent = view.dep[at], view.head[at]
        if parent == at or dep not in _CLIMB | _SUBJECTS:
            return
        path = f"{path}^{dep}"
        if view.pos[parent] in _NOMINAL:
            _add(view, found, f"{path}noun", parent)
        for child in view.children[parent]:
            if child == at:
                continue
            if view.dep[child] in _SUBJECTS or view.dep[child] == "poss":
                _add(view, found, f"{path}{view.dep[child]}", child)
            elif view.dep[child] == "agent" or (
                view.dep[child] == "prep" and view.lower[child] in ("by", "from", "of")
            ):
                for inner in view.children[child]:
                    _add(view, found, f"{path}{view.dep[child]}", inner)
        at = parent


def _nearest(view: View, cue: int, found: Proposals) -> None:
    """The nearest nouns on both sides of the cue in its sentence and outside quotations it does not share."""
    first, end = view.bounds[view.sentence[cue]]
    for side, tokens in (("near<", range(cue - 1, first - 1, -1)), ("near>", range(cue + 1, end))):
        seen = 0
        for token in tokens:
            if view.pos[token] in _NOMINAL and view.dep[token] not in ("compound", "poss", "nmod"):
                if view.quote[token] != NONE and view.quote[token] != view.quote[cue]:
                    continue
                _add(view, found, f"{side}{seen}", token)
                seen += 1
                if seen == _NEAREST:
                    break


def _main_clause(view: View, cue: int, found: Proposals) -> None:
    """The subject of the sentence's main verb and its first noun, for participles that the parse hangs elsewhere."""
    first, end = view.bounds[view.sentence[cue]]
    at = cue
    for _ in range(12):
        if view.head[at] == at:
            break
        at = view.head[at]
    for child in view.children[at]:
        if view.dep[child] in _SUBJECTS:
            _add(view, found, "main", child)
    for token in range(first, min(cue, end)):
        if view.pos[token] in _NOMINAL and view.dep[token] in _SUBJECTS and view.quote[token] == view.quote[cue]:
            _add(view, found, "first", token)
            return


def _before_colon(view: View, cue: int, found: Proposals) -> None:
    """The name that opens the line before a colon."""
    first = cue
    while first > 0 and view.paragraph[first - 1] == view.paragraph[cue] and cue - first < 9:
        first -= 1
    while first < cue and view.pos[first] in ("SPACE", "PUNCT"):
        first += 1
    if first < cue:
        found.setdefault((first, cue - 1), set()).add("line")
