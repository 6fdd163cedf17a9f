"""WiCE's own format: claims of Wikipedia with the sentences of the articles that they cite."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.bench.support import Posed, candidates, embedded
from index.embed.base import Embedder

CLAIMS = "claim_*.jsonl"
TOKENS = "non_supported_tokens_*.jsonl"
REMEDY = "put WiCE's claim_dev.jsonl in DIR/wice"
_TITLE = "(meta data) TITLE:"


def read_wice(data: Path, embedder: Embedder, pattern: str = CLAIMS) -> Iterator[Posed]:
    """Every claim of the files in DIR/wice, in order of file name; some minutes, which go into embedding."""
    for file in sorted((data / "wice").glob(pattern)):
        for line in file.read_text("utf-8").splitlines():
            yield _posed(json.loads(line), embedder)


def _posed(row: dict[str, Any], embedder: Embedder) -> Posed:
    sentences, claim = list(row["evidence"]), str(row["claim"])
    vectors = embedded([claim, *sentences], embedder)
    title = next((s.removeprefix(_TITLE).strip() for s in sentences if s.startswith(_TITLE)), "")
    return Posed(
        id=str(row["meta"]["id"]), group=str(row["meta"]["claim_title"]), part="wice", claim=claim,
        supported=row["label"] == "supported",
        candidates=candidates(str(row["meta"]["id"]), title, sentences, [vectors[s] for s in sentences], vectors[claim]),
        sets=tuple(frozenset(found) for found in row["supporting_sentences"] if found),
    )  # fmt: skip
