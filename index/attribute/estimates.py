"""Who gives a figure: "X puts the number at ...", "estimates by X put it at ...", "X's estimate of ..."."""

from __future__ import annotations

from index.attribute.spans import Held, child, noun_phrase, trim
from index.attribute.titles import FIGURES
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

_PUTTING = words("put place peg set estimate pin assess")
_GIVING = words("put place peg set show suggest indicate give imply say count")
_COUNTED = words(
    "number figure total toll count tally cost price value size strength rate share level loss casualty dead death "
    "injury damage estimate bill population age distance speed weight worth force budget deficit turnout it them that "
    "gap difference shortfall surplus backlog probability chance odds risk length width height depth volume capacity"
)
_NUMBERED = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT", "ORDINAL"})
_BY = frozenset({"by", "from"})


def estimate_at(view: View, cue: int) -> Held | None:
    """What figure a cue gives and who gives it, where the form alone says so; None for other cues."""
    if view.pos[cue] == "VERB":
        return _put_at(view, cue)
    return _own_estimate(view, cue) if view.lemma[cue] in FIGURES and view.pos[cue] == "NOUN" else None


def _put_at(view: View, verb: int) -> Held | None:
    """For "the ministry has placed the number of the dead at 300": the object with the figure, and the subject."""
    subject = child(view, verb, "nsubj")
    counted = child(view, verb, "dobj") if subject != NONE else NONE
    if counted < verb or view.lemma[verb] not in (_GIVING if _owner(view, subject) != NONE else _PUTTING):
        return None
    end = max(view.right[counted], _figure_after(view, verb, counted))
    if view.lemma[counted] not in _COUNTED or not _has_number(view, counted, end):
        return None
    if view.lemma[verb] not in ("say", "show", "suggest") and _figure_after(view, verb, counted) == NONE:
        return None
    content = trim(view, view.left[counted], end)
    owner = _owner(view, subject)
    return ((content,), noun_phrase(view, owner if owner != NONE else subject)) if content else None


def _own_estimate(view: View, noun: int) -> Held | None:
    """For "the ministry's estimate of 300 dead": what the estimate is of, and whose it is."""
    owner = _owner(view, noun)
    of = next((c for c in view.children[noun] if c > noun and view.lower[c] == "of"), NONE)
    if owner == NONE or of == NONE or owner in range(of, view.right[of] + 1):
        return None
    content = trim(view, of + 1, view.right[of])
    return ((content,), noun_phrase(view, owner)) if content and _has_number(view, *content) else None


def _owner(view: View, noun: int) -> int:
    """Who made a figure: the possessor, or who stands after "by" or "from"; NONE where the noun is no figure's."""
    if view.lemma[noun] not in FIGURES:
        return NONE
    for owner in view.children[noun]:
        if view.dep[owner] == "poss" and view.pos[owner] != "PRON":
            return owner
        if owner > noun and view.lower[owner] in _BY and (inner := child(view, owner, "pobj")) != NONE:
            return inner
    return NONE


def _figure_after(view: View, verb: int, counted: int) -> int:
    """The end of "at ..." behind what is counted, NONE where no figure is given so."""
    for head in (verb, counted):
        for link in view.children[head]:
            given = link > counted and view.lower[link] in ("at", "around", "near", "above", "below")
            if given and _has_number(view, link, view.right[link]):
                return view.right[link]
    return NONE


def _has_number(view: View, first: int, last: int) -> bool:
    """Whether a number stands in a span."""
    return any(view.pos[t] == "NUM" or view.entity[t] in _NUMBERED for t in range(first, last + 1))
