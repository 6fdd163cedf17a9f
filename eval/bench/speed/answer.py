"""Warm answers over ``seeds/`` by stage, beside what embedding the question and searching take alone."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from eval.bench.speed.figure import Figure, Plan
from eval.cases import load_cases
from eval.run import open_corpus
from eval.suites import SUITES
from rag.assistant import Assistant
from rag.types import Inquiry


def measure(plan: Plan) -> list[Figure]:
    """Medians by stage; the bound of the whole is embedding and searching, of which it may take twice as long.

    A question that is asked for the first time has its sentences read, which is most of its time; asked again, it is
    remembered what they said. Both are told apart.
    """
    questions = [case.question for case in load_cases(SUITES[0].cases, "dev") if not case.history]
    with tempfile.TemporaryDirectory() as folder:
        assistant = open_corpus(SUITES[0].documents, Path(folder))
        assistant.warm_up()
        # One after the other for each question, so that both meet the same machine.
        first, *later = ([_both(assistant, question) for question in questions] for _ in range(1 + plan.rounds))
    again = [pair for pairs in later for pair in pairs]
    return [*_figures("answer first asked", first), *_figures("answer asked again", again)]


def _figures(name: str, pairs: Sequence[tuple[dict[str, float], float]]) -> list[Figure]:
    timings, least = [timing for timing, _ in pairs], statistics.median(one for _, one in pairs)
    totals = sorted(timing["total"] for timing in timings)
    return [
        *(Figure(f"{name}: {stage}", _median(timings, stage), "ms") for stage in timings[0] if stage != "total"),
        Figure(f"{name}: median", _median(timings, "total"), "ms", least, "embedding and searching"),
        Figure(f"{name}: 95%", totals[int(len(totals) * 0.95)], "ms"),
    ]


def _both(assistant: Assistant, question: str) -> tuple[dict[str, float], float]:
    """The stages of an answer, and the milliseconds of embedding the question and searching."""
    searcher = assistant.library.searcher
    searcher.embed.cache_clear()  # a remembered vector would hide what embedding the question costs
    timings = assistant.ask(Inquiry(question)).timings_ms
    searcher.embed.cache_clear()
    with assistant.library.snapshot() as view:
        start = time.perf_counter()
        searcher.search(view, question, 12)
        return timings, (time.perf_counter() - start) * 1000


def _median(timings: Sequence[dict[str, float]], stage: str) -> float:
    return statistics.median(timing[stage] for timing in timings)
