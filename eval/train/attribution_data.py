"""Makes training examples of annotated articles: possible cues, contents and sources with what people chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from eval.bench.polnear_data import Article, GoldRelation, Words, overlap_f1
from index.attribute.contents import propose_contents
from index.attribute.cues import find_cues
from index.attribute.extract import Proposal, neighbours, propose
from index.attribute.features import content_features, cue_context, cue_features, relation_features, source_features
from index.attribute.sources import propose_sources
from index.attribute.spans import Spans
from index.attribute.view import View
from index.attribute.weights import Weights
from index.types import Span

# Features seen less often are dropped before learning.
RAREST = {"cue": 3, "content": 6, "source": 4, "relation": 4}
# As in the benchmark: a content is right from here on.
_RIGHT = 0.5
Row = NDArray[np.int32]


@dataclass(slots=True)
class Numbering:
    """Numbers for feature names in the order in which they are first seen, and how often each was."""

    numbers: dict[str, int] = field(default_factory=dict)
    counts: Counter[int] = field(default_factory=Counter)

    def row(self, features: Iterable[str]) -> Row:
        """The numbers of some features; new ones get a number."""
        numbers = [self.numbers.setdefault(feature, len(self.numbers)) for feature in features]
        self.counts.update(numbers)
        return np.array(sorted(set(numbers)), dtype=np.int32)


@dataclass(slots=True)
class Examples:
    """What is learned from: labelled rows for cue and relation, groups with targets for content and source."""

    cue: list[tuple[Row, float]] = field(default_factory=list)
    content: list[tuple[list[Row], NDArray[np.float64]]] = field(default_factory=list)
    source: list[tuple[list[Row], NDArray[np.float64]]] = field(default_factory=list)
    relation: list[tuple[Row, float]] = field(default_factory=list)


def word_spans(view: View, spans: Spans) -> list[Span]:
    """Token spans as character spans."""
    return [Span(*view.chars(first, last)) for first, last in spans]


def add_article(article: Article, view: View, numberings: dict[str, Numbering], examples: Examples) -> None:
    """Adds the examples that one article gives for cues, contents and sources.

    Words inside an annotated content are left out as cues: in this corpus a word belongs to one relation only, so
    that a report inside a report is unmarked there without being wrong. Relations without a source are left out too.
    """
    words = Words(article.text)
    owners = _owners(article.relations, view)
    for cue in find_cues(view):
        owner = owners.get(cue)
        if owner is None and _inside(view.start[cue], article.relations):
            continue
        if owner is not None and not owner.source:
            continue
        context = cue_context(view, cue)
        examples.cue.append((numberings["cue"].row(cue_features(view, context)), float(owner is not None)))
        if owner is None:
            continue
        contents, sources = propose_contents(view, cue), propose_sources(view, cue)
        told, teller = words.of(owner.content), words.of(owner.source)
        match = [overlap_f1(words.of(word_spans(view, spans)), told) for spans in contents]
        if (target := _target(match, _RIGHT)) is not None:
            rows = [content_features(view, context, s, names, len(contents)) for s, names in contents.items()]
            examples.content.append(([numberings["content"].row(row) for row in rows], target))
        match = [overlap_f1(words.of(word_spans(view, (span,))), teller) for span in sources]
        if (target := _target(match, 0.0)) is not None:
            rows = [source_features(view, context, s, names, len(sources)) for s, names in sources.items()]
            examples.source.append(([numberings["source"].row(row) for row in rows], target))


def _owners(relations: Sequence[GoldRelation], view: View) -> dict[int, GoldRelation]:
    """For each possible cue that heads an annotated one, its relation."""
    owners: dict[int, GoldRelation] = {}
    cues = find_cues(view)
    for relation in relations:
        inside = [t for t in cues if any(span.start <= view.start[t] < span.end for span in relation.cue)]
        heads = [t for t in inside if view.head[t] not in inside or view.head[t] == t]
        if heads:
            owners[heads[0]] = relation
    return owners


def _inside(at: int, relations: Sequence[GoldRelation]) -> bool:
    """Whether an offset lies in an annotated content or in a part of a cue."""
    return any(span.start <= at < span.end for r in relations for span in (*r.content, *r.cue))


def _target(match: list[float], least: float) -> NDArray[np.float64] | None:
    """The best candidates with equal shares; None where none is good enough or there is no choice."""
    if len(match) < 2 or max(match) <= least:
        return None
    best = np.array([value >= max(match) - 1e-9 for value in match], dtype=np.float64)
    shares: NDArray[np.float64] = best / best.sum()
    return shares


def add_relations(article: Article, view: View, weights: Weights, numbering: Numbering, examples: Examples) -> None:
    """Adds what weights learned on other articles propose here, and whether the annotators agree."""
    words = Words(article.text)
    gold = [(words.of(r.content), words.of(r.source)) for r in article.relations]
    proposals = propose(view, weights)
    for number, one in enumerate(proposals):
        verdict = _verdict(one, view, words, gold)
        if verdict is not None:
            around = neighbours(proposals, number)
            row = relation_features(view, one.context, one.content, one.source, one.p_cue, around)
            examples.relation.append((numbering.row(row), verdict))


def _verdict(
    one: Proposal, view: View, words: Words, gold: list[tuple[frozenset[int], frozenset[int]]]
) -> float | None:
    """1 where an annotated relation has this content and source, None where that relation names no source."""
    told = words.of(word_spans(view, one.content.span))
    teller = words.of(word_spans(view, (one.source.span,)))
    matches = [(overlap_f1(told, content), source) for content, source in gold]
    best = max(matches, key=lambda match: match[0], default=(0.0, frozenset[int]()))
    if best[0] <= _RIGHT:
        return 0.0
    return None if not best[1] else float(bool(best[1] & teller))
