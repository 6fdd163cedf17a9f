"""Running cases: index the documents into a store, ask, grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.cases import Case, CaseError, missing_quotes
from eval.grade import Grade, duplicates, grade, verbatim
from index.library import Library
from index.settings import IndexSettings
from rag.assistant import Assistant
from rag.settings import RagSettings
from rag.types import Answer, Inquiry, Turn


@dataclass(frozen=True, slots=True)
class Asked:
    """One case with its answer and the verdict on it."""

    answer: Answer
    grade: Grade
    verbatim: bool
    duplicates: int


def open_corpus(documents: Path, store: Path) -> Assistant:
    """An assistant over a folder of documents, indexed into ``store`` where that is not up to date."""
    library = Library(IndexSettings(store=store))
    failed = [report for report in library.index([documents]) if report.status == "failed"]
    if failed:
        raise CaseError(f"{failed[0].file} could not be indexed: {failed[0].reason}")
    return Assistant(library, RagSettings())


def run_cases(assistant: Assistant, cases: Sequence[Case]) -> list[Asked]:
    """Ask every case; CaseError where one quotes what the documents do not have."""
    with assistant.library.snapshot() as view:
        names = {s.id: Path(s.origins[0]).name for s in view.summaries()}
        texts = {names[one]: view.document(one).text for one in names}
    absent = missing_quotes(cases, texts)
    if absent:
        raise CaseError(f"the documents do not have what a case quotes: {absent[0]}")
    return [_ask(assistant, case, names, texts) for case in cases]


def _ask(assistant: Assistant, case: Case, names: dict[str, str], texts: dict[str, str]) -> Asked:
    answer = assistant.ask(Inquiry(case.question, tuple(Turn(t.role, t.content) for t in case.history)))
    exact = all(verbatim(c, texts[names[c.document_id]]) for c in answer.citations)
    return Asked(answer, grade(case, answer, names), exact, duplicates(answer.citations))
