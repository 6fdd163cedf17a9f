"""What the evidence weights were learned from, so that benchmarks can leave it out."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

SEEN = Path(__file__).with_name("seen.json")
"""Written by eval.train.evidence."""


@cache
def seen(part: str) -> frozenset[str]:
    """Titles of SQuAD articles ("squad2") or ids of ClapNQ questions ("clapnq"); none before anything was learned."""
    return frozenset(json.loads(SEEN.read_text("utf-8"))[part]) if SEEN.is_file() else frozenset()
