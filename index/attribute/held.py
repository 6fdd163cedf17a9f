"""Reads what a noun says that somebody holds: "her evidence was that ...", "Lund's view: ...", "“...” is her verdict"."""

from __future__ import annotations

from index.attribute.spans import Held, child, has_verb, noun_phrase, subject_before, trim
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

_EVIDENCE = words(
    "evidence submission case contention argument position answer advice recollection conclusion finding point"
)
# What somebody feels about a thing that may be named without a clause ("her main worry is the spillway").
_FEELINGS = words("worry concern fear hope wish complaint objection demand regret view opinion")
_STATED = (
    _EVIDENCE | _FEELINGS | words("judgment judgement estimation assessment reading account experience count reckoning")
)
_VERDICTS = words("verdict word description view summary answer reply response advice phrase term judgment judgement")
_VIEWS, _TAKING = words("view position stance line"), words("take hold")
_MINDS = words("opinion view belief impression")
HOLDING = _MINDS | _STATED | _VERDICTS | _VIEWS
_FIRST_PERSON = frozenset({"my", "our", "your"})


def held_in(view: View, noun: int) -> Held | None:
    """What a noun for a view, a worry, a verdict says somebody holds, and who; None for other nouns, and where nobody does."""
    lemma = view.lemma[noun]
    held = _being_that(view, noun) or _before_colon(view, noun) if lemma in _STATED else None
    held = held or (_verdict(view, noun) if lemma in _VERDICTS else None)
    held = held or (_taken_view(view, noun) if lemma in _VIEWS else None)
    return held or (_of_the_view(view, noun) if lemma in _MINDS else None)


def _verdict(view: View, noun: int) -> Held | None:
    """For '"A small miracle" is her verdict': what is quoted, and whose verdict it is."""
    verb, owner = view.head[noun], _owner_of(view, noun)
    if view.dep[noun] != "attr" or view.lemma[verb] != "be" or owner == NONE:
        return None
    said = subject_before(view, verb)
    if said == NONE or view.quote[said] == NONE:
        return None
    first, stop = view.quote_tokens[view.quote[said]]
    return (((first, stop - 1),), noun_phrase(view, owner)) if stop <= verb else None


def _taken_view(view: View, noun: int) -> Held | None:
    """For "The trustees took the view that it was late": the clause, and who took it."""
    verb = view.head[noun]
    if view.dep[noun] != "dobj" or view.lemma[verb] not in _TAKING:
        return None
    clause = next((c for c in view.children[noun] if c > noun and view.dep[c] in ("acl", "ccomp", "relcl")), NONE)
    subject = subject_before(view, verb)
    if (
        NONE in (clause, subject)
        or view.lower[view.left[clause]] != "that"
        or view.lower[subject] in ("i", "we", "you")
    ):
        return None
    content = trim(view, view.left[clause], view.right[clause])
    return ((content,), noun_phrase(view, subject)) if content is not None else None


def _of_the_view(view: View, noun: int) -> Held | None:
    """For "Mr Lund was of the opinion that it was late": the clause, and whose opinion it is."""
    of = view.head[noun]
    verb = view.head[of]
    if view.dep[noun] != "pobj" or view.lower[of] != "of" or view.lemma[verb] != "be":
        return None
    subject = subject_before(view, verb)
    that = next((t for t in range(noun, view.right[verb]) if view.lower[t] == "that"), NONE)
    if NONE in (subject, that) or that > noun + 1 or view.lower[subject] in ("i", "we", "you"):
        return None
    content = trim(view, that, view.right[verb])
    return ((content,), noun_phrase(view, subject)) if content is not None else None


def _being_that(view: View, noun: int) -> Held | None:
    """For "Ms Lund's evidence was that the tear was old", "Lund's main worry is the tear": what it is, and whose."""
    verb, owner = view.head[noun], _owner_of(view, noun)
    if view.dep[noun] != "nsubj" or view.lemma[verb] != "be" or owner == NONE:
        return None
    kinds = ("ccomp", "attr") if view.lemma[noun] in _FEELINGS else ("ccomp",)
    told = next((c for c in view.children[verb] if c > verb and view.dep[c] in kinds), NONE)
    if told == NONE or (view.dep[told] == "ccomp" and view.lower[view.left[told]] != "that"):
        return None
    if view.dep[told] == "attr" and view.pos[told] not in ("NOUN", "PROPN"):
        return None
    content = trim(view, view.left[told], view.right[told])
    return ((content,), noun_phrase(view, owner)) if content is not None else None


def _before_colon(view: View, noun: int) -> Held | None:
    """For "Lund's view: the dam is sound", where nothing else stands before the colon."""
    first, end = view.bounds[view.sentence[noun]]
    owner, colon = _owner_of(view, noun), noun + 1
    if owner == NONE or colon >= end or view.word[colon] != ":" or view.left[noun] != first:
        return None
    content = trim(view, colon + 1, end - 1)
    return ((content,), noun_phrase(view, owner)) if content is not None and has_verb(view, content) else None


def _owner_of(view: View, noun: int) -> int:
    """Whose a noun is, where that is not whoever writes; NONE where nobody's is named."""
    owner = child(view, noun, "poss")
    return NONE if owner == NONE or view.lower[owner] in _FIRST_PERSON else owner
