"""Reads views that the form alone gives to somebody: "in her opinion ...", "by his count ...", "the chair disagreed"."""

from __future__ import annotations

from index.attribute.animate import is_person
from index.attribute.spans import Spans, TokenSpan, noun_phrase, trim
from index.attribute.standing import may_stand, standing_at
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

Opinion = tuple[Spans, TokenSpan]
# "In her view", "by his count", "to my mind": what somebody goes by.
_GOING_BY = {
    "in": words("view opinion judgment judgement estimation assessment eye word reading telling account experience"),
    "by": words("count reckoning estimate estimation calculation account admission definition telling"),
    "to": words("mind eye thinking"),
}
_OPINIONS = frozenset().union(*_GOING_BY.values())
_SIDING = words("disagree agree dissent concur demur object")
_REACTING = words("laugh shrug scoff smile sigh snort wince bristle balk nod")
_SPEAKING_UP = frozenset({"against", "for", "favour", "favor", "behalf", "support", "out"})
_SUBJECTS = frozenset({"nsubj"})
_TAKING_MORE = words("dobj ccomp xcomp conj parataxis")
_FIRST_PERSON = frozenset({"my", "our", "your"})


def find_opinions(view: View) -> list[int]:
    """Tokens whose form gives an opinion to somebody, in order."""
    forms = _OPINIONS | _SIDING | _REACTING | {"speak"}
    shown = (t for t in range(len(view)) if view.lemma[t] in forms or may_stand(view, t))
    numbers = ((token, view.sentence[token]) for token in shown)
    return [t for t, n in numbers if n != NONE and not view.furniture[n] and opinion_at(view, t) is not None]


def opinion_at(view: View, cue: int) -> Opinion | None:
    """What is held and who holds it, where the form alone says so; None for other tokens."""
    if view.quote[cue] not in (NONE, view.quote[view.head[cue]]) and may_stand(view, cue):
        return standing_at(view, cue)  # 'She had "no objection".'
    if view.quote[cue] != NONE:
        return None
    if view.pos[cue] == "NOUN" and view.lemma[cue] in _OPINIONS:
        return _going_by(view, cue)
    stands = standing_at(view, cue) if may_stand(view, cue) else None
    return stands or (_attitude(view, cue) if view.pos[cue] == "VERB" else None)


def _going_by(view: View, noun: int) -> Opinion | None:
    """For "In his opinion the alarm is too quiet": all that follows in the sentence, and whose opinion it is."""
    link = view.head[noun]
    first, end = view.bounds[view.sentence[noun]]
    if view.lemma[noun] not in _GOING_BY.get(view.lower[link], ()) or link != first:
        return None
    owner = next((c for c in view.children[noun] if view.dep[c] == "poss" and c < noun), NONE)
    behind = noun
    if owner == NONE and noun + 2 < end and view.lower[noun + 1] == "of":
        owner = next((c for c in view.children[noun + 1] if view.dep[c] == "pobj"), NONE)
        behind = view.right[owner] if owner != NONE else noun
    if owner == NONE or view.lower[owner] in _FIRST_PERSON:
        return None
    content = trim(view, behind + 1, end - 1)
    if content is None or not view.verbs[end] - view.verbs[content[0]] + _auxiliaries(view, content):
        return None
    return (content,), noun_phrase(view, owner)


def _auxiliaries(view: View, span: TokenSpan) -> int:
    """How many forms of "be", "have" and the like stand in a span."""
    return sum(view.pos[token] == "AUX" for token in range(span[0], span[1] + 1))


def _attitude(view: View, verb: int) -> Opinion | None:
    """For "The chair disagreed" and "she spoke against it": the clause itself, and its subject."""
    kinds = {view.dep[child] for child in view.children[verb]}
    subject = next((c for c in view.children[verb] if view.dep[c] in _SUBJECTS and c < verb), NONE)
    if subject == NONE or kinds & _TAKING_MORE or view.dep[verb] not in ("ROOT", "conj") or not _takes_side(view, verb):
        return None
    someone = view.pos[subject] == "PROPN" or is_person(view, subject) or view.lower[subject] in ("he", "she")
    if not someone:
        return None
    content = trim(view, view.left[subject], view.right[verb])
    return ((content,), noun_phrase(view, subject)) if content is not None else None


def _takes_side(view: View, verb: int) -> bool:
    """Whether a verb, with what depends on it, shows on which side its subject is."""
    lemma, children = view.lemma[verb], view.children[verb]
    if lemma in _SIDING:
        return True
    if lemma in _REACTING:
        asked = (view.lemma[c] == "ask" for c in children if view.dep[c] == "advcl")
        return any(asked) or any(view.lower[c] == "at" for c in children if view.dep[c] == "prep")
    after = {view.lower[t] for t in range(verb + 1, min(verb + 4, len(view)))}
    return lemma == "speak" and bool(after & _SPEAKING_UP) and bool(after & {"against", "favour", "favor", "support"})
