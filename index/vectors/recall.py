"""How wide a trained index must look to find what the exact one finds."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from index.embed.base import Vectors
from index.sqlite.view import SqliteView
from index.vectors.base import Ids, VectorIndex
from index.vectors.inverted import InvertedIndex

DEPTH = 10
"""Recall is of the ten nearest."""
AIM, LEAST = 0.995, 0.98
"""Recall that probes are added for, and that an index is never below without saying so."""
QUERIES = 200
TIE = 1e-4
"""Two scores that differ by less are one: two bytes a number keep a score to about 3e-5."""
FEWEST = 8
"""Lists read at the least."""

log = logging.getLogger(__name__)


def tuned(index: InvertedIndex, view: SqliteView, blocks: Iterable[tuple[Ids, Vectors]]) -> InvertedIndex:
    """The index with as many probes as give the recall aimed at, asked with what lies as far off as questions do."""
    queries = between(view.sample_sentences(QUERIES))
    exact = tenth_best(queries, blocks)
    made = index.made
    probes = FEWEST
    while True:
        index.made = replace(made, probes=probes)
        recall = measured(index, queries, exact)
        if recall >= AIM or probes >= made.probes:
            break
        probes *= 2
    index.made = replace(made, probes=probes, recall=recall)
    if recall < LEAST:
        log.warning("the index of vectors finds only %.3f of the ten nearest; searches may miss passages", recall)
    return index


def between(sentences: Vectors) -> Vectors:
    """Unit vectors halfway between each sentence and the next one.

    A sentence of the store has its neighbours around it, in a list or two; a question lies at a cosine of some .6 from
    what answers it. Tuned on sentences, an index of a million found .88 of what was nearest to real questions.
    """
    halfway = sentences + np.roll(sentences, 1, axis=0)
    norms = np.linalg.norm(halfway, axis=1, keepdims=True)
    return np.asarray(halfway / np.maximum(norms, np.float32(1e-9)), np.float32)


def tenth_best(queries: Vectors, blocks: Iterable[tuple[Ids, Vectors]]) -> Vectors:
    """The score of the tenth nearest of all vectors for each query, by comparing every one."""
    best = np.full((len(queries), DEPTH), -np.inf, np.float32)
    for _, vectors in blocks:
        joined = np.concatenate([best, queries @ vectors.T], axis=1)
        best = np.partition(joined, -DEPTH, axis=1)[:, -DEPTH:]
    return np.asarray(best.min(axis=1))


def measured(index: VectorIndex, queries: Vectors, exact: Vectors) -> float:
    """Share of the ten nearest that the index finds, over all queries; one as near as the tenth is one of them."""
    hits = [
        sum(score >= least - TIE for _, score in index.search(query, DEPTH))
        for query, least in zip(queries, exact, strict=True)
    ]
    return float(sum(hits) / (DEPTH * len(queries))) if hits else 1.0
