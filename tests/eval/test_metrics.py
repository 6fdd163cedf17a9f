from __future__ import annotations

import pytest

from eval.metrics import by_kind, figures, latencies, shares
from tests.eval.records import CITED, a_record, refused

UNNEEDED = CITED.model_copy(update={"needed": False})
NEED = {"needs": [[{"document": "offer.txt", "quote": "x"}], [{"document": "offer.txt", "quote": "y"}]]}


def test_recall_is_of_needed_passages_and_a_refusal_covers_none() -> None:
    found = shares([a_record(case=NEED), refused(answerable=True, case=NEED)])
    assert found["recall"].value == 0.25 and found["recall"].of == 4


def test_precision_counts_what_is_cited_where_nothing_should_be() -> None:
    wrong = a_record("b", False, {"answerable": False}, citations=(UNNEEDED,))
    assert shares([a_record(case=NEED), wrong])["precision"].value == 0.5


def test_cases_that_may_go_either_way_count_in_no_figure_of_refusal() -> None:
    either = refused(case={"may_refuse": True}, passed=True)
    found = shares([either])
    assert found["passed"].value == 1.0
    assert all(found[name].value is None for name in ("refusal F1", "decision", "recall"))


def test_refusal_f1_is_the_harmonic_mean() -> None:
    found = shares([refused(), refused("x", answerable=True), a_record("y", False, {"answerable": False})])
    assert (found["refusal precision"].value, found["refusal recall"].value) == (0.5, 0.5)
    assert found["refusal F1"].value == pytest.approx(0.5) and found["decision"].value == pytest.approx(1 / 3)


def test_attribution_is_of_citations_with_a_known_speaker() -> None:
    found = shares([a_record(attributed=(1, 2)), a_record("b", attributed=(0, 0))])
    assert found["attribution"].value == 0.5 and found["attribution"].of == 2


def test_latency_is_by_stage() -> None:
    found = latencies([a_record(), a_record("b", timings_ms={"retrieve": 5.0, "total": 9.0})])
    assert list(found) == ["retrieve", "total"] and found["total"].median == 7.0


def test_kinds_come_in_order_and_all_last() -> None:
    records = [a_record(case={"kind": "swap"}), a_record("b", case={"kind": "fact"})]
    assert list(by_kind(records)) == ["fact", "swap", "all"]


def test_no_cases_have_no_figures() -> None:
    assert figures([]).shares["passed"].value is None and figures([]).latency == {}
