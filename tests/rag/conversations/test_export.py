"""Judged answers as cases that the evaluation reads."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from eval.cases import load_cases, missing_quotes
from rag.conversations import Exchange, Feedback, Judged
from rag.conversations.export import cases
from rag.conversations.store import now
from rag.types import Answer, Citation, Turn, Voice
from tests.conftest import Desk
from tests.rag.api.fakes import ANSWER, REFUSED

MINUTES = "The council met on Monday. Ada Berg said the plan was rejected."


def answer_from(desk: Desk) -> Answer:
    document_id = desk.add("minutes.txt", MINUTES)
    with desk.store.snapshot() as view:
        sha256 = view.document(document_id).sha256
    cited = Citation(1, document_id, "Minutes", sha256, MINUTES[27:], 27, 63, None, Voice("Ada Berg", None, "indirect"))
    return replace(ANSWER, citations=(cited,))


def judged(answer: Answer, is_positive: bool, text: str | None = None, *history: Turn, answer_id: str = "a") -> Judged:
    feedback = Feedback(f"{answer_id}{is_positive}", answer_id, is_positive, text)
    return Judged(feedback, now(), Exchange(answer_id, "s", now(), answer, history))


def test_a_right_answer_is_a_case_that_the_evaluation_reads(desk: Desk, tmp_path: Path) -> None:
    given = [judged(answer_from(desk), True, "good", Turn("user", "before"))]
    with desk.store.snapshot() as view:
        lines = [json.dumps(case) for case in cases(given, view)]
    (tmp_path / "cases.jsonl").write_text("\n".join(lines), "utf-8")
    (case,) = load_cases(tmp_path / "cases.jsonl")
    assert missing_quotes([case], {"minutes.txt": MINUTES}) == []
    assert case.kind == "followup" and case.answerable and case.speakers == ("Ada Berg",)
    assert case.stances == {"Ada Berg": "disputes"} and case.note == "good"


def test_a_right_refusal_is_a_case_without_an_answer(desk: Desk) -> None:
    refused = replace(REFUSED, refusal=replace(REFUSED.refusal, nearest=()))  # type: ignore[type-var]
    with desk.store.snapshot() as view:
        (case,) = cases([judged(refused, True)], view)
    assert not case["answerable"] and case["needs"] == [] and case["kind"] == "near_miss"


def test_wrong_answers_are_drafts_and_only_on_demand(desk: Desk) -> None:
    given = [judged(answer_from(desk), False, "it was the mayor")]
    with desk.store.snapshot() as view:
        assert list(cases(given, view)) == []
        (draft,) = cases(given, view, drafts=True)
    assert draft["note"] == "draft: was answered, and that was wrong: it was the mayor" and draft["needs"] == []


def test_the_last_judgement_counts(desk: Desk) -> None:
    answer = answer_from(desk)
    with desk.store.snapshot() as view:
        assert list(cases([judged(answer, True), judged(answer, False)], view)) == []
        assert len(list(cases([judged(answer, False), judged(answer, True)], view))) == 1


def test_what_holds_no_more_is_no_case(desk: Desk) -> None:
    gone = Judged(Feedback("f", "b", True), now(), None)
    given = [gone, judged(answer_from(desk), True)]
    desk.add("minutes.txt", MINUTES + " The vote was seven to two.")
    with desk.store.snapshot() as view:
        assert list(cases(given, view)) == []
