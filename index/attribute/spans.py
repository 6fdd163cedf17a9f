"""Spans of tokens: trimming, joining, and words in common."""

from __future__ import annotations

from index.attribute.view import NONE, View

TokenSpan = tuple[int, int]  # first and last token, inclusive
Spans = tuple[TokenSpan, ...]
Held = tuple[Spans, TokenSpan]  # what somebody holds, and the phrase for who does
# What a span neither begins nor ends with.
_EDGE = frozenset({",", ";", ":", "-", "--", "—", "–", ".", "!", "?", "…", ")", "]"})
_OPENERS = frozenset({"(", "["})
CLOSING = frozenset({"”", '"', "’", "'", "''"})
"""Tokens that end a quotation."""


def trim(view: View, first: int, last: int) -> TokenSpan | None:
    """The span without space and loose punctuation at its edges, None if nothing is left."""
    while first <= last and (view.word[first] in _EDGE or view.pos[first] == "SPACE"):
        first += 1
    while first <= last and (view.word[last] in _EDGE or view.word[last] in _OPENERS or view.pos[last] == "SPACE"):
        if view.quote[last] != NONE and view.quote[last] == view.quote[first]:
            break
        last -= 1
    return (first, last) if first <= last else None


def noun_phrase(view: View, head: int) -> TokenSpan:
    """The phrase of a noun with what stands before it, its prepositional phrases and appositions, without clauses."""
    first, last = view.left[head], head
    for child in view.children[head]:
        if child < head:
            continue
        if any(view.word[token] in (":", ";") for token in range(last + 1, view.left[child])):
            break
        if view.dep[child] in ("prep", "case", "conj", "cc", "nummod", "flat", "compound", "nmod", "poss", "appos"):
            last = max(last, view.right[child])
        elif view.dep[child] != "punct":
            break
    last = min(last, head + 25)
    return trim(view, first, last) or (head, head)


def covers(spans: Spans, token: int) -> bool:
    """Whether a token lies in one of the spans."""
    return any(first <= token <= last for first, last in spans)


def size(spans: Spans) -> int:
    """Tokens in the spans."""
    return sum(last - first + 1 for first, last in spans)


def has_verb(view: View, *spans: TokenSpan | None) -> bool:
    """Whether a verb stands in one of the spans."""
    return any(view.pos[token] in ("VERB", "AUX") for span in spans if span for token in range(span[0], span[1] + 1))


def child(view: View, head: int, *deps: str) -> int:
    """The first dependent of one of these kinds, NONE where there is none."""
    return next((token for token in view.children[head] if view.dep[token] in deps), NONE)


def subject_before(view: View, verb: int) -> int:
    """The subject that stands before its verb, NONE where there is none."""
    return next((token for token in view.children[verb] if view.dep[token] == "nsubj" and token < verb), NONE)


def last_quoted(view: View, number: int) -> str:
    """The last token of a quotation but for the marks that close it; empty where it holds nothing else."""
    first, end = view.quote_tokens[number]
    return next((view.word[token] for token in range(end - 1, first - 1, -1) if view.word[token] not in CLOSING), "")
