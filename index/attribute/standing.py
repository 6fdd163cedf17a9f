"""Reads where somebody stands without a verb that says so: "was against the levy", "in favour", "had doubts about it"."""

from __future__ import annotations

from index.attribute.animate import is_person, may_speak
from index.attribute.spans import Held, noun_phrase, trim
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

_BEING = words("be remain stay stand come speak argue campaign fight")
_AGAINST, _FOR = "against", "for"
_FAVOUR = frozenset({"favour", "favor"})
_MINDED = frozenset({"opposed", "convinced", "unconvinced", "persuaded", "unpersuaded"})
_MISGIVINGS = words("doubt objection reservation misgiving qualm")
_HAVING = words("have raise voice express make lodge")
_SURELY = words("all firmly strongly wholly entirely much still also both")
_PLANS = words(
    "plan proposal motion idea scheme ban change purchase closure project measure bill amendment resolution levy sale move"
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MARKS = ("ROOT", "conj", "ccomp", "advcl", "parataxis", "relcl")


def may_stand(view: View, token: int) -> bool:
    """Whether a token may show where somebody stands."""
    lower = view.lower[token]
    return lower in (_AGAINST, _FOR) or lower in _FAVOUR | _MINDED or view.lemma[token] in _MISGIVINGS


def standing_at(view: View, cue: int) -> Held | None:
    """The clause in which a word shows where its subject stands, and that subject; None for other words."""
    verb = _governing(view, cue)
    if verb == NONE or view.dep[verb] not in _MARKS:
        return None
    subject = next((c for c in view.children[verb] if view.dep[c] in _SUBJECTS and c < cue), NONE)
    if subject == NONE or not _is_somebody(view, subject):
        return None
    content = trim(view, view.left[subject], max(view.right[cue], view.right[verb]))
    return ((content,), noun_phrase(view, subject)) if content is not None else None


def _governing(view: View, cue: int) -> int:
    """The verb whose subject stands so, where the cue has one of the forms; NONE where it has none."""
    lower, head = view.lower[cue], view.head[cue]
    if lower in _MINDED:
        verb = cue if view.pos[cue] == "VERB" else head
        agent = any(view.dep[child] == "agent" for child in view.children[cue])
        taken = any(view.dep[child] in ("ccomp", "xcomp", "dobj") for child in view.children[cue])
        stands = lower != "opposed" or any(view.lower[c] == "to" for c in view.children[cue]) or verb == head
        return verb if _is_said_of(view, verb, cue) and stands and not (agent or taken) else NONE
    if lower in _FAVOUR:
        link = head if view.lower[head] == "in" else NONE
        return _being(view, view.head[link]) if link != NONE else NONE
    if view.lemma[cue] in _MISGIVINGS:
        return head if view.dep[cue] == "dobj" and view.lemma[head] in _HAVING else NONE
    if view.pos[cue] not in ("ADP", "ADV", "SCONJ") or (lower == _FOR and not _is_for_a_plan(view, cue)):
        return NONE
    return _being(view, head)


def _is_said_of(view: View, verb: int, cue: int) -> bool:
    """Whether a participle or adjective says how its subject is minded ("is opposed", "remained unconvinced")."""
    if verb == cue:
        return any(view.dep[child] in ("auxpass", "cop") for child in view.children[cue])
    return _being(view, verb) != NONE and view.dep[cue] in ("acomp", "attr", "oprd")


def _being(view: View, verb: int) -> int:
    return verb if view.lemma[verb] in _BEING and view.pos[verb] in ("AUX", "VERB") else NONE


def _is_for_a_plan(view: View, cue: int) -> bool:
    """Whether "for" is what somebody is for, and no time or purpose."""
    named = next((c for c in view.children[cue] if view.dep[c] == "pobj"), NONE)
    if view.lower[cue - 1] in _SURELY and named != NONE:
        return True
    return named != NONE and view.lemma[named] in _PLANS


def _is_somebody(view: View, subject: int) -> bool:
    """Whether a subject is a person, a body, or a pronoun for one."""
    if view.pos[subject] == "PRON":
        return view.lower[subject] in ("he", "she", "they")
    return is_person(view, subject) or may_speak(view, subject)
