"""Where a report begins and ends: "explained at the meeting that …" begins at "that", and ", but I doubt it" is nobody else's."""

from __future__ import annotations

from index.attribute.contents import TOLD
from index.attribute.cues import CLASS_OF
from index.attribute.spans import Spans, subject_before, trim
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
_BEING = frozenset({"is", "are", "was", "were", "’s", "'s", "’re", "'re"})
_JUDGING = frozenset({"right", "true", "wrong", "correct", "false", "mistaken", "so"})
_FIRST_PERSON = frozenset({"i", "we"})
_LONGEST_OCCASION = 12
"""Tokens."""


def as_told(view: View, cue: int, content: Spans) -> Spans:
    """A content from the "that" behind its occasion on, without what its clause is told beside."""
    begun = _behind_occasion(view, cue) or content
    if begun[0][0] < cue:
        return begun
    first, last = begun[0]
    if view.lower[first : first + 2] in (["et", "al"], ["et", "al."]):
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
    if (addressed := _behind_addressee(view, cue)) is not None:
        return addressed
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


def _judges(view: View, subject: int) -> bool:
    """Whether it goes on to say whether that is so: ", and that's true", ", and he's probably right"."""
    verb = view.head[subject]
    said = any(view.lower[c] in _JUDGING for c in view.children[verb] if c > verb)
    pronoun = view.lower[subject] in ("that", "this", "he", "she", "it", "they")
    return pronoun and said and view.lower[verb] in _BEING


def _which_another_disputes(view: View, token: int) -> bool:
    """Whether a clause begins in which somebody named disputes what was said (", which Lund dismisses as …")."""
    verb = view.head[token]
    word = view.lower[verb]  # the parse may take it for a noun
    forms = (view.lemma[verb], word.removesuffix("s"), word.removesuffix("es"))
    if view.lower[token] != "which" or verb <= token or "dispute" not in map(CLASS_OF.get, forms):
        return False
    return any(view.pos[c] == "PROPN" and token < c < verb for c in view.children[verb])


def _behind_addressee(view: View, cue: int) -> Spans | None:
    """For "told inspectors (in writing) that work had been delayed", however the parse reads "that": the clause."""
    _, end = view.bounds[view.sentence[cue]]
    that = next((t for t in range(cue + 1, min(cue + _LONGEST_OCCASION, end)) if view.lower[t] == "that"), NONE)
    if view.lemma[cue] not in TOLD or that in (NONE, cue + 1) or that + 1 >= end:
        return None
    between = range(cue + 1, that)
    plain = all(
        view.pos[t] in ("NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP", "NUM") or view.lower[t] == "writing"
        for t in between
    )
    named = any(view.head[t] == cue and view.pos[t] in ("NOUN", "PROPN", "PRON") for t in between)
    verb = any(view.pos[t] in ("VERB", "AUX") and view.tag[t] != "VBG" for t in range(that + 1, end))
    if not (plain and named and verb) or view.quote[that] != view.quote[cue]:
        return None
    others = (c for c in view.children[cue] if view.dep[c] == "conj" and c > that and subject_before(view, c) != NONE)
    another = next(others, NONE)
    links = [c for c in view.children[cue] if view.dep[c] == "cc" and that < c < another]
    last = (
        (links[-1] if links else view.left[another]) - 1 if another != NONE else max(view.right[cue], view.right[that])
    )
    span = trim(view, that, last)
    return (span,) if span is not None and span[0] < span[1] else None


def _ends_at(view: View, cue: int, first: int, token: int) -> bool:
    """Whether something begins here that is not told by the cue: a turn to what the writer or another says, or does."""
    if view.quote[token] != NONE or view.quote[first] != NONE:
        return False
    if view.word[token - 1] == "," and _which_another_disputes(view, token):
        return True
    if view.lower[token] not in _TURNS:
        return False
    if view.word[token - 1] != ",":
        return _goes_on_with_deeds(view, cue, first, token)
    subject = token + 1
    if view.dep[subject] != "nsubj":
        return False
    if _judges(view, subject) or view.lower[subject] in ("nobody", "none"):
        return True
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
