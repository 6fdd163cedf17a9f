from __future__ import annotations

import json
from pathlib import Path

from eval.bench.polnear_questions import run, table

ARTICLE = [
    "Ines Valder said that the dam would hold.",
    "It rained in the valley for a week.",
    "Piet Moor denied that anybody had looked at the dam.",
    "Lena Dahl praised the engineers of the dam.",
]


def write(folder: Path) -> Path:
    rows = [
        {"type": "source_statements", "question": "What does Valder say?", "gold_sentences": [0], "source": "Valder"},
        {"type": "dispute", "question": "Who disputes something?", "gold_sentences": [2]},
        {"type": "support", "question": "Who supports something?", "gold_sentences": [3]},
    ]
    lines = [json.dumps({**row, "article": "one"}) for row in rows]
    (folder / "questions_dev.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "sentences_dev.json").write_text(json.dumps({"one": ARTICLE}), encoding="utf-8")
    return folder


def test_each_kind_of_question_finds_its_sentence_first(tmp_path: Path) -> None:
    result = run(write(tmp_path), "both")
    assert {kind: row["Rprec"] for kind, row in result["systems"]["product"].items()} == {
        "source_statements": 1.0, "dispute": 1.0, "support": 1.0,
    }  # fmt: skip
    assert "held-out" not in table(result)
