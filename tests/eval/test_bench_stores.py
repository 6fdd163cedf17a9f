from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.bench.stores import Found, asked, compared
from eval.suites import Suite
from index.store import Place

REPORT = """Harbour bridge to close in May
By Tomas Lindqvist

The harbour bridge in Ostby will be closed to lorries from 4 May, the council decided on Monday.

Ines Okafor, the harbour master, described the old bridge as a serious danger to shipping. “We have counted 14 collisions since January,” she said.

Engineer Paul Brandt denied that the bridge is a danger to shipping. He said the collisions were caused by fog.
"""
CASE = {
    "split": "dev", "kind": "fact", "history": [], "answerable": True, "may_refuse": False, "needs": [], "speakers": [],
    "stances": {}, "not_speakers": [], "max_citations": 3, "note": "",
}  # fmt: skip


def test_what_was_found_is_compared() -> None:
    found = [Found(hits=[[(1, 0.5), (2, None)]], searching=[2.0]), Found(hits=[[(2, None), (3, 0.1)]], searching=[8.0])]
    recall, times = compared(found)
    assert "recall@10 0.500; 0 of 1" in recall and times == "search, median: SQLite 2.0 ms, Milvus 8.0 ms"


@pytest.mark.parametrize("place", ["milvus"], indirect=True)
def test_real_parts_answer_the_same_over_both_stores(place: Place, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "report.txt").write_text(REPORT, "utf-8")
    asks = ("How many collisions were counted?", "Who disputes that the bridge is a danger?", "What did Brandt say?")
    cases = [{**CASE, "id": f"case-{number}", "question": question} for number, question in enumerate(asks)]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, cases)), "utf-8")
    lines = asked([tmp_path / "sqlite", place], Suite("small", tmp_path / "cases.jsonl", tmp_path / "documents"))
    assert lines[0] == "small: 3 questions, 3 answered the same"
    assert "recall@10 1.000; 3 of 3" in lines[1]
