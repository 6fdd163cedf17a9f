"""Reads views that the form alone gives to somebody: "in her opinion ...", "by his count ...", "the chair disagreed"."""

from __future__ import annotations

from index.attribute.animate import somebody_before
from index.attribute.contents import TOLD, passive_of
from index.attribute.held import HOLDING, held_in
from index.attribute.spans import Held, child, has_verb, noun_phrase, subject_before, trim
from index.attribute.standing import may_stand, standing_at
from index.attribute.told import as_told
from index.attribute.utterances import SAYING, before_quotation, beside_quotations, tagged, torn_report
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

# "In her view", "by his count", "to my mind": what somebody goes by.
_GOING_BY = {
    "in": words(
        "view opinion judgment judgement estimation assessment eye word phrase reading telling account experience"
    ),
    "by": words("count reckoning estimate estimation calculation account admission definition telling"),
    "to": words("mind eye thinking"),
}
_OPINIONS = frozenset().union(*_GOING_BY.values())
_SIDING = words("disagree agree dissent concur demur object")
_REACTING = words("laugh shrug scoff smile sigh snort wince bristle balk nod")
_SPEAKING_UP = frozenset({"against", "for", "favour", "favor", "behalf", "support", "out"})
_TAKING_MORE = words("dobj ccomp xcomp conj parataxis")
_FIRST_PERSON = frozenset({"my", "our", "your"})
# "She would like …", "he would advise against …": what somebody wants, in a form that the training articles hardly hold.
_COURTS = words("court tribunal inquest inquiry jury hearing magistrate committee panel")
_WISHING = words("like prefer advise recommend favour favor welcome")


def find_opinions(view: View) -> dict[int, Held]:
    """Tokens whose form alone gives an opinion to somebody, in order: what is held, and who holds it."""
    forms = _OPINIONS | HOLDING | _SIDING | _REACTING | _WISHING | SAYING | TOLD | {"speak", "hear"}
    tags = beside_quotations(view)
    candidates = (
        t for t in range(len(view)) if view.lemma[t] in forms or _may_open(view, t) or t in tags or may_stand(view, t)
    )
    return {t: held for t in candidates if view.is_shown(t) and (held := _opinion_at(view, t)) is not None}


def _may_open(view: View, token: int) -> bool:
    return view.word[token] == ":" or view.lower[token] == "to"


def _opinion_at(view: View, cue: int) -> Held | None:
    if view.quote[cue] not in (NONE, view.quote[view.head[cue]]) and may_stand(view, cue):
        return standing_at(view, cue)  # 'She had "no objection".'
    if view.quote[cue] != NONE:
        return None
    if view.word[cue] == ":":
        return before_quotation(view, cue)
    if view.lower[cue] == "to":
        return _to_somebody(view, cue)
    if view.pos[cue] == "NOUN":
        held = held_in(view, cue) or (_going_by(view, cue) if view.lemma[cue] in _OPINIONS else None)
        if held is not None:
            return held
    stands = standing_at(view, cue) if may_stand(view, cue) else None
    if stands or view.pos[cue] != "VERB":
        return stands
    return (
        _heard(view, cue)
        or _as_used_to(view, cue)
        or _told_by(view, cue)
        or _wish(view, cue)
        or torn_report(view, cue)
        or _attitude(view, cue)
        or tagged(view, cue)
    )


def _going_by(view: View, noun: int) -> Held | None:
    """For "In his opinion the alarm is too quiet": the rest of the sentence, and whose opinion it is.

    The phrase may also stand between commas ("The alarm, in his opinion, is too quiet").
    """
    link = view.head[noun]
    first, end = view.bounds[view.sentence[noun]]
    opens = link == first
    # "She said that it, in her view, …" is told as hers already.
    told = any(view.lower[t] == "that" and view.pos[t] == "SCONJ" for t in range(first, link))
    put_in = link > first + 1 and view.word[link - 1] == "," and view.dep[link] == "prep" and not told
    if view.lemma[noun] not in _GOING_BY.get(view.lower[link], ()) or not (opens or put_in):
        return None
    owner = next((c for c in view.children[noun] if view.dep[c] == "poss" and c < noun), NONE)
    behind = noun
    the = any(view.lower[c] == "the" for c in view.children[noun])
    if owner == NONE and the and noun + 2 < end and view.lower[noun + 1] == "of":
        owner = child(view, noun + 1, "pobj")
        behind = view.right[owner] if owner != NONE else noun
    if owner == NONE or view.lower[owner] in _FIRST_PERSON:
        return None
    content = trim(view, behind + 1, end - 1)
    before = None if opens else trim(view, first, link - 1)
    if (content is None and before is None) or not has_verb(view, before, content):
        return None
    held = tuple(span for span in (before, content) if span is not None)
    return as_told(view, noun, held) if before is None else held, noun_phrase(view, owner)


_GOING_ON = words("and but or nor so while who which whose although though")


def according_to(view: View, cue: int) -> Held | None:
    """For "It costs 540 crowns, according to the consultant Bo Lund, against 190 for trees": all but the phrase, and who says so."""
    first, end = view.bounds[view.sentence[cue]]
    name = child(view, cue + 1, "pobj") if cue + 1 < end and view.lower[cue + 1] == "to" else NONE
    before = trim(view, first, cue - 1) if name != NONE and cue > first and view.word[cue - 1] == "," else None
    behind = noun_phrase(view, name)[1] + 1 if name != NONE else end
    if before is None or behind >= end or view.quote[cue] != NONE or view.word[behind] not in (",", "."):
        return None
    after = trim(view, behind, end - 1) if behind + 1 < end and view.lower[behind + 1] not in _GOING_ON else None
    return tuple(span for span in (before, after) if span is not None), noun_phrase(view, name)


def _to_somebody(view: View, link: int) -> Held | None:
    """For "To Lund, the debate is a distraction": the clause, and to whom it is so."""
    first, end = view.bounds[view.sentence[link]]
    if link != first or view.dep[link] != "prep" or view.lemma[view.head[link]] not in ("be", "seem", "mean", "look"):
        return None
    name = child(view, link, "pobj")
    behind = view.right[name] + 1 if name != NONE else end
    if name == NONE or view.entity[name] != "PERSON" or behind >= end or view.word[behind] != ",":
        return None
    content = trim(view, behind + 1, end - 1)
    return ((content,), noun_phrase(view, name)) if content is not None else None


def _told_by(view: View, verb: int) -> Held | None:
    """For "I am told by my manager, Mrs Ode, that the rota will change": what is told, and by whom."""
    agent = child(view, verb, "agent")
    name = child(view, agent, "pobj") if agent != NONE else NONE
    content = passive_of(view, verb) if view.lemma[verb] in TOLD and name != NONE else None
    first = content[0][0] if content is not None else NONE
    return (content, noun_phrase(view, name)) if content is not None and name < first else None


def _heard(view: View, verb: int) -> Held | None:
    """For "He set light to it, Kiel Crown Court heard on Tuesday": what stands before the comma, and who heard it."""
    subject = subject_before(view, verb)
    if view.lower[verb] != "heard" or subject == NONE or view.lemma[subject] not in _COURTS:
        return None
    first, _ = view.bounds[view.sentence[verb]]
    begins = view.left[subject]
    told = any(view.dep[c] == "ccomp" and c > verb for c in view.children[verb])
    content = trim(view, first, begins - 1) if begins > first and view.word[begins - 1] == "," and not told else None
    return ((content,), noun_phrase(view, subject)) if content is not None and has_verb(view, content) else None


def _as_used_to(view: View, verb: int) -> Held | None:
    """For "as my father used to say, “…”", or behind what he said: the quotation or the rest of the sentence, and who."""
    used = view.head[verb]
    as_ = view.left[used]
    if view.lemma[verb] not in SAYING or view.lower[used] != "used" or view.lower[as_] != "as":
        return None
    subject = child(view, used, "nsubj")
    first, end = view.bounds[view.sentence[verb]]
    behind = next((t for t in range(verb, end) if view.word[t] == ","), NONE)
    if subject == NONE or view.lower[subject] in ("i", "we"):
        return None
    if behind != NONE and behind + 1 < end:
        quote = view.quote[behind + 1]
        last = view.quote_tokens[quote][1] - 1 if quote != NONE else end - 1
        content = trim(view, behind + 1, last)
    else:
        content = trim(view, first, as_ - 1) if as_ > first and view.word[as_ - 1] == "," else None
    return ((content,), noun_phrase(view, subject)) if content is not None else None


def _wish(view: View, verb: int) -> Held | None:
    """For "Rather than a ban she would like shade": what is wanted, with what stands before the subject, and who wants it."""
    subject = somebody_before(view, verb)
    would = next((c for c in view.children[verb] if view.dep[c] == "aux" and c < verb), NONE)
    if subject == NONE or would == NONE or view.lower[would] not in ("would", "’d", "'d") or verb >= view.right[verb]:
        return None
    if view.lemma[verb] not in _WISHING:
        return None
    wanted, before = trim(view, verb + 1, view.right[verb]), trim(view, view.left[verb], view.left[subject] - 1)
    if wanted is None:
        return None
    return ((before, wanted) if before else (wanted,)), noun_phrase(view, subject)


def _attitude(view: View, verb: int) -> Held | None:
    """For "The chair disagreed" and "she spoke against it": the clause itself, and its subject."""
    kinds = {view.dep[child] for child in view.children[verb]}
    subject = somebody_before(view, verb)
    if subject == NONE or kinds & _TAKING_MORE or view.dep[verb] not in ("ROOT", "conj") or not _takes_side(view, verb):
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
