"""The question in the README, over the documents that come with the project."""

from __future__ import annotations

from pathlib import Path

from index.library import Library
from index.settings import IndexSettings
from rag.assistant import Assistant
from rag.settings import RagSettings
from rag.types import Inquiry

SEEDS = Path(__file__).parents[2] / "seeds"


def test_both_sides_of_the_example_are_told_and_nobody_else(tmp_path: Path) -> None:
    library = Library(IndexSettings(_env_file=None, store=tmp_path))
    assert all(report.status == "indexed" for report in library.index([SEEDS]))
    answer = Assistant(library, RagSettings(_env_file=None)).ask(Inquiry("who disputes the escalation framing?"))
    assert {(p.speaker, p.stance) for p in answer.positions} == {
        ("Timo Kivimäki", "disputes"), ("Michael DiMino", "disputes"), ("Mark Rutte", "affirms"),
    }  # fmt: skip
    assert all(answer.citations[n - 1].text for p in answer.positions for n in p.citation_ids)
