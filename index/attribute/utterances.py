"""Reads quotations and reports by where they stand: "“...,” he growled", "Lund was less sure: “...”", a report torn in two."""

from __future__ import annotations

from index.attribute.animate import somebody_before
from index.attribute.cues import CLASS_OF
from index.attribute.sources import quoted_by_another
from index.attribute.spans import Held, has_verb, last_quoted, noun_phrase, trim
from index.attribute.view import NONE, View
from index.attribute.wordlist import words

_TAG = 5
"""Tokens behind a quotation within which stands the verb that tells how it is uttered."""
# Verbs of speech that take no object: the "that" behind them begins what is said, also where the parse takes it for "that one".
SAYING = words(
    "say add argue insist contend complain object warn caution testify reply respond remark assert concede explain comment protest"
)


def tagged(view: View, verb: int) -> Held | None:
    """For "“A plague on both,” he growled": the quotation, and who utters it in whatever way."""
    if view.lemma[verb] in CLASS_OF:
        return None
    subject = next((c for c in view.children[verb] if view.dep[c] == "nsubj" and view.quote[c] == NONE), NONE)
    someone = subject != NONE and (view.pos[subject] == "PROPN" or view.word[subject] in ("he", "she"))
    first = min(verb, view.left[subject]) if someone else NONE
    if first < 1 or view.quote[first - 1] == NONE or abs(verb - subject) > _TAG:
        return None
    start, stop = view.quote_tokens[view.quote[first - 1]]
    ends = last_quoted(view, view.quote[first - 1])
    goes_on = ends == "," or (ends in ("!", "?", "…") and view.pos[subject] == "PRON")
    return (((start, stop - 1),), noun_phrase(view, subject)) if goes_on and stop <= first else None


def before_quotation(view: View, colon: int) -> Held | None:
    """For 'Lund was less sure: "I'd give it a year."': what is quoted, by whoever the clause before it is about."""
    first, _ = view.bounds[view.sentence[colon]]
    quote = next((view.quote[t] for t in (colon + 1, colon + 2) if t < len(view) and view.quote[t] != NONE), NONE)
    if quote == NONE or view.paragraph[view.quote_tokens[quote][0]] != view.paragraph[colon]:
        return None
    start, stop = view.quote_tokens[quote]
    another = quoted_by_another(view, first, colon)
    if another is not None:
        return ((start, stop - 1),), another
    mains = (t for t in range(first, colon) if view.pos[t] in ("VERB", "AUX") and not first <= view.head[t] < colon)
    roots = (t for t in range(first, colon) if view.pos[t] in ("VERB", "AUX") and view.head[t] == t)
    verb = next(roots, next(mains, NONE))  # the parse may hang the clause on what is quoted
    if verb == NONE or view.lemma[verb] in CLASS_OF or any(view.lemma[t] in CLASS_OF for t in range(verb, colon)):
        return None
    subject = somebody_before(view, verb)
    return (((start, stop - 1),), noun_phrase(view, subject)) if subject != NONE else None


def torn_report(view: View, verb: int) -> Held | None:
    """For "Lee objected that one season says little" where the parse tears the two apart: all from "that" on."""
    _, end = view.bounds[view.sentence[verb]]
    subject, that = somebody_before(view, verb), verb + 1
    if view.lemma[verb] not in SAYING or subject == NONE or that >= end or view.lower[that] != "that":
        return None
    if any(view.dep[child] in ("ccomp", "xcomp") and child > verb for child in view.children[verb]):
        return None
    content = trim(view, that, end - 1)
    return ((content,), noun_phrase(view, subject)) if content is not None and has_verb(view, content) else None


def beside_quotations(view: View) -> frozenset[int]:
    """Verbs of no class that stand right behind a quotation, or behind whoever stands there ("“…,” he growled")."""
    behind = (range(end, min(end + _TAG, len(view))) for _, end in view.quote_tokens)
    return frozenset(t for near in behind for t in near if view.pos[t] == "VERB" and view.lemma[t] not in CLASS_OF)
