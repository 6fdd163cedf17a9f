from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from eval.bench.corpora import Corpus, indexed
from eval.bench.measure import Figure, table
from eval.bench.squad import FLOOR, GOAL, SYSTEMS, ask, figures
from eval.bench.squad_data import SquadQuestion, data_folder, read_squad
from index.embed.base import Vectors
from rag.evidence import EvidenceModel

PARAGRAPHS = {
    "Varden_Bridge": ["The Varden bridge was opened by Queen Ilse in 1932. It is green.", "Tolls ended in 1950."],
    "Orm_Island": ["Orm is an island of 400 people. Its harbour freezes in winter.", "Sheep outnumber people on Orm."],
}


class WordsEmbedder:
    """Bags of hashed words: near enough to meaning for texts of a few words."""

    name, dimension = "words", 64

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[crc32(word.strip(".?").encode()) % self.dimension] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def qa(number: str, question: str, context: str, answer: str | None) -> dict[str, object]:
    answers = [{"text": answer, "answer_start": context.index(answer)}] if answer else []
    return {"id": number, "question": question, "answers": answers, "is_impossible": answer is None}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    bridge, orm = PARAGRAPHS["Varden_Bridge"], PARAGRAPHS["Orm_Island"]
    asked = {
        bridge[0]: [
            qa("1", "Who opened the Varden bridge?", bridge[0], "Queen Ilse"),
            qa("2", "Who painted the Varden bridge?", bridge[0], None),
        ],
        orm[0]: [qa("3", "How many people live on the island of Orm?", orm[0], "400")],
    }
    articles = [
        {"title": title, "paragraphs": [{"context": text, "qas": asked.get(text, [])} for text in texts]}
        for title, texts in PARAGRAPHS.items()
    ]
    (tmp_path / "squad2").mkdir()
    (tmp_path / "squad2" / "dev.json").write_text(json.dumps({"data": articles}), "utf-8")
    return tmp_path


def asked_of(corpus: Corpus, questions: Sequence[SquadQuestion]) -> dict[str, dict[str, Figure]]:
    with corpus.store.snapshot() as view:
        found = [ask(question, view, corpus, EvidenceModel.load()) for question in questions]
    return {system: figures(found, corpus, system) for system in SYSTEMS}


def test_paragraphs_and_questions_are_read(data: Path) -> None:
    sources, questions = read_squad(data)
    assert [s.key for s in sources] == ["Varden_Bridge/0", "Varden_Bridge/1", "Orm_Island/0", "Orm_Island/1"]
    assert [bool(q.answers) for q in questions] == [True, False, True]


def test_the_gold_sentence_holds_the_answer(data: Path) -> None:
    sources, questions = read_squad(data)
    with indexed(sources, WordsEmbedder()) as corpus, corpus.store.snapshot() as view:
        gold = questions[2].gold(view.document(corpus.ids["Orm_Island/0"]))
    assert gold == {(corpus.ids["Orm_Island/0"], 0)}


def test_every_system_gets_every_figure(data: Path) -> None:
    sources, questions = read_squad(data)
    with indexed(sources, WordsEmbedder()) as corpus:
        found = asked_of(corpus, questions)
    assert all(set(row) == {"R@1", "R@5", "nDCG@10", "top-1", "top-3", "AUROC"} for row in found.values())
    assert found["evidence"]["R@1"].value == found["evidence"]["top-1"].value == 1.0
    shown = table("SQuAD", found, FLOOR, GOAL).splitlines()
    assert [line.split()[0] for line in shown[2:]] == [
        "words",
        "95%",
        "vectors",
        "95%",
        "hybrid",
        "95%",
        "evidence",
        "95%",
        "floor",
        "goal",
    ]


def test_missing_data_says_where_to_put_it(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="put it there, and name DIR with --data"):
        data_folder(tmp_path, "squad2", "put it there")
