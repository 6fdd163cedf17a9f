"""What is told of somebody without their having said it: what they do not say, and what is only asked of them."""

from __future__ import annotations

from index.attribute.animate import is_person
from index.attribute.extract import Relation
from index.attribute.spans import subject_before
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

_UTTERING = words("say tell mention reveal disclose add note explain state complain report write comment")
_SETTLING = words("agree decide settle determine")
_NOT_TOLD = words("little nothing much anything something lot thing story joke lie")
_DIRECTING = words("tell ask let give show remind")
_ACTS = words("call answer write order")
_SAYS_MORE = frozenset({"oprd", "ccomp", "xcomp", "acomp", "attr", "dative"})
_PERCEIVING = words("see notice realise realize")
_ASKED = frozenset({"WP", "WRB", "WDT"})


def is_not_said(view: View, relation: Relation) -> bool:
    """Whether a sentence only asks what somebody says, or says what they do not ("What he does not mention is that …").

    Who did not say when a thing would be is cited for that; who did not say that it would be is not cited for it.
    """
    tests = (_only_if, _only_asks, _is_whatever, _is_another_thing, _asks_of_somebody, _tells_no_more, _only_acts)
    if any(test(view, relation) for test in tests):
        return True
    cue, first = relation.cue, relation.content[0][0]
    negated = any(view.dep[c] == "neg" or view.lower[c] in ("neither", "nor") for c in view.children[cue])
    subjects = (c for c in view.children[cue] if view.dep[c] == "nsubj")
    neither = any(view.lower[c] == "neither" for subject in subjects for c in view.children[subject])
    if not (negated or neither):
        return False
    asked = next((t for t in range(first, min(first + 2, len(view))) if view.tag[t] in _ASKED), NONE)
    if view.lemma[cue] in _PERCEIVING:
        return first > cue and (asked == first or view.lower[first] == "that")  # what is so all the same
    if view.lemma[cue] in _SETTLING and asked == first:
        return True  # "have not agreed what pupils should learn"
    if view.lemma[cue] not in _UTTERING:
        return False
    left_open = view.lower[first] in ("whether", "if") or asked == first
    return not left_open or (asked == first and view.lower[first] == "what" and first < cue)


def _only_asks(view: View, relation: Relation) -> bool:
    """Whether a question asks what somebody says ("What does the minister say to that?"), or whether ("Did Lee say so?")."""
    cue = relation.cue
    start, end = view.bounds[view.sentence[cue]]
    start += 2 if view.word[start : start + 2] == ["Q", "."] else view.word[start] == "Q."
    asked = relation.content[0][0]
    aux = next((c for c in view.children[cue] if view.dep[c] == "aux"), NONE)
    if view.word[end - 1] != "?" or not aux < relation.source[0]:
        return False
    plainly = view.head[cue] == cue and not any(view.tag[t] in _ASKED for t in range(start, aux))
    whether = plainly and aux <= start + 1 and aux < subject_before(view, cue) and asked > cue
    return (asked < aux and view.tag[asked] in _ASKED) or (aux != NONE and whether)


def _asks_of_somebody(view: View, relation: Relation) -> bool:
    """Whether somebody is only asked to tell ("Ken, tell us what happened.")."""
    cue, (_, last) = relation.cue, relation.source
    base = view.tag[cue] in ("VB", "VBP") and view.head[cue] == cue and view.lemma[cue] in _DIRECTING
    called = last < cue and view.word[last + 1] == "," and not any(view.dep[c] == "aux" for c in view.children[cue])
    return base and called and view.pos[last] == "PROPN"


def _tells_no_more(view: View, relation: Relation) -> bool:
    """Whether it is only told that somebody says little or tells of things ("He says very little", "tell her things")."""
    cue = relation.cue
    behind = (c for c in view.children[cue] if view.dep[c] in ("dobj", "advmod", "npadvmod") and c > cue)
    what = next((c for c in behind if view.lemma[c] in _NOT_TOLD), NONE)
    if view.lemma[cue] not in ("say", "tell") or what == NONE:
        return False
    return view.quote[what] == view.quote[cue] and not any(view.dep[c] == "ccomp" for c in view.children[cue])


def _only_acts(view: View, relation: Relation) -> bool:
    """Whether a verb of saying tells of something done ("calls 999", "answered everybody", "wrote to a novelist", "ordered an audit")."""
    cue, lemma = relation.cue, view.lemma[relation.cue]
    first, last = relation.content[0][0], relation.content[-1][1]
    if lemma not in _ACTS or first < cue:
        return False
    if any(view.quote[t] != NONE and view.quote[t] != view.quote[cue] for t in range(first, last + 1)):
        return False
    if lemma == "write":
        to = next((c for c in view.children[cue] if view.lower[c] == "to" and view.dep[c] in ("prep", "dative")), NONE)
        return to == first and not any(view.dep[c] in ("ccomp", "dobj", "parataxis") for c in view.children[cue])
    thing = next((c for c in view.children[cue] if view.dep[c] == "dobj"), NONE)
    if thing == NONE or any(view.dep[c] in _SAYS_MORE for c in view.children[cue]) or view.left[thing] != first:
        return False
    return lemma != "answer" or view.pos[thing] in ("PRON", "PROPN") or is_person(view, thing)


def _only_if(view: View, relation: Relation) -> bool:
    """Whether it is only told what follows if somebody says something ("If a shop tells you that it is not, …")."""
    cue = relation.cue
    return view.dep[cue] == "advcl" and any(view.lower[c] == "if" and c < cue for c in view.children[cue])


def _is_whatever(view: View, relation: Relation) -> bool:
    """Whether it makes no difference what somebody says ("whatever Lee says")."""
    around = (relation.content[0][0], *view.children[relation.cue])
    return any(view.lower[t] in ("whatever", "whoever", "whichever") for t in around)


def _is_another_thing(view: View, relation: Relation) -> bool:
    """Whether a thing is not what somebody said ("That is not what Mr Lund said")."""
    cue = relation.cue
    what = next((c for c in view.children[cue] if view.lower[c] == "what" and c < cue), NONE)
    verb = view.head[cue]
    is_not = view.lemma[verb] == "be" and any(view.dep[c] == "neg" and c < cue for c in view.children[verb])
    return what != NONE and is_not and verb < what
