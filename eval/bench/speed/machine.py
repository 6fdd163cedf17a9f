"""What the machine can do at this moment: the bounds that everything else is held against."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from eval.bench.speed.figure import Figure, Plan

ROUNDS = 15
TOKENS, WIDTH, WIDE = 4_096, 384, 1_536
"""The largest matrix product of the embedding model, for a batch of so many tokens."""
BYTES = 256_000_000
THREADS = 2


def best_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Fewest wall seconds of a piece of work that was done once before: a bound is what the machine can do at best."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def gflops() -> float:
    """Billions of additions and multiplications of float32 a second, in a matrix product on all threads."""
    random = np.random.default_rng(1)
    left = random.standard_normal((TOKENS, WIDTH), np.float32)
    right = random.standard_normal((WIDTH, WIDE), np.float32)
    return 2 * TOKENS * WIDTH * WIDE / best_seconds(lambda: left @ right) / 1e9


def bandwidth() -> float:
    """Gigabytes a second that all threads read together from memory."""
    parts = np.ones(BYTES // 4, np.float32).reshape(THREADS, -1)
    with ThreadPoolExecutor(THREADS) as workers:
        return BYTES / best_seconds(lambda: list(workers.map(np.max, parts))) / 1e9


def measure(plan: Plan) -> list[Figure]:
    """The bounds themselves."""
    return [Figure("matrix arithmetic", gflops(), "GFLOP/s"), Figure("reading memory", bandwidth(), "GB/s")]


def embedding_flop(tokens: int) -> float:
    """Additions and multiplications of MiniLM's six layers for so many tokens, attention itself left out."""
    return tokens * 6 * 2 * (4 * WIDTH * WIDTH + 2 * WIDTH * WIDE)
