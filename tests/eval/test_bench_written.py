from __future__ import annotations

from pathlib import Path

from eval.bench.written import Outcome, ask, figures
from eval.written import Asked, Written

MILL = Written(
    "mill", 0, "The mill at Orrin",
    ("The mill at Orrin closed in 1911.", "It had made paper.", "Its owner was Ada Bright of Thornby."),
    (Asked("When did the mill at Orrin close?", (0,), ()), Asked("How many horses did the bishop of Lunt keep?", (), (2,))),
)  # fmt: skip


def test_an_answer_must_cite_what_answers_and_the_rest_must_be_refused(tmp_path: Path) -> None:
    assert ask([MILL], tmp_path) == [Outcome(True, True, True), Outcome(False, False, True)]


def test_shares_are_of_what_they_say() -> None:
    found = figures(
        [
            Outcome(True, True, True),
            Outcome(True, True, False),
            Outcome(True, False, False),
            Outcome(False, True, False),
        ]
    )
    assert [str(one) for one in found.values()] == ["0.25", "0.33", "0.00", "0.33"]
