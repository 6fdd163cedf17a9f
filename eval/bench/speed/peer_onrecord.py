"""Onrecord over the same texts, as the peers are run: the model loaded before the clock starts."""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from index.library import Library
from index.settings import IndexSettings

DEPTH = 5


def main() -> None:
    """Index, ask, print."""
    given = json.load(sys.stdin)
    folder = Path(given["folder"])
    library = Library(IndexSettings(store=folder / "store"))
    library.embedder.encode(["warm up"])
    start = time.perf_counter()
    for _ in library.index([folder / "texts"]):
        pass
    indexing = time.perf_counter() - start
    times, found = asked(library, given["questions"])
    print(json.dumps({"indexing": indexing, "query": statistics.median(times) * 1000, "found": found}))


def asked(library: Library, questions: list[str]) -> tuple[list[float], list[list[int]]]:
    """Seconds of each search, and the numbers of the texts found, best first, each once."""
    times: list[float] = []
    found: list[list[int]] = []
    with library.snapshot() as view:
        numbers = {one.id: [int(Path(origin).stem) for origin in one.origins] for one in view.summaries()}
        for question in questions:
            start = time.perf_counter()
            hits: list[Any] = library.searcher.search(view, question, 4 * DEPTH)
            times.append(time.perf_counter() - start)
            places = dict.fromkeys(number for hit in hits for number in numbers[hit.chunk.document_id])
            found.append(list(places)[:DEPTH])
    return times, found


if __name__ == "__main__":
    main()
