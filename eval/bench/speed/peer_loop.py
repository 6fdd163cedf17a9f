"""Plain sentence-transformers with FAISS, as most people write it; runs in the peers' environment.

With ``loop`` a text at a time is encoded and added, with ``batched`` all of them in one call.
"""

from __future__ import annotations

import json
import statistics
import sys
import time

import faiss
import torch
from sentence_transformers import SentenceTransformer

given = json.load(sys.stdin)
torch.set_num_threads(2)
model = SentenceTransformer(given["model"], device="cpu")
model.encode(["warm up"])
index = faiss.IndexFlatIP(384)
start = time.perf_counter()
if sys.argv[1] == "loop":
    for text in given["texts"]:
        index.add(model.encode([text], normalize_embeddings=True, show_progress_bar=False))
else:
    index.add(model.encode(given["texts"], normalize_embeddings=True, show_progress_bar=False))
indexing = time.perf_counter() - start
times, found = [], []
for question in given["questions"]:
    start = time.perf_counter()
    _, ids = index.search(model.encode([question], normalize_embeddings=True, show_progress_bar=False), 5)
    times.append(time.perf_counter() - start)
    found.append(ids[0].tolist())
print(json.dumps({"indexing": indexing, "query": statistics.median(times) * 1000, "found": found}))
