"""The process whose searches and memory ``search`` measures: trains the index, or opens it and asks.

The nearest of all are found by reading the store's vectors once more, and lie beside the store for the second process.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import psutil

from eval.bench.speed.search import keep
from index.embed import load_embedder
from index.embed.base import Vectors
from index.lexical import search_words, terms
from index.search import DEPTH as RANKED
from index.search import Searcher
from index.settings import IndexSettings
from index.sqlite import words as fts5
from index.sqlite.nearest import KeptVectors
from index.sqlite.store import SqliteStore, open_sqlite
from index.vectors.base import VectorIndex
from index.vectors.cache import blocks
from index.vectors.flat import FlatIndex
from index.vectors.recall import DEPTH, tenth_best
from index.vectors.recall import measured as recall_of
from index.words import refresh_words

THREADS = 2
FEW = 40
"""Questions for what takes long."""
ROUNDS = 3


def main() -> None:
    """Do the job, print figures as JSON."""
    job, folder = sys.argv[1], Path(sys.argv[2])
    asked, store = json.load(sys.stdin), open_sqlite(folder)
    print(json.dumps(trained(store, asked) if job == "train" else searched(store, asked)))


def trained(store: SqliteStore, asked: Sequence[str]) -> dict[str, float]:
    """Make the index, and the exact answers."""
    start = time.perf_counter()
    recall = keep(store, THREADS)
    seconds = time.perf_counter() - start
    queries = asked_vectors(store, asked)
    exact = FlatIndex.empty(store.dimension)
    with store.snapshot() as view:
        np.save(store.folder / "exact.npy", tenth_best(queries, blocks(view, store.dimension)))
        for ids, vectors in blocks(view, store.dimension):
            exact.add(ids, vectors)
    few = queries[:FEW]
    exact_ms = median_ms(lambda n: exact.search(few[n], DEPTH), len(few))
    return {"seconds": seconds, "noted": recall, "exact": exact_ms, **words_indexed(store, asked[:FEW])}


def asked_vectors(store: SqliteStore, asked: Sequence[str]) -> Vectors:
    """The questions' vectors as a search makes them: by the encoder of questions, and not by that of texts."""
    settings = IndexSettings(store=store.folder)
    searcher = Searcher(store, load_embedder(settings), settings.threads)
    return np.stack([searcher.embed(question) for question in asked])


def words_indexed(store: SqliteStore, asked: Sequence[str]) -> dict[str, float]:
    """Make the index of words, where the size has one, and hold it against FTS5, which scores every passage that matches."""
    start = time.perf_counter()
    with store.snapshot() as view:
        refresh_words(view, store.folder, make=True)
        seconds = time.perf_counter() - start

        def by_fts5(number: int) -> list[tuple[int, float]]:
            return fts5.search_words(view.connection, terms(asked[number]), RANKED, None, large=False)

        same = [search_words(view, question, RANKED) == by_fts5(number) for number, question in enumerate(asked)]
        return {"listing": seconds, "alike": statistics.mean(same), "fts5": median_ms(by_fts5, len(asked))}


def searched(store: SqliteStore, asked: Sequence[str]) -> dict[str, float]:
    """Open the index and ask: vectors alone, words alone, both as the product does, and within one document."""
    settings = IndexSettings(store=store.folder)
    embedder = load_embedder(settings)
    searcher = Searcher(store, embedder, settings.threads)
    start = time.perf_counter()
    with store.snapshot() as view:
        searcher.search(view, asked[0], DEPTH)
        opening = time.perf_counter() - start
        vectors = [searcher.embed(question) for question in asked]
        assert isinstance(searcher.nearest, KeptVectors)
        index: VectorIndex = searcher.nearest.index(view)
        one = view.document_ids()[:1]
        found = {
            "vectors": median_ms(lambda n: index.search(vectors[n], DEPTH), len(asked)),
            "words": median_ms(lambda n: search_words(view, asked[n], DEPTH), len(asked)),
            "whole": median_ms(lambda n: searcher.search(view, asked[n], DEPTH), len(asked)),
            "within": median_ms(lambda n: searcher.search(view, asked[n], DEPTH, one), len(asked)),
        }
    memory = psutil.Process(os.getpid()).memory_info().rss / 1e6
    recall = recall_of(index, np.stack(vectors), np.load(store.folder / "exact.npy"))
    return {**found, "recall": recall, "memory": memory, "opening": opening}


def median_ms(ask: Callable[[int], object], count: int) -> float:
    """Median milliseconds over all questions; of each question the median of some rounds."""
    times = [[_ms(ask, number) for number in range(count)] for _ in range(ROUNDS)]
    return float(statistics.median(statistics.median(of_one) for of_one in zip(*times, strict=True)))


def _ms(ask: Callable[[int], object], number: int) -> float:
    start = time.perf_counter()
    ask(number)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
