"""Indexing: each stage by itself, then the whole in a process of its own, then again with nothing changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from eval.bench.speed.figure import Figure, Plan
from eval.bench.speed.machine import embedding_flop, gflops
from eval.bench.speed.texts import documents
from index.attribute.reader import read_statements
from index.build import embed, read_document
from index.embed import load_embedder
from index.files import SourceFile
from index.load import LoadLimits, load
from index.rows import IndexedDocument
from index.sentences import parse, sentence_spans
from index.settings import IndexSettings
from index.split import chunk_text, split
from index.store import create_store
from index.types import Document, Sentence

WHOLE = """
import json, resource, sys, time
from pathlib import Path
from index.library import Library
from index.settings import IndexSettings
if __name__ == "__main__":
    library = Library(IndexSettings(store=Path(sys.argv[2])))
    for _ in library.index([Path(sys.argv[3])]):  # one file, so that what parses and embeds is loaded before the clock
        pass
    start = time.perf_counter()
    reports = list(library.index([Path(sys.argv[1])]))
    seconds = time.perf_counter() - start
    own, others = (resource.getrusage(who).ru_maxrss / 1000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "reports": len(reports), "own": own, "others": others}))
"""
"""A file of its own, since the processes that parse load it too."""
UNCHANGED = 0.02
"""Aim: share of the first time that a run takes where nothing changed."""
EMBEDDING = 0.6
"""Aim: share of the whole that embedding alone would take."""
Made = TypeVar("Made")


def measure(plan: Plan) -> list[Figure]:
    """Stages, whole, again."""
    texts = documents(plan.data)[: plan.documents]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        files = write(texts, folder / "texts")
        write([("First", "Anna Berg said on Monday that this was read before the clock started.")], folder / "first")
        stages, embedding = _stages(files, folder)
        return stages + _whole(folder, len(files), sum(len(text) for _, text in texts), embedding)


def write(texts: Sequence[tuple[str, str]], folder: Path) -> list[Path]:
    """A file a text, its title on top."""
    folder.mkdir()
    paths = [folder / f"{number:06}.txt" for number in range(len(texts))]
    for path, (title, text) in zip(paths, texts, strict=True):
        path.write_text(f"{title}\n\n{text}\n", "utf-8")
    return paths


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    start = time.perf_counter()
    made = work()
    return made, time.perf_counter() - start


def _stages(files: Sequence[Path], folder: Path) -> tuple[list[Figure], float]:
    """Each stage over all documents, one document after the other; also the seconds of embedding everything at once."""
    settings = IndexSettings(store=folder / "stages")
    embedder = load_embedder(settings)
    sources = [SourceFile(path, str(path)) for path in files]
    read_document(load(files[0]), sources[0])  # loads what parses
    limits = LoadLimits(50_000_000, 20_000_000)
    extracted, loading = _timed(lambda: [load(path, limits) for path in files])
    parsed, parsing = _timed(lambda: [parse(one.text, "en") for one in extracted])
    spans = [[Sentence(span.start, span.end) for span in sentence_spans(doc)] for doc in parsed]
    _, attributing = _timed(lambda: [read_statements(doc, some) for doc, some in zip(parsed, spans, strict=True)])
    found = [read_document(one, source) for one, source in zip(extracted, sources, strict=True)]
    chunks = [split(one.id, one.text, one.sentences, settings.chunk_tokens) for one in found]
    pieces = [text for one, some in zip(found, chunks, strict=True) for text in _pieces(one, some)]
    _, together = _timed(lambda: embedder.encode(pieces))
    vectors, embedding = _timed(lambda: [embed(one, some, embedder) for one, some in zip(found, chunks, strict=True)])
    store = create_store(settings.store, embedder.name, embedder.dimension)

    def put() -> None:
        for one, some, both in zip(found, chunks, vectors, strict=True):
            with store.transaction() as writer:
                writer.put(IndexedDocument(one, some, *both, "bench"))

    _, writing = _timed(put)
    store.close()
    counts = {"documents": len(found), "sentences": sum(map(len, spans)), "chunks": sum(map(len, chunks))}
    seconds = {"load": loading, "parse": parsing, "statements": attributing, "embed": embedding, "write": writing}
    figures = [
        Figure(f"indexing: {stage}, {what}", count / value, f"{what}/s")
        for stage, value in seconds.items()
        for what, count in counts.items()
    ]
    bound = embedding_flop(tokens(pieces)) / gflops() / 1e9
    figures += [
        Figure("indexing: embedding everything at once", together, "s", bound, "matrix arithmetic"),
        Figure("indexing: share of statements in all stages", attributing / sum(seconds.values()), "share"),
        Figure("indexing: stages one after the other, with statements", sum(seconds.values()), "s"),
        Figure("indexing: the same without statements", sum(seconds.values()) - attributing, "s"),
    ]
    return figures, together


def _pieces(document: Document, chunks: Sequence[object]) -> list[str]:
    spoken = [document.text[s.start : s.end] for s in document.sentences if not s.furniture]
    texts = [chunk_text(document.text, document.sentences, chunk) for chunk in chunks]  # type: ignore[arg-type]
    return [*(f"{document.title}\n{text}" for text in texts), *spoken]


def tokens(texts: Sequence[str]) -> int:
    """Tokens that the model reads of these texts."""
    from index.embed.base import packaged_folder
    from index.embed.encoder import load_tokenizer
    from index.embed.minilm import LONGEST

    tokenizer = load_tokenizer(packaged_folder())
    tokenizer.enable_truncation(LONGEST)
    return sum(len(one.ids) for one in tokenizer.encode_batch(list(texts)))


def _whole(folder: Path, files: int, characters: int, embedding: float) -> list[Figure]:
    first, again = run(folder), run(folder)
    disk = sum(path.stat().st_size for path in (folder / "store").rglob("*") if path.is_file())
    return [
        Figure("indexing: whole", first["seconds"], "s", embedding / EMBEDDING, f"embedding alone at {EMBEDDING}"),
        Figure("indexing: documents", files / first["seconds"], "documents/s"),
        Figure("indexing: text", characters / first["seconds"] / 1e6, "MB/s"),
        Figure("indexing: memory", first["own"], "MB"),
        Figure("indexing: memory of the largest process that parses", first["others"], "MB"),
        Figure("indexing: disk", disk / characters, "bytes a character"),
        Figure("indexing: again, unchanged", again["seconds"] / first["seconds"], "share", UNCHANGED, "aim"),
    ]


def run(folder: Path) -> dict[str, float]:
    """One indexing run over ``texts`` into ``store``, in a process of its own, its models loaded before the clock."""
    script = folder / "whole.py"
    script.write_text(WHOLE, "utf-8")
    command = [sys.executable, str(script), str(folder / "texts"), str(folder / "store"), str(folder / "first")]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
