"""Finds who is cited for what in a parsed document: cue, content and source, the outer report before the inner.

Every possible cue is scored; a likely one gets its likeliest content and source; the three are rated together, and
of proposals that overlap the better one stays. What lies inside an accepted content is kept as nested.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from index.attribute.asides import own_clause
from index.attribute.contents import TOLD, passive_of, propose_contents, run_on, to_the_last_mark
from index.attribute.cues import CLASS_OF, NOUNS, find_cues, is_procedural, is_verb_put_in
from index.attribute.estimates import estimate_at
from index.attribute.features import (
    Choice,
    CueContext,
    content_features,
    cue_context,
    cue_features,
    relation_features,
    source_features,
)
from index.attribute.literature import find_cited
from index.attribute.opinions import according_to, find_opinions
from index.attribute.sources import propose_sources, quoted_by_another, source_by_form
from index.attribute.spans import Spans, TokenSpan, covers, size
from index.attribute.told import as_told
from index.attribute.view import NONE, View
from index.attribute.weights import Linear, Weights, sigmoid

# Cues below this probability are not looked at further; on training articles a lower gate only cost precision and time.
CUE_GATE = 0.25
# A relation is accepted from this probability on; the value with the best F1 on held-out training articles.
ACCEPT = 0.5
# A report that holds another one inside its content goes first unless it is less likely by more than this.
OUTER_BONUS = 0.3
# A report inside another is kept from these on: the probability of its cue, and of cue, content and source together.
NESTED = 0.7
NESTED_WHOLE = 0.5
# What a motion is rated at least: the training articles hold no minutes.
PROCEDURAL = 0.7
# The name of the rules that read who gives a figure or opinion; the training articles mark few of these.
ESTIMATE = "estimate"
# What a form that the annotators mark only now and then, and that readers ask for, is rated at least.
PLAIN_FORM = 0.52
PASSIVE_GATE = 0.6
_CAUSING = frozenset({"attribute", "ascribe", "blame", "credit"})
_OWNERS = frozenset({"poss", "prep:by", "prep:from", "prep:of", "agent:by"})
# Proposals further apart than this have nothing to do with each other.
_NEAR = 40
# What may be shared with an accepted content, as a part of the new one.
_MOST_SHARED = 0.3

S = TypeVar("S", Spans, TokenSpan)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The likeliest content and source of one cue."""

    context: CueContext
    p_cue: float
    content: Choice[Spans]
    source: Choice[TokenSpan]

    @property
    def cue(self) -> int:
        """The token that cites."""
        return self.context.token


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody is cited for something; ``outer`` is the number of the relation whose content it lies in."""

    cue: int
    content: Spans
    source: TokenSpan
    probability: float
    outer: int | None = None


def extract(view: View, weights: Weights) -> list[Relation]:
    """The relations of a document in the order of their cues."""
    proposals = propose(view, weights)
    return decode([(rate(view, proposals, number, weights), proposal) for number, proposal in enumerate(proposals)])


def propose(view: View, weights: Weights) -> list[Proposal]:
    """The likeliest content and source of every likely cue."""
    found, opinions, cited = [], find_opinions(view), find_cited(view)
    for cue in sorted({*find_cues(view), *opinions, *cited}):
        context = cue_context(view, cue)
        p_cue = sigmoid(weights.cue.score(cue_features(view, context)))
        given = estimate_at(view, cue) or opinions.get(cue)
        if given is not None:
            found.append(_given(context, *given))
            continue
        if is_procedural(view, cue) or is_verb_put_in(view, cue):
            p_cue = max(p_cue, PROCEDURAL)
        if p_cue < CUE_GATE and cue not in cited:
            continue
        content = choose(view, context, propose_contents(view, cue), content_features, weights.content)
        if cue in cited:
            found.append(_given(context, _within(content, cited[cue][0]), cited[cue][1]))
            continue
        source = choose(view, context, propose_sources(view, cue), source_features, weights.source)
        if content and source:
            found.append(_by_form(view, Proposal(context, p_cue, content, source)))
    return found


def _within(likely: Choice[Spans] | None, held: Spans) -> Spans:
    """The likeliest content where it is a part of what the form gives from its first word on; else what the form gives."""
    if likely is None or len(likely.span) > 1 or likely.span[0][0] != held[0][0] or likely.span[0][1] > held[-1][1]:
        return held
    return likely.span


def _by_form(view: View, likely: Proposal) -> Proposal:
    """The likeliest content and source, or what the form of the sentence says against them."""
    cue, content, source = likely.cue, likely.content, likely.source
    whole = passive_of(view, cue) if "agent:by" in source.names else None
    spans = as_told(view, cue, own_clause(view, cue, whole or content.span))
    spans = run_on(view, to_the_last_mark(view, cue, _behind_colon(view, cue, spans)))
    plain = according_to(view, cue) if view.lower[cue] == "according" else None
    if plain is not None and (len(plain[0]) > 1 or spans[0][0] > cue or not _is_beside(spans, cue, plain[1])):
        return _given(likely.context, *plain)
    form = source_by_form(view, cue)
    if (colon := _colon_within(view, cue, spans)) != NONE and (another := quoted_by_another(view, cue, colon)):
        spans, form = ((colon + 1, spans[0][1]), *spans[1:]), another
    return Proposal(
        likely.context, likely.p_cue, Choice(spans, content.names, content.probability),
        Choice(form, source.names, 1.0) if form is not None else source,
    )  # fmt: skip


def _behind_colon(view: View, cue: int, content: Spans) -> Spans:
    """A content that is told in between ("She doubts it: half of it, she says, is gone") without what leads up to it."""
    first, last = content[0]
    if len(content) == 1 or last > cue or view.word[cue] == ":":
        return content
    colons = (t for t in range(last - 1, first, -1) if view.word[t] == ":" and view.quote[t] == NONE)
    colon = next(colons, NONE)
    return ((colon + 1, last), *content[1:]) if colon != NONE else content


def _colon_within(view: View, cue: int, content: Spans) -> int:
    """The colon behind a cue that leads up to a quotation in its content; NONE where there is none."""
    tokens = range(cue + 1, content[0][1])
    return next((t for t in tokens if view.word[t] == ":" and view.quote[t] == NONE != view.quote[t + 1]), NONE)


def _is_beside(content: Spans, cue: int, source: TokenSpan) -> bool:
    """Whether a content stands next to the words that cite somebody for it, but for a comma."""
    return any(last in (cue - 1, cue - 2) or first in (source[1] + 1, source[1] + 2) for first, last in content)


def _given(context: CueContext, content: Spans, source: TokenSpan) -> Proposal:
    """A figure or opinion and whose it is, by the form alone: there is nothing to choose."""
    names = frozenset({ESTIMATE})
    return Proposal(context, PROCEDURAL, Choice(content, names, 1.0), Choice(source, names, 1.0))


def choose(
    view: View, context: CueContext, spans: dict[S, set[str]],
    features: Callable[[View, CueContext, S, set[str], int], list[str]], scorer: Linear,
) -> Choice[S] | None:  # fmt: skip
    """The best of some spans with its softmax probability; None where there are none."""
    best: tuple[S, set[str]] | None = None
    top, total = -math.inf, 0.0
    for span, names in spans.items():
        # Rounded: the order in which weights are added up must not break ties.
        score = round(scorer.score(features(view, context, span, names, len(spans))), 6)
        total += math.exp(min(score, 60.0))
        if score > top:
            best, top = (span, names), score
    return Choice(best[0], frozenset(best[1]), math.exp(min(top, 60.0)) / total) if best else None


def rate(view: View, proposals: list[Proposal], number: int, weights: Weights) -> float:
    """The probability that cue, content and source of one proposal are right together."""
    one = proposals[number]
    around = neighbours(proposals, number)
    features = relation_features(view, one.context, one.content, one.source, one.p_cue, around)
    rating = sigmoid(weights.relation.score(features))
    if ESTIMATE in one.content.names or is_procedural(view, one.cue) or is_verb_put_in(view, one.cue):
        return max(rating, PROCEDURAL)
    return max(rating, PLAIN_FORM) if is_plain_form(view, one) else rating


def is_plain_form(view: View, one: Proposal) -> bool:
    """Whether the form alone says that somebody is cited: a headline, a noun with its owner and clause, a passive."""
    if view.word[one.cue] == ":":
        return _is_headline(view, one)
    if view.pos[one.cue] == "NOUN":
        return _is_noun_form(view, one)
    if _is_plainly_told(view, one):
        return True
    passive = any(view.dep[child] == "auxpass" for child in view.children[one.cue])
    return passive and "agent:by" in one.source.names and one.context.lemma in CLASS_OF and one.p_cue >= PASSIVE_GATE


def _is_plainly_told(view: View, one: Proposal) -> bool:
    """Whether somebody tells somebody that something is so, or puts something down to a cause ("attributed it to frost")."""
    if "nsubj" not in one.source.names:
        return False
    kinds = {(view.dep[c], view.lower[c]) for c in view.children[one.cue] if c > one.cue}
    deps = {dep for dep, _ in kinds}
    if view.lemma[one.cue] in TOLD:
        return "dobj" in deps and "ccomp" in one.content.names and view.lower[one.content.span[0][0]] == "that"
    return (
        view.lemma[one.cue] in _CAUSING and "dobj" in deps and bool(kinds & {("prep", w) for w in ("to", "on", "for")})
    )


def _is_noun_form(view: View, one: Proposal) -> bool:
    """Whether a noun cites by itself: "her claim that ...", "a warning by the mayor that ...", "his concern is ..."."""
    if one.context.lemma not in NOUNS or not one.source.names & _OWNERS:
        return False
    if one.content.names & {"be>ccomp", "be>xcomp"}:
        return True
    first = one.content.span[0][0]
    return bool(one.content.names & {"acl", "ccomp"}) and view.lower[first] == "that"


def _is_headline(view: View, one: Proposal) -> bool:
    """Whether a line opens with somebody's name and a colon ("Mayor: I will not resign")."""
    first, last = one.source.span
    named = any(view.entity[token] in ("PERSON", "ORG", "NORP") for token in range(first, last + 1))
    return view.word[one.cue] == ":" and named and last == one.cue - 1


def neighbours(proposals: list[Proposal], number: int) -> list[str]:
    """How the proposals nearby lie to this one: holding it, inside it, or after the same words."""
    one, marks = proposals[number], []
    for other in proposals[max(0, number - 6) : number + 7]:
        if other is one:
            continue
        step = round(other.p_cue * 5)
        if covers(other.content.span, one.cue):
            marks.append(f"inside {step}")
        elif covers(one.content.span, other.cue):
            marks.append(f"holds {step}")
        elif other.content.span == one.content.span:
            marks.append(f"same {step}")
        elif _shared(other.content.span, one.content.span):
            marks.append(f"overlaps {step}")
    return marks


def decode(rated: list[tuple[float, Proposal]], accept: float = ACCEPT) -> list[Relation]:
    """Accepts proposals from the best down, outer before inner; what lies inside an accepted one is nested."""
    likely = [number for number, (rating, _) in enumerate(rated) if rating >= accept]
    chosen: list[int] = []
    for number in sorted(likely, key=lambda n: (-_priority(rated, n, accept), rated[n][1].cue)):
        one = rated[number][1]
        near = [rated[n][1].content.span for n in chosen if abs(n - number) <= _NEAR]
        if not any(covers(span, one.cue) or _clashes(one.content.span, span) for span in near):
            chosen.append(number)
    inner = {
        n: holder for n in range(len(rated)) if n not in chosen and (holder := _holder(rated, n, chosen)) is not None
    }
    kept = sorted([*chosen, *inner], key=lambda n: rated[n][1].cue)
    place = {number: position for position, number in enumerate(kept)}
    return [_relation(rated[n], place[inner[n]] if n in inner else None) for n in kept]


def _holder(rated: list[tuple[float, Proposal]], number: int, chosen: list[int]) -> int | None:
    """The accepted proposal whose content holds all of this one, which is likely enough to be a report inside it.

    Its rating says nothing here: the annotators mark one report a passage, so that inner ones count as wrong in it.
    """
    one = rated[number][1]
    if one.p_cue < NESTED or one.p_cue * one.content.probability * one.source.probability < NESTED_WHOLE:
        return None
    for other in (n for n in chosen if abs(n - number) <= _NEAR):
        held = rated[other][1].content.span
        if covers(held, one.cue) and covers(held, one.source.span[0]) and covers(held, one.content.span[-1][1]):
            return other
    return None


def _relation(rated: tuple[float, Proposal], outer: int | None) -> Relation:
    """A proposal that was accepted."""
    probability, one = rated
    return Relation(one.cue, one.content.span, one.source.span, probability, outer)


def _priority(rated: list[tuple[float, Proposal]], number: int, accept: float) -> float:
    """The probability, raised for a report whose content holds another cue and is not held by that one's."""
    probability, one = rated[number]
    for rating, other in rated[max(0, number - 6) : number + 7]:
        if (
            rating >= accept
            and other is not one
            and covers(one.content.span, other.cue)
            and not covers(other.content.span, one.cue)
        ):
            return probability + OUTER_BONUS
    return probability


def _shared(one: Spans, other: Spans) -> int:
    """Tokens that two contents share."""
    return sum(max(0, min(b, d) - max(a, c) + 1) for a, b in one for c, d in other)


def _clashes(one: Spans, other: Spans) -> bool:
    """Whether too much of a content belongs to another already."""
    return _shared(one, other) > _MOST_SHARED * size(one)
