from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from eval.bench.seen import seen
from eval.train.pair_graph import save_vectors
from eval.train.question import SHARE, Shelf, shelves, squad_shelves, teach
from eval.train.stance_fit import draw_back
from eval.train.stance_network import build, tokenizer
from eval.written import Asked, Contested, Written
from index.embed.base import packaged_folder
from index.embed.minilm import MiniLMEmbedder
from index.embed.question import QuestionEncoder

MILL = Written(
    "mill", 1, "The mill at Orrin", ("The mill closed in 1911.", "Ada Bright owned it."),
    (Asked("When did it shut?", (0,), ()), Asked("Why?", (), (1,))),
    (Contested("the mill was sound", "who thinks so?", (1,), (), (0,)),),
)  # fmt: skip


@pytest.fixture(scope="module")
def embedder() -> MiniLMEmbedder:
    return MiniLMEmbedder(packaged_folder(), "minilm")


def test_a_shelf_has_what_is_asked_with_what_answers_it(tmp_path: Path, embedder: MiniLMEmbedder) -> None:
    (shelf,) = shelves([MILL], tmp_path)
    assert [(text, rows) for text, rows, _ in shelf.asked] == [
        ("When did it shut?", (0,)), ("the mill was sound", (1,)), ("who thinks so?", (1,))
    ]  # fmt: skip
    assert all(inside for *_, inside in shelf.asked)
    assert float(shelf.sentences[0] @ embedder.encode(["The mill closed in 1911."])[0]) > 0.99
    assert shelf.passages.shape[1] == 384


def test_a_question_comes_nearer_to_what_answers_it(embedder: MiniLMEmbedder) -> None:
    texts = [
        "The mill closed in 1911.",
        "Ada Bright owned it.",
        "The ferry sails at ten.",
        "Bread is baked on Fridays.",
    ]
    vectors = embedder.encode(texts)
    known = [
        Shelf(vectors[n : n + 1], vectors[n : n + 1], [(text, (0,), (0,))])
        for n, text in enumerate(("who had it?", "when is the boat?", "what is made before Saturday?", "is it shut?"))
    ]
    folder = packaged_folder()
    torch.manual_seed(1)
    network = build(folder, {})
    before = _cosines(network, known)
    teach(network, tokenizer(folder), known, epochs=3)
    after = _cosines(network, known)
    draw_back(network, build(folder, {}), SHARE)
    assert before < _cosines(network, known) < after


def test_what_is_written_says_nearly_the_same_in_eight_bits(tmp_path: Path, embedder: MiniLMEmbedder) -> None:
    folder = packaged_folder()
    save_vectors(build(folder, {}), tmp_path / "question.onnx")
    encoder = QuestionEncoder.load(embedder._encoder.words, tokenizer(folder), tmp_path / "question.onnx")
    asked = "Which of the two families had the mill before it was closed in the year of the great flood?"
    assert float(encoder.vector(asked) @ embedder.encode([asked])[0]) > 0.95


def test_a_paragraph_that_may_be_learned_from_is_a_shelf(tmp_path: Path, embedder: MiniLMEmbedder) -> None:
    context = "The mill closed in 1911. Ada Bright owned it."
    owner = {"text": "Ada Bright", "answer_start": context.index("Ada")}
    asked = [
        {"id": "1", "question": "Who had it?", "is_impossible": False, "answers": [owner]},
        {"id": "2", "question": "Why?", "is_impossible": True, "answers": []},
    ]
    articles = [
        {"title": title, "paragraphs": [{"context": context, "qas": asked}]}
        for title in (min(seen("squad2")), "Another")
    ]
    (tmp_path / "squad2").mkdir()
    (tmp_path / "squad2" / "dev_a.json").write_text(json.dumps({"data": articles}), "utf-8")
    (shelf,) = squad_shelves(tmp_path, embedder)
    assert list(shelf.asked) == [("Who had it?", (1,), (0,))]


def _ids(text: str) -> tuple[torch.Tensor, torch.Tensor]:
    ids = torch.tensor([tokenizer(packaged_folder()).encode(text).ids])
    return ids, torch.ones_like(ids)


def _cosines(network: torch.nn.Module, known: list[Shelf]) -> float:
    with torch.no_grad():
        return float(np.mean([network.vectors(*_ids(s.asked[0][0]))[0].numpy() @ s.sentences[0] for s in known]))
