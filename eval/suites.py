"""The suites that ship with the project: which cases are asked over which documents."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from eval.cases import CASES

ROOT = Path(__file__).parent.parent
LEVELS = Path(__file__).parent / "levels.json"


@dataclass(frozen=True, slots=True)
class Suite:
    """A case file and the folder of documents that it is about."""

    name: str
    cases: Path
    documents: Path


SUITES = (
    Suite("seeds", CASES / "seeds.jsonl", ROOT / "seeds"),
    Suite("corpus", CASES / "corpus.jsonl", ROOT / "eval" / "corpus"),
    Suite("voices", CASES / "voices.jsonl", ROOT / "eval" / "voices"),
    Suite("sides", CASES / "sides.jsonl", ROOT / "eval" / "sides"),
    Suite("sheets", CASES / "sheets.jsonl", ROOT / "eval" / "sheets"),
    Suite("wild", CASES / "wild.jsonl", ROOT / "eval" / "wild"),
)


def level(suite: str, split: str) -> float:
    """The share of passed cases below which a change is not taken; it is only raised, or begins again where cases were added."""
    return float(json.loads(LEVELS.read_text("utf-8"))[suite][split])
