"""Sentences of a real model that came through, labelled by hand: what is wrong comes through no more."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import eval.bench
from index.types import Span
from rag.draft.gate import Gate
from rag.draft.types import Drafted
from rag.interpret.roster import Roster
from rag.types import Candidate, Voice
from rag.verify.model import SupportModel
from rag.verify.sentence import Verifier

FILE = Path(str(eval.bench.__path__[0])) / "drafted.jsonl"
ROWS = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def stands(row: dict[str, Any]) -> bool:
    """Whether a sentence stands beside the passage it came with, whose vector is as near as can be."""
    span = Span(0, len(row["passage"]))
    voice = Voice(row["speaker"], None, row["attribution"], (span,))
    passage = Candidate("d", 0, span, row["passage"], "", 1.0, voices=(voice,), author=Voice("Author", None, "author"))
    near: Any = SimpleNamespace(read=lambda _: SimpleNamespace(vectors=np.ones((1, 1))))
    searcher: Any = SimpleNamespace(embed_all=lambda texts: np.ones((len(texts), 1)))
    labels = (row["sentence"].split(":")[0],) if ": " in row["sentence"] else ()
    verifier = Verifier(SupportModel.load())
    gate = Gate((passage,), labels, (passage,), near, searcher, verifier, Roster([]), lambda _: False)
    judged = gate.judge(Drafted(row["sentence"], (1,)), None)
    return judged.stands and judged.drafted.text == row["sentence"]


@pytest.mark.parametrize("row", [row for row in ROWS if not row["right"]], ids=lambda row: row["case"])
def test_what_is_wrong_does_not_come_through_as_it_was(row: dict[str, Any]) -> None:
    assert not stands(row)


def test_most_of_what_is_right_still_does() -> None:
    right = [row for row in ROWS if row["right"] and not row["first_gate"]]
    assert right and sum(map(stands, right)) >= 0.8 * len(right)
