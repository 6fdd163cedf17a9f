from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.bench.clapnq import Asked, chosen, figures, fused
from eval.bench.clapnq_data import ClapQuestion, read_clapnq

SENTENCES = ["Orm is an island .", "It has 400 people .", "Sheep are kept ."]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "clapnq"
    folder.mkdir()
    passage = {"title": "Orm", "text": " ".join(SENTENCES), "sentences": SENTENCES}
    for part, picked in (("answerable", SENTENCES[1:2]), ("unanswerable", [])):
        row = {"id": part, "input": "people of orm", "passages": [passage], "output": [{"selected_sentences": picked}]}
        (folder / f"dev_{part}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return tmp_path


def test_questions_know_what_was_selected(data: Path) -> None:
    sources, questions = read_clapnq(data)
    assert [(q.answerable, q.selected) for q in questions] == [(True, {1}), (False, frozenset())]
    start, end = (sources[0].sentences or ())[1].start, (sources[0].sentences or ())[1].end
    assert sources[0].text[start:end] == SENTENCES[1]


def test_evidence_chooses_what_is_near_the_best() -> None:
    assert chosen({0: 0.8, 1: 0.5, 2: 0.1}, "evidence", share=0.5) == {0, 1}
    assert chosen({0: 0.8, 1: 0.5, 2: 0.1, 3: 0.05}, "vectors") == {0, 1, 2}


def test_figures_are_means_over_answerable_questions() -> None:
    yes = Asked(ClapQuestion("a", "q", frozenset({0}), True), {"evidence": {0: 0.9, 1: 0.8}})
    no = Asked(ClapQuestion("b", "q", frozenset(), False), {"evidence": {0: 0.2}})
    found = figures([yes, no], "evidence", share=0.5)
    assert {name: one.value for name, one in found.items()} == {"P": 0.5, "R": 1.0, "F1": 0.6667, "AUROC": 1.0}


def test_fusion_prefers_what_both_like() -> None:
    assert fused([3.0, 2.0, 1.0], [2.0, 3.0, 1.0])[2] == min(fused([3.0, 2.0, 1.0], [2.0, 3.0, 1.0]))
    assert fused([1.0, 1.0], [0.2, 0.1])[0] > fused([1.0, 1.0], [0.2, 0.1])[1]
