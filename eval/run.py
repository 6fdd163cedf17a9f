"""Running cases: index the documents into a store, ask, grade, keep the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.cases import Case, CaseError, missing_quotes
from eval.grade import Grade, duplicates, grade, verbatim
from eval.record import CaseRecord, CitedRecord, PassageRecord, SideRecord
from index.library import Library
from index.settings import IndexSettings
from index.store import Place
from rag.assistant import Assistant
from rag.settings import RagSettings
from rag.types import Answer, Inquiry, Turn

PASSAGES = 5
"""Retrieved passages that are kept with a case."""
HELD_BACK = frozenset(["no_evidence", "low_confidence"])
"""Reasons of a refusal that a lower threshold would have lifted."""

Asked = Callable[[int, int], None]
"""Called with how many cases were asked and how many there are."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a suite is run with: the assistant, and of each document its file name and text, by id."""

    suite: str
    assistant: Assistant
    names: dict[str, str]
    texts: dict[str, str]


def open_corpus(documents: Path, store: Place) -> Assistant:
    """An assistant over a folder of documents, indexed into ``store`` where that is not up to date."""
    library = Library(IndexSettings(store=store))
    failed = [report for report in library.index([documents]) if report.status == "failed"]
    if failed:
        raise CaseError(f"{failed[0].file} could not be indexed: {failed[0].reason}")
    return Assistant(library, RagSettings())


def bench(suite: str, assistant: Assistant, cases: Sequence[Case]) -> Bench:
    """Everything that running these cases needs; CaseError where one quotes what the documents do not have."""
    with assistant.library.snapshot() as view:
        names = {s.id: Path(s.origins[0]).name for s in view.summaries() if s.origins}
        texts = {document_id: view.document(document_id).text for document_id in names}
    absent = missing_quotes(cases, {names[one]: text for one, text in texts.items()})
    if absent:
        raise CaseError(
            f"the documents do not have what {len(absent)} of the quotes say, first {absent[0]}; "
            "correct the quote, or index the document that has it"
        )
    return Bench(suite, assistant, names, texts)


def run_cases(at: Bench, cases: Sequence[Case], asked: Asked | None = None) -> list[CaseRecord]:
    """Ask every case and grade it."""
    records = []
    for number, case in enumerate(cases):
        if asked:
            asked(number, len(cases))
        records.append(_ask(at, case))
    return records


def put(at: Bench, case: Case, threshold: float | None = None) -> tuple[Answer, Grade]:
    """One case's answer and the verdict on it, at the threshold set or at another one."""
    inquiry = Inquiry(case.question, tuple(Turn(t.role, t.content) for t in case.history))
    answer = at.assistant.ask(inquiry, threshold)
    return answer, grade(case, answer, at.names)


def _ask(at: Bench, case: Case) -> CaseRecord:
    answer, graded = put(at, case)
    forced = None
    if answer.refusal and answer.refusal.reason in HELD_BACK:
        held, verdict = put(at, case, 0.0)
        forced = None if held.refusal else verdict.passed
    return CaseRecord(
        suite=at.suite, case=case, interpreted=answer.interpreted, refused=graded.refused,
        reason=answer.refusal.reason if answer.refusal else None, answer=answer.marked,
        score=round(answer.confidence.score, 6), threshold=answer.confidence.threshold, passed=graded.passed,
        faults=graded.faults, citations=_citations(at, answer, graded),
        sides=tuple(SideRecord(speaker=p.speaker, stance=p.stance) for p in answer.positions),
        passages=_passages(at, answer), covered=graded.covered, credited=graded.credited,
        attributed=graded.attributed, duplicates=duplicates(answer.citations), forced=forced,
        timings_ms={stage: round(ms, 3) for stage, ms in answer.timings_ms.items()},
    )  # fmt: skip


def _citations(at: Bench, answer: Answer, graded: Grade) -> tuple[CitedRecord, ...]:
    return tuple(
        CitedRecord(
            document=at.names[c.document_id], start=c.start, end=c.end, text=c.text, speaker=c.voice.speaker,
            role=c.voice.role, attribution=c.voice.attribution, needed=c.id in graded.useful,
            verbatim=verbatim(c, at.texts[c.document_id]),
        )
        for c in answer.citations
    )  # fmt: skip


def _passages(at: Bench, answer: Answer) -> tuple[PassageRecord, ...]:
    """What a search for the question as it was understood finds; nothing where it is out of scope."""
    if answer.refusal and answer.refusal.reason == "out_of_scope":
        return ()
    found = []
    for hit in at.assistant.search(answer.interpreted, PASSAGES):
        chunk = hit.chunk
        found.append(
            PassageRecord(
                document=at.names[chunk.document_id], start=chunk.start, end=chunk.end,
                text=at.texts[chunk.document_id][chunk.start : chunk.end], dense=hit.dense, lexical=hit.lexical,
                fused=hit.fused,
            )
        )  # fmt: skip
    return tuple(found)
