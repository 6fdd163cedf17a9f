"""AttributionBench's own format: claims of answering systems with the references that they cite."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.bench.support import Posed, candidates, embedded
from index.embed.base import Embedder
from index.sentences import PARSED_LANGUAGE, parse, sentence_spans

REMEDY = "put AttributionBench's dev.jsonl in DIR/attributionbench"
IN_DOMAIN = frozenset({"AttributedQA", "LFQA", "ExpertQA", "Stanford-GenSearch"})
"""The sets that the benchmark has training data of; its others are out of domain (Li et al. 2024)."""
LONGEST = 40_000
"""Characters of a reference that are read: one holds a whole book."""


def read_attributionbench(data: Path, embedder: Embedder) -> Iterator[Posed]:
    """Every claim of the files in DIR/attributionbench, in order of file name; some minutes."""
    for file in sorted((data / "attributionbench").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            yield _posed(json.loads(line), embedder)


def _posed(row: dict[str, Any], embedder: Embedder) -> Posed:
    claim = str(row["claim"])
    sentences = [
        reference[span.start : span.end]
        for reference in (str(text)[:LONGEST] for text in row["references"])
        for span in sentence_spans(parse(reference, PARSED_LANGUAGE))
    ] or [""]
    vectors = embedded([claim, *sentences], embedder)
    return Posed(
        id=str(row["id"]), group=str(row["question"]), part=str(row["src_dataset"]), claim=claim,
        supported=row["attribution_label"] == "attributable",
        candidates=candidates(str(row["id"]), "", sentences, [vectors[s] for s in sentences], vectors[claim]),
    )  # fmt: skip
