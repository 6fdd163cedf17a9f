"""Reads views that the form alone gives to somebody: "in her opinion ...", "by his count ...", "the chair disagreed"."""

from __future__ import annotations

from index.attribute.animate import is_person
from index.attribute.cues import CLASS_OF
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
_EVIDENCE = words(
    "evidence submission case contention argument position answer advice recollection conclusion finding point"
)
# What somebody feels about a thing that may be named without a clause ("her main worry is the spillway").
_FEELINGS = words("worry concern fear hope wish complaint objection demand regret view opinion")
_VERDICTS = words("verdict word description view summary answer reply response advice phrase term judgment judgement")
_VIEWS, _TAKING = words("view position stance line"), words("take hold")
_SIDING = words("disagree agree dissent concur demur object")
_REACTING = words("laugh shrug scoff smile sigh snort wince bristle balk nod")
_SPEAKING_UP = frozenset({"against", "for", "favour", "favor", "behalf", "support", "out"})
_SUBJECTS = frozenset({"nsubj"})
_TAKING_MORE = words("dobj ccomp xcomp conj parataxis")
_TAG = 5
"""Tokens behind a quotation within which stands the verb that tells how it is uttered."""
_FIRST_PERSON = frozenset({"my", "our", "your"})
# "She would like …", "he would advise against …": what somebody wants, in a form that the training articles hardly hold.
_WISHING = words("like prefer advise recommend favour favor welcome")
# Verbs of speech that take no object: the "that" behind them begins what is said, also where the parse takes it for "that one".
_SAYING = words(
    "say add argue insist contend complain object warn caution testify reply respond remark assert concede explain comment protest"
)


def find_opinions(view: View) -> list[int]:
    """Tokens whose form gives an opinion to somebody, in order."""
    forms = (
        _OPINIONS | _EVIDENCE | _FEELINGS | _VERDICTS | _VIEWS | _SIDING | _REACTING | _WISHING | _SAYING | {"speak"}
    )
    tags = _beside_quotations(view)
    shown = (
        t for t in range(len(view)) if view.lemma[t] in forms or _may_open(view, t) or t in tags or may_stand(view, t)
    )
    numbers = ((token, view.sentence[token]) for token in shown)
    return [t for t, n in numbers if n != NONE and not view.furniture[n] and opinion_at(view, t) is not None]


def _may_open(view: View, token: int) -> bool:
    return view.word[token] == ":" or view.lower[token] == "to"


def _beside_quotations(view: View) -> frozenset[int]:
    """Verbs of no class that stand right behind a quotation, or behind whoever stands there ("“…,” he growled")."""
    behind = (range(end, min(end + _TAG, len(view))) for _, end in view.quote_tokens)
    return frozenset(t for near in behind for t in near if view.pos[t] == "VERB" and view.lemma[t] not in CLASS_OF)


def opinion_at(view: View, cue: int) -> Opinion | None:
    """What is held and who holds it, where the form alone says so; None for other tokens."""
    if view.quote[cue] not in (NONE, view.quote[view.head[cue]]) and may_stand(view, cue):
        return standing_at(view, cue)  # 'She had "no objection".'
    if view.quote[cue] != NONE:
        return None
    if view.word[cue] == ":":
        return _before_quotation(view, cue)
    if view.lower[cue] == "to":
        return _to_somebody(view, cue)
    if view.pos[cue] == "NOUN":
        held = _held_in(view, cue)
        if held is not None:
            return held
    stands = standing_at(view, cue) if may_stand(view, cue) else None
    if stands or view.pos[cue] != "VERB":
        return stands
    return _wish(view, cue) or _torn_report(view, cue) or _attitude(view, cue) or _tagged(view, cue)


def _going_by(view: View, noun: int) -> Opinion | None:
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
    if owner == NONE and noun + 2 < end and view.lower[noun + 1] == "of":
        owner = next((c for c in view.children[noun + 1] if view.dep[c] == "pobj"), NONE)
        behind = view.right[owner] if owner != NONE else noun
    if owner == NONE or view.lower[owner] in _FIRST_PERSON:
        return None
    content = trim(view, behind + 1, end - 1)
    before = None if opens else trim(view, first, link - 1)
    if (content is None and before is None) or not _has_verb(view, before, content):
        return None
    return tuple(span for span in (before, content) if span is not None), noun_phrase(view, owner)


def _tagged(view: View, verb: int) -> Opinion | None:
    """For "“A plague on both,” he growled": the quotation, and who utters it in whatever way."""
    if view.lemma[verb] in CLASS_OF:
        return None
    subject = next((c for c in view.children[verb] if view.dep[c] in _SUBJECTS and view.quote[c] == NONE), NONE)
    someone = subject != NONE and (view.pos[subject] == "PROPN" or view.word[subject] in ("he", "she"))
    first = min(verb, view.left[subject]) if someone else NONE
    if first < 1 or view.quote[first - 1] == NONE or abs(verb - subject) > _TAG:
        return None
    start, stop = view.quote_tokens[view.quote[first - 1]]
    said = [t for t in range(start, stop) if view.word[t] not in ("”", '"', "’", "'", "''")]
    ends = view.word[said[-1]] if said else ""
    goes_on = ends == "," or (ends in ("!", "?", "…") and view.pos[subject] == "PRON")
    return (((start, stop - 1),), noun_phrase(view, subject)) if goes_on and stop <= first else None


def _held_in(view: View, noun: int) -> Opinion | None:
    """What a noun for a view, a worry, a verdict says somebody holds; None for other nouns, and where nobody does."""
    lemma = view.lemma[noun]
    held = _being_that(view, noun) or _before_colon(view, noun) if lemma in _EVIDENCE | _FEELINGS | _OPINIONS else None
    held = held or (_going_by(view, noun) if lemma in _OPINIONS else None)
    held = held or (_verdict(view, noun) if lemma in _VERDICTS else None)
    return held or (_taken_view(view, noun) if lemma in _VIEWS else None)


def _verdict(view: View, noun: int) -> Opinion | None:
    """For '"A small miracle" is her verdict': what is quoted, and whose verdict it is."""
    verb, owner = view.head[noun], _owner_of(view, noun)
    if view.dep[noun] != "attr" or view.lemma[verb] != "be" or owner == NONE:
        return None
    said = next((c for c in view.children[verb] if c < verb and view.dep[c] in _SUBJECTS), NONE)
    if said == NONE or view.quote[said] == NONE:
        return None
    first, stop = view.quote_tokens[view.quote[said]]
    return (((first, stop - 1),), noun_phrase(view, owner)) if stop <= verb else None


def _taken_view(view: View, noun: int) -> Opinion | None:
    """For "The trustees took the view that it was late": the clause, and who took it."""
    verb = view.head[noun]
    if view.dep[noun] != "dobj" or view.lemma[verb] not in _TAKING:
        return None
    clause = next((c for c in view.children[noun] if c > noun and view.dep[c] in ("acl", "ccomp", "relcl")), NONE)
    subject = next((c for c in view.children[verb] if view.dep[c] in _SUBJECTS and c < verb), NONE)
    if (
        clause == NONE
        or subject == NONE
        or view.lower[view.left[clause]] != "that"
        or view.lower[subject] in ("i", "we", "you")
    ):
        return None
    content = trim(view, view.left[clause], view.right[clause])
    return ((content,), noun_phrase(view, subject)) if content is not None else None


def _being_that(view: View, noun: int) -> Opinion | None:
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


def _before_colon(view: View, noun: int) -> Opinion | None:
    """For "Lund's view: the dam is sound", where nothing else stands before the colon."""
    first, end = view.bounds[view.sentence[noun]]
    owner, colon = _owner_of(view, noun), noun + 1
    if owner == NONE or colon >= end or view.word[colon] != ":" or view.left[noun] != first:
        return None
    content = trim(view, colon + 1, end - 1)
    return ((content,), noun_phrase(view, owner)) if content is not None and _has_verb(view, content) else None


def _owner_of(view: View, noun: int) -> int:
    """Whose a noun is, where that is not whoever writes; NONE where nobody's is named."""
    owner = next((c for c in view.children[noun] if view.dep[c] == "poss"), NONE)
    return NONE if owner == NONE or view.lower[owner] in _FIRST_PERSON else owner


def _to_somebody(view: View, link: int) -> Opinion | None:
    """For "To Lund, the debate is a distraction": the clause, and to whom it is so."""
    first, end = view.bounds[view.sentence[link]]
    if link != first or view.dep[link] != "prep" or view.lemma[view.head[link]] not in ("be", "seem", "mean", "look"):
        return None
    name = next((c for c in view.children[link] if view.dep[c] == "pobj"), NONE)
    behind = view.right[name] + 1 if name != NONE else end
    if name == NONE or view.entity[name] != "PERSON" or behind >= end or view.word[behind] != ",":
        return None
    content = trim(view, behind + 1, end - 1)
    return ((content,), noun_phrase(view, name)) if content is not None else None


def _before_quotation(view: View, colon: int) -> Opinion | None:
    """For 'Lund was less sure: "I'd give it a year."': what is quoted, by whoever the clause before it is about."""
    first, _ = view.bounds[view.sentence[colon]]
    quote = next((view.quote[t] for t in (colon + 1, colon + 2) if t < len(view) and view.quote[t] != NONE), NONE)
    if quote == NONE or view.paragraph[view.quote_tokens[quote][0]] != view.paragraph[colon]:
        return None
    verb = next((t for t in range(first, colon) if view.pos[t] in ("VERB", "AUX") and view.head[t] == t), NONE)
    if verb == NONE or view.lemma[verb] in CLASS_OF or any(view.lemma[t] in CLASS_OF for t in range(verb, colon)):
        return None
    subject = _somebody(view, verb)
    start, stop = view.quote_tokens[quote]
    return (((start, stop - 1),), noun_phrase(view, subject)) if subject != NONE else None


def _has_verb(view: View, *spans: TokenSpan | None) -> bool:
    """Whether a verb stands in one of the spans."""
    return any(view.pos[token] in ("VERB", "AUX") for span in spans if span for token in range(span[0], span[1] + 1))


def _wish(view: View, verb: int) -> Opinion | None:
    """For "Rather than a ban she would like shade": what is wanted, with what stands before the subject, and who wants it."""
    subject = _somebody(view, verb)
    would = next((c for c in view.children[verb] if view.dep[c] == "aux" and c < verb), NONE)
    if subject == NONE or would == NONE or view.lower[would] not in ("would", "’d", "'d") or verb >= view.right[verb]:
        return None
    if view.lemma[verb] not in _WISHING:
        return None
    wanted, before = trim(view, verb + 1, view.right[verb]), trim(view, view.left[verb], view.left[subject] - 1)
    if wanted is None:
        return None
    return ((before, wanted) if before else (wanted,)), noun_phrase(view, subject)


def _torn_report(view: View, verb: int) -> Opinion | None:
    """For "Lee objected that one season says little" where the parse tears the two apart: all from "that" on."""
    _, end = view.bounds[view.sentence[verb]]
    subject, that = _somebody(view, verb), verb + 1
    if view.lemma[verb] not in _SAYING or subject == NONE or that >= end or view.lower[that] != "that":
        return None
    if any(view.dep[child] in ("ccomp", "xcomp") and child > verb for child in view.children[verb]):
        return None
    content = trim(view, that, end - 1)
    return ((content,), noun_phrase(view, subject)) if content is not None and _has_verb(view, content) else None


def _somebody(view: View, verb: int) -> int:
    """The subject before a verb where it is a name, a person, "he" or "she"; NONE for others."""
    subject = next((c for c in view.children[verb] if view.dep[c] in _SUBJECTS and c < verb), NONE)
    known = subject != NONE and (view.pos[subject] == "PROPN" or is_person(view, subject))
    return subject if known or (subject != NONE and view.lower[subject] in ("he", "she")) else NONE


def _attitude(view: View, verb: int) -> Opinion | None:
    """For "The chair disagreed" and "she spoke against it": the clause itself, and its subject."""
    kinds = {view.dep[child] for child in view.children[verb]}
    subject = _somebody(view, verb)
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
