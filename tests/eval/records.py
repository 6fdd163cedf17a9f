"""Cases and records for the tests of the evaluation, no model needed."""

from __future__ import annotations

from typing import Any

from eval.cases import Case
from eval.record import CaseRecord, CitedRecord, MadeWith, PassageRecord, Run

MADE = MadeWith(
    commit="c0ffee" * 7, dirty=False, version="0.1.0", python="3.11", settings={"threshold": "0.1"},
    models={"embedding": "words"}, corpora={"mine": "abc"},
)  # fmt: skip
CITED = CitedRecord(
    document="offer.txt", start=0, end=19, text="It costs 12 crowns.", speaker="Ines Okafor", role=None,
    attribution="direct", needed=True, verbatim=True,
)  # fmt: skip
PASSAGE = PassageRecord(
    document="offer.txt",
    start=0,
    end=34,
    text="It costs 12 crowns. <b>Not more</b>",
    dense=0.5,
    lexical=2.0,
    fused=0.03,
)


def a_record(name: str = "a", passed: bool = True, case: dict[str, Any] | None = None, **fields: Any) -> CaseRecord:
    """A record of an answered case that passes, but for what is given."""
    given = {
        "suite": "mine", "case": Case(id=name, question="What does it cost?", **(case or {})), "reason": None,
        "interpreted": "What does it cost?", "refused": False, "answer": "“It costs 12 crowns.” [1]", "score": 0.7,
        "threshold": 0.1, "passed": passed, "faults": () if passed else ("credits nobody",), "citations": (CITED,),
        "sides": (), "passages": (PASSAGE,), "covered": 1, "credited": (), "attributed": (1, 1), "duplicates": 0,
        "forced": None, "timings_ms": {"retrieve": 3.0, "total": 5.0},
    }  # fmt: skip
    return CaseRecord(**{**given, **fields})


def refused(name: str = "r", answerable: bool = False, case: dict[str, Any] | None = None, **fields: Any) -> CaseRecord:
    """A record of a refused case, right where it is not answerable."""
    given = {"reason": "low_confidence", "citations": (), "covered": 0, "attributed": (0, 0), "score": 0.05}
    asked = {"answerable": answerable, **(case or {})}
    return a_record(**{"name": name, "passed": not answerable, "case": asked, "refused": True, **given, **fields})


def a_run(*cases: CaseRecord) -> Run:
    """A run of these cases."""
    return Run(made_with=MADE, cases=cases)
