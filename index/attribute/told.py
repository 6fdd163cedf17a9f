"""Where a report begins and ends: "explained at the meeting that …" begins at "that", and ", but I doubt it" is nobody else's."""

from __future__ import annotations

from index.attribute.cues import CLASS_OF
from index.attribute.spans import Spans, trim
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

_SAYING = frozenset({"say", "claim", "dispute", "believe", "order"})
_OCCASIONS = frozenset({"in", "at", "on", "during", "to", "before", "through", "after", "outside"})
# A clause behind these tells what the noun is, and not what is said.
_OF_ITS_OWN = words(
    "knowledge belief hope fact ground understanding assumption expectation event sense extent condition"
)
_TURNS = frozenset({"but", "though", "although", "while", "yet", "and", "so"})
_CONTRARY = words("deny dispute reject disagree contest doubt")
_FIRST_PERSON = frozenset({"i", "we"})
_LONGEST_OCCASION = 12
"""Tokens."""


def as_told(view: View, cue: int, content: Spans) -> Spans:
    """A content from the "that" behind its occasion on, without what its clause is told beside."""
    begun = _behind_occasion(view, cue) or content
    if begun[0][0] < cue:
        return begun
    first, last = begun[0]
    if view.lower[first : first + 2] == ["et", "al"] or view.lower[first : first + 2] == ["et", "al."]:
        first = min(next((t for t in range(first, last) if view.word[t] == ","), first) + 1, last)
        begun = ((first, last), *begun[1:])
    stop = min((t for t in range(first + 1, last) if _ends_at(view, cue, first, t)), default=NONE)
    kept = trim(view, first, stop - 1) if stop != NONE else None
    return (kept, *begun[1:]) if kept is not None and len(begun) == 1 else begun


def _behind_occasion(view: View, cue: int) -> Spans | None:
    """For "said in a statement that …": the clause, which the parse hangs on the noun; None for other forms."""
    link = cue + 1
    if view.pos[cue] != "VERB" or CLASS_OF.get(view.lemma[cue]) not in _SAYING or link >= len(view):
        return None
    if view.lower[link] not in _OCCASIONS or view.head[link] != cue:
        return None
    until = min(link + _LONGEST_OCCASION, view.right[cue] + 1)
    that = next((t for t in range(link, until) if view.lower[t] == "that" and view.dep[t] == "mark"), NONE)
    clause = view.head[that] if that != NONE else NONE
    noun = view.head[clause] if clause != NONE else NONE
    if noun == NONE or noun != that - 1 or view.dep[clause] not in ("acl", "relcl") or view.lemma[noun] in _OF_ITS_OWN:
        return None
    span = trim(view, that, view.right[cue])
    return (span,) if span is not None else None


def _ends_at(view: View, cue: int, first: int, token: int) -> bool:
    """Whether something begins here that is not told by the cue: a turn to what the writer or another says, or does."""
    if view.quote[token] != NONE or view.lower[token] not in _TURNS or view.quote[first] != NONE:
        return False
    if view.word[token - 1] != ",":
        return _goes_on_with_deeds(view, cue, first, token)
    subject = token + 1
    if view.dep[subject] != "nsubj":
        return False
    if view.lower[subject] in _FIRST_PERSON:
        return not any(view.lower[c] in _FIRST_PERSON for c in view.children[cue])
    return view.lower[token] in ("though", "although") and view.lemma[view.head[subject]] in _CONTRARY


def _goes_on_with_deeds(view: View, cue: int, first: int, link: int) -> bool:
    """For "told her to go and pushed past her": whether what follows "and" is what the speaker did."""
    wanted = next((c for c in view.children[cue] if view.dep[c] in ("xcomp", "ccomp") and c >= first), NONE)
    if wanted == NONE or view.tag[wanted] != "VB" or view.lower[wanted - 1] != "to":
        return False
    done = next((c for c in view.children[wanted] if view.dep[c] == "conj" and c > link), NONE)
    return done == link + 1 and view.head[link] == wanted and view.tag[done] == "VBD" == view.tag[cue]
