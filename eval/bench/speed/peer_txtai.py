"""txtai, hybrid (dense and BM25), as its documentation has it; runs in the peers' environment."""

from __future__ import annotations

import json
import statistics
import sys
import time

import torch
from txtai import Embeddings

given = json.load(sys.stdin)
torch.set_num_threads(2)
embeddings = Embeddings({"path": given["model"], "hybrid": True, "content": True, "gpu": False})
embeddings.batchtransform(["warm up"])
start = time.perf_counter()
embeddings.index(list(enumerate(given["texts"])))
indexing = time.perf_counter() - start
times, found = [], []
for question in given["questions"]:
    start = time.perf_counter()
    hits = embeddings.search(question, 5)
    times.append(time.perf_counter() - start)
    found.append([int(hit["id"]) for hit in hits])
print(json.dumps({"indexing": indexing, "query": statistics.median(times) * 1000, "found": found}))
