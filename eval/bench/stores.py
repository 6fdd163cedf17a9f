"""Milvus beside SQLite and FAISS: the same documents and questions in both, one after the other for each question.

    python -m eval.bench.stores [--milvus milvus://host:port/database] [--suite NAME] [--chunks 5000]

Told are whether answers are the same (refusal, citations, speakers), recall@10 against what SQLite with an exact index
finds, and times. Without --milvus a file of milvus-lite is used: it is made for trying out, and its times say nothing of
a server. With --chunks a store of so many made chunks (``speed/search.py``) is searched as well. A database that is
named must be empty; what is indexed stays in it.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import numpy as np

from eval.bench.speed.search import fill
from eval.bench.speed.texts import questions, sentences
from eval.bench.speed.vectors import fitting_shake, made
from eval.cases import load_cases
from eval.run import open_corpus
from eval.suites import SUITES, Suite
from index.embed import load_embedder
from index.search import Searcher
from index.settings import IndexSettings
from index.store import Place, create_store
from index.types import Hit
from rag.assistant import Assistant
from rag.types import Answer, Inquiry

DEPTH = 10
ASKED = 100
Result = TypeVar("Result")


@dataclass(slots=True)
class Found:
    """What one store gave, and in how many milliseconds each time."""

    answers: list[object] = field(default_factory=list)
    hits: list[list[tuple[int, float | None]]] = field(default_factory=list)
    answering: list[float] = field(default_factory=list)
    searching: list[float] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--milvus", help="address of an empty database")
    parser.add_argument("--suite", choices=[suite.name for suite in SUITES], default="seeds")
    parser.add_argument("--chunks", type=int, default=0, help="made chunks to search among, instead of a suite")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        address = options.milvus or f"milvus://{folder}/milvus.db"
        places = [IndexSettings(store=store, _env_file=None).place for store in (folder + "/sqlite", address)]
        if options.chunks:
            lines = searched(places, options.chunks)
        else:
            lines = asked(places, next(suite for suite in SUITES if suite.name == options.suite))
    print("\n".join(lines))


def asked(places: Sequence[Place], suite: Suite) -> list[str]:
    """Every dev question of a suite, answered from both stores."""
    opened = [_timed(partial(open_corpus, suite.documents, place)) for place in places]
    assistants, seconds = [one for one, _ in opened], [took for _, took in opened]
    found = [Found(), Found()]
    for assistant in assistants:
        assistant.warm_up()
    for question in [case.question for case in load_cases(suite.cases, "dev") if not case.history]:
        for assistant, one in zip(assistants, found, strict=True):
            _ask(assistant, question, one)
    same = sum(a == b for a, b in zip(found[0].answers, found[1].answers, strict=True))
    return [
        f"{suite.name}: {len(found[0].answers)} questions, {same} answered the same",
        *compared(found),
        *_medians("answer", [one.answering for one in found]),
        f"indexing: SQLite {seconds[0] / 1000:.1f} s, Milvus {seconds[1] / 1000:.1f} s (the first loads the models)",
    ]


def searched(places: Sequence[Place], size: int) -> list[str]:
    """Questions over so many made chunks in both stores."""
    embedder, random = load_embedder(IndexSettings()), np.random.default_rng(8)
    texts = sentences(None)
    real = embedder.encode(texts)
    shake = fitting_shake(real)
    stores, searchers, seconds = [], [], []
    for place in places:
        store = create_store(place, embedder.name, embedder.dimension)
        seconds.append(_timed(partial(fill, store, made(real, size, shake), texts))[1])
        stores.append(store)
        searchers.append(Searcher(store, embedder, threads=1))
    found, wanted = [Found(), Found()], questions(None)
    for question in [wanted[n] for n in np.sort(random.choice(len(wanted), min(ASKED, len(wanted)), replace=False))]:
        for store, searcher, one in zip(stores, searchers, found, strict=True):
            with store.snapshot() as view:
                _search(partial(searcher.search, view, question, DEPTH), one)
    return [
        f"{size:,} made chunks, {len(found[0].hits)} questions",
        *compared(found),
        f"writing: SQLite {seconds[0] / 1000:.1f} s, Milvus {seconds[1] / 1000:.1f} s",
    ]


def _ask(assistant: Assistant, question: str, found: Found) -> None:
    answer, milliseconds = _timed(lambda: assistant.ask(Inquiry(question)))
    found.answers.append(_said(answer))
    found.answering.append(milliseconds)
    with assistant.library.snapshot() as view:
        _search(lambda: assistant.library.searcher.search(view, question, DEPTH), found)


def _said(answer: Answer) -> object:
    cited = [(c.document_sha256, c.start, c.end, c.text, c.voice) for c in answer.citations]
    return answer.refusal and answer.refusal.reason, cited


def _search(search: Callable[[], list[Hit]], found: Found) -> None:
    hits, milliseconds = _timed(search)
    found.hits.append([(hit.id, hit.lexical and round(hit.lexical, 6)) for hit in hits])
    found.searching.append(milliseconds)


def compared(found: Sequence[Found]) -> list[str]:
    """Recall of the second store, and both stores' times."""
    pairs = list(zip(found[0].hits, found[1].hits, strict=True))
    recall = statistics.mean(len({n for n, _ in a} & {n for n, _ in b}) / max(1, len(a)) for a, b in pairs)
    same = sum(a == b for a, b in pairs)
    return [
        f"search: recall@{DEPTH} {recall:.3f}; {same} of {len(pairs)} with the same passages in the same order and with "
        "the same BM25",
        *_medians("search", [one.searching for one in found]),
    ]


def _medians(what: str, times: Sequence[Sequence[float]]) -> list[str]:
    sqlite, milvus = map(statistics.median, times)
    return [f"{what}, median: SQLite {sqlite:.1f} ms, Milvus {milvus:.1f} ms"]


def _timed(do: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    done = do()
    return done, (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
