"""Search among 10 thousand, 100 thousand and a million chunks: the index that is chosen, and the exact one.

Vectors are made of real ones (``vectors.py``); queries are real questions. Each size is a real store, with the words of
real sentences, opened by a process of its own whose memory is measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from eval.bench.speed.figure import Figure, Plan
from eval.bench.speed.machine import bandwidth
from eval.bench.speed.texts import questions, sentences
from eval.bench.speed.vectors import fitting_shake, made
from index.embed import Embedder, load_embedder
from index.embed.base import Vectors
from index.rows import IndexedDocument
from index.settings import IndexSettings
from index.split import count_tokens
from index.sqlite.store import SqliteStore, create_sqlite
from index.store import Store
from index.types import Chunk, Document, Sentence
from index.vectors import save_vectors, train_vectors

CHUNKS = 1_000
"""In a document."""
ASKED = 200
ROOM = Path(__file__).parents[3]
AIM_MS, AIM_RECALL, AIM_MB = 20.0, 0.98, 2_500.0
"""Aims at a million chunks."""


def measure(plan: Plan) -> list[Figure]:
    """For each size: latency, recall against the exact index, memory, and how long the indexes take to be made."""
    embedder = load_embedder(IndexSettings())
    random = np.random.default_rng(8)
    texts = _some(sentences(plan.data), plan.real, random)
    real, asked = embedder.encode(texts), _some(questions(plan.data), ASKED, random)
    shake, gigabytes = fitting_shake(real), bandwidth()
    return [
        figure for size in plan.sizes for figure in _at(size, made(real, size, shake), texts, asked, embedder, gigabytes)
    ]  # fmt: skip


def _some(texts: Sequence[str], count: int, random: np.random.Generator) -> list[str]:
    chosen = np.sort(random.choice(len(texts), min(count, len(texts)), replace=False))
    return [texts[number] for number in chosen]


def _at(
    size: int, vectors: Iterator[Vectors], texts: Sequence[str], asked: Sequence[str], embedder: Embedder,
    gigabytes: float,
) -> list[Figure]:  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        store = create_sqlite(Path(folder), embedder.name, embedder.dimension)
        fill(store, vectors, texts)
        store.close()
        trained = _asked_in_a_process(Path(folder), asked, "train")
        found = _asked_in_a_process(Path(folder), asked, "search")
    scan = size * embedder.dimension * 4 / gigabytes / 1e6
    large = size >= 1_000_000
    label = f"search among {size:,}"
    return [
        Figure(f"{label}: vectors, median", found["vectors"], "ms", scan, "reading every vector once"),
        Figure(f"{label}: exact, median", trained["exact"], "ms", scan, "reading every vector once"),
        Figure(f"{label}: words, median", found["words"], "ms"),
        Figure(f"{label}: words by FTS5, median", trained["fts5"], "ms"),
        Figure(f"{label}: words, questions with FTS5's very list of fifty", trained["alike"], "of 1", 1.0, "exact"),
        Figure(f"{label}: whole, median", found["whole"], "ms", AIM_MS if large else None, "aim" if large else ""),
        Figure(f"{label}: in one document, median", found["within"], "ms"),
        Figure(f"{label}: recall@10", found["recall"], "of 1", AIM_RECALL, "aim"),
        Figure(f"{label}: recall@10 noted when it was made", trained["noted"], "of 1", AIM_RECALL, "aim"),
        Figure(f"{label}: memory", found["memory"], "MB", AIM_MB if large else None, "aim" if large else ""),
        Figure(f"{label}: making the index of vectors", trained["seconds"], "s"),
        Figure(f"{label}: making the index of words", trained["listing"], "s"),
        Figure(f"{label}: opening it", found["opening"], "s"),
    ]


def fill(store: Store, vectors: Iterator[Vectors], texts: Sequence[str]) -> None:
    """A store with a chunk a vector, each with the words of one of the texts."""
    random = np.random.default_rng(9)
    tokens = [count_tokens(text) for text in texts]
    number = 0
    for block in vectors:
        with store.transaction() as writer:
            for start in range(0, len(block), CHUNKS):
                part = block[start : start + CHUNKS]
                chosen = random.integers(len(texts), size=len(part))
                writer.put(_document(number, part, [(texts[n], tokens[n]) for n in chosen]))
                number += 1


def _document(number: int, vectors: Vectors, pieces: Sequence[tuple[str, int]]) -> IndexedDocument:
    text, spans, chunks = "", list[Sentence](), list[Chunk]()
    name, parts, end = f"{number:016x}", list[str](), 0
    for n, (piece, size) in enumerate(pieces):
        spans.append(Sentence(end, end + len(piece)))
        chunks.append(Chunk(name, n, end, end + len(piece), n, n, size))
        parts.append(piece)
        end += len(piece) + 1
    text = "\n".join(parts)
    document = Document(name, name * 4, text, f"Document {number}", "text", "en", sentences=tuple(spans))
    return IndexedDocument(document, chunks, vectors, vectors, "bench")


def _asked_in_a_process(folder: Path, asked: Sequence[str], job: str) -> dict[str, float]:
    command = [sys.executable, "-m", "eval.bench.speed.search_process", job, str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOM)}
    done = subprocess.run(
        command, input=json.dumps(list(islice(asked, ASKED))), capture_output=True, text=True, check=True,
        env=environment, cwd=ROOM,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def keep(store: SqliteStore, threads: int) -> float:
    """Make the index that suits the store and keep it; the recall that was noted."""
    with store.snapshot() as view:
        held = train_vectors(view, store.dimension, threads)
        save_vectors(held, store.folder)
        return held.index.made.recall
