from __future__ import annotations

import pytest

from eval.compare import compare, lines, mcnemar, verdict
from tests.eval.records import CITED, a_record, a_run

MOVED = CITED.model_copy(update={"start": 3})


def runs(before: str, after: str) -> tuple[object, ...]:
    """Two runs from strings of verdicts: "+" passed, "-" failed."""
    return tuple(a_run(*(a_record(str(n), c == "+") for n, c in enumerate(of))) for of in (before, after))


def test_mcnemar_is_exact() -> None:
    assert mcnemar(0, 0) == 1.0 and mcnemar(5, 5) == 1.0
    assert mcnemar(6, 0) == pytest.approx(2 * 0.5**6)


def test_a_few_mended_cases_may_be_noise() -> None:
    found = compare(*runs("---+++", "+--+++"))  # type: ignore[arg-type]
    assert [b.case.id for _, b in found.mended] == ["0"] and not found.broken
    assert "may be noise" in verdict(found) and not found.changes[0].clear


def test_many_mended_cases_are_more_than_noise() -> None:
    found = compare(*runs("-" * 12 + "+" * 8, "+" * 20))  # type: ignore[arg-type]
    assert "more than noise" in verdict(found) and found.changes[0].clear
    assert found.changes[0].low <= 0.6 <= found.changes[0].high


def test_a_broken_case_says_what_is_wrong() -> None:
    found = compare(*runs("++", "+-"))  # type: ignore[arg-type]
    assert lines(found) == ["broken  mine/1: What does it cost? — credits nobody"]


def test_another_citation_is_a_moved_answer() -> None:
    found = compare(a_run(a_record()), a_run(a_record(citations=(MOVED,))))
    assert len(found.moved) == 1 and verdict(found) == "No verdict changed in 1 cases."


def test_cases_that_are_not_the_same_count_nowhere() -> None:
    found = compare(a_run(a_record("a"), a_record("b")), a_run(a_record("a", case={"note": "new"}), a_record("c")))
    assert found.pairs == 0 and found.reworded == ("mine/a", "mine/b", "mine/c") and found.changes == ()


def test_what_was_made_differently_is_named() -> None:
    before = a_run(a_record())
    other = before.made_with.model_copy(update={"settings": {"threshold": "0.2"}})
    found = compare(before, before.model_copy(update={"made_with": other}))
    assert found.made_differently == ("setting threshold: 0.1 → 0.2",)
