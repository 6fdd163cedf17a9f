"""Scores predicted attribution relations against annotated ones, as pure functions.

A prediction is right when the words of its content match an annotated content with F1 above one half and its source
shares a word with the annotated source; predictions and annotations are paired one to one, best content first.
Annotated relations that name no source cannot be answered with a speaker: they count neither as missed nor, where a
prediction matches one, as wrong (``strict`` counts both).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.bench.polnear_data import GoldRelation, Words, overlap_f1
from index.types import Span

MATCH = 0.5


@dataclass(frozen=True, slots=True)
class Prediction:
    """A relation as predicted: where its source is named, and its content."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Relations: predicted, annotated, paired by content, right in full; pairs with sourceless ones apart."""

    predicted: int = 0
    annotated: int = 0
    content: int = 0
    full: int = 0
    sourceless: int = 0
    sourceless_paired: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def count(text: str, gold: Sequence[GoldRelation], predicted: Sequence[Prediction]) -> Counts:
    """Pairs the relations of one article greedily by content and counts."""
    words = Words(text)
    told = [words.of(relation.content) for relation in gold]
    said = [words.of(prediction.content) for prediction in predicted]
    content = full = apart = 0
    for mine, theirs in _pairs(said, told):
        if not gold[theirs].source:
            apart += 1
            continue
        content += 1
        full += bool(words.of(predicted[mine].source) & words.of(gold[theirs].source))
    sourceless = sum(not relation.source for relation in gold)
    return Counts(len(predicted), len(gold), content, full, sourceless, apart)


def _pairs(said: Sequence[frozenset[int]], told: Sequence[frozenset[int]]) -> Iterable[tuple[int, int]]:
    """One-to-one pairs with F1 above ``MATCH``, the best first."""
    scored = [(overlap_f1(one, other), i, j) for i, one in enumerate(said) for j, other in enumerate(told)]
    used: tuple[set[int], set[int]] = (set(), set())
    for score, i, j in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if score <= MATCH:
            return
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            yield i, j


def figures(counts: Counts) -> dict[str, float]:
    """Precision, recall, F1, source accuracy given content, and F1 of contents; the strict ones beside them."""
    predicted = counts.predicted - counts.sourceless_paired
    annotated = counts.annotated - counts.sourceless
    precision, recall, f1 = _prf(counts.full, predicted, annotated)
    _, _, content_f1 = _prf(counts.content, predicted, annotated)
    strict_precision, strict_recall, strict_f1 = _prf(counts.full, counts.predicted, counts.annotated)
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "source_given_content": round(counts.full / max(counts.content, 1), 4),
        "content_f1": content_f1,
        "strict_precision": strict_precision,
        "strict_recall": strict_recall,
        "strict_f1": strict_f1,
    }


def _prf(right: int, predicted: int, annotated: int) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    precision, recall = right / max(predicted, 1), right / max(annotated, 1)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return round(precision, 4), round(recall, 4), round(f1, 4)
