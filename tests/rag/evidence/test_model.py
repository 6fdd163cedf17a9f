from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import ModelError
from index.types import Span
from rag.evidence import CorpusStatistics, EvidenceModel, missing_terms
from rag.types import Candidate, Question

CORPUS = CorpusStatistics(200, {"soldier": 30, "north": 60, "korean": 40, "kill": 2, "bridg": 4, "open": 9})
OPENED = "The Varden bridge was opened by Queen Ilse on 3 May 1932."


def asked(text: str) -> Question:
    return Question(text, text, text)


def candidate(number: int, text: str, dense: float, **more: object) -> Candidate:
    one = Candidate("d", number, Span(0, len(text)), text, "", dense, passage_dense=dense, passage_rank=0)
    return replace(one, **more)


def bridge() -> list[Candidate]:
    return [
        candidate(0, OPENED, 0.7, passage_lexical=9.0),
        candidate(1, "Bridges are often painted green.", 0.4, passage_lexical=9.0),
        candidate(2, "When was the Varden bridge opened?", 0.7, passage_lexical=9.0),
    ]


def test_the_sentence_that_answers_is_the_most_probable() -> None:
    found = EvidenceModel.load().probabilities(asked("When was the Varden bridge opened?"), bridge(), CORPUS)
    assert found[0] == max(found)
    assert all(0 < chance < 1 for chance in found)


def test_a_question_is_no_answer_to_itself() -> None:
    found = EvidenceModel.load().probabilities(asked("When was the Varden bridge opened?"), bridge(), CORPUS)
    assert found[2] < found[0]


def test_an_answer_is_more_probable_than_a_near_miss() -> None:
    model = EvidenceModel.load()
    near = candidate(0, "North Korean soldiers are in Kursk.", 0.5)
    told = candidate(0, "At least 40 North Korean soldiers were killed in Kursk.", 0.5)
    question = asked("How many North Korean soldiers were killed?")
    assert model.probabilities(question, [told], CORPUS)[0] > model.probabilities(question, [near], CORPUS)[0]


def test_a_higher_cosine_never_lowers_the_probability() -> None:
    model, question = EvidenceModel.load(), asked("When was the Varden bridge opened?")
    chances = [
        model.probabilities(question, [candidate(0, OPENED, cosine)], CORPUS)[0] for cosine in (0.2, 0.4, 0.6, 0.8)
    ]
    assert chances == sorted(chances)


def test_no_candidates_no_probabilities() -> None:
    assert EvidenceModel.load().probabilities(asked("When?"), [], CORPUS) == []


@pytest.mark.parametrize("text", ["", "?", "the of", "wer hat die Brücke eröffnet", "1932", "🙂"])
def test_any_question_is_judged(text: str) -> None:
    assert len(EvidenceModel.load().probabilities(asked(text), bridge(), CORPUS)) == 3


def test_the_same_question_gives_the_same_numbers() -> None:
    question = asked("Who opened the bridge?")
    first, second = (EvidenceModel.load().probabilities(question, bridge(), CORPUS) for _ in range(2))
    assert first == second


def test_missing_terms_are_the_rare_ones_not_found_nearby() -> None:
    near = candidate(0, "North Korean soldiers are in Kursk.", 0.5, before="Nobody was hurt.")
    found = missing_terms(asked("How many North Korean soldiers have been killed in Kursk?"), near, CORPUS)
    assert found == ("killed",)


def test_eighty_candidates_take_milliseconds() -> None:
    model, question = EvidenceModel.load(), asked("When was the Varden bridge opened by the queen?")
    many = [candidate(n, f"{OPENED} Some {n} people came, and the river was high.", 0.5) for n in range(80)]
    model.probabilities(question, many, CORPUS)
    started = time.process_time()
    for _ in range(5):
        model.probabilities(question, many, CORPUS)
    assert (time.process_time() - started) / 5 < 0.03  # 4 ms when measured alone; room for a busy machine


def test_weights_that_cannot_be_read_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"python -m eval\.train\.evidence"):
        EvidenceModel.load(tmp_path / "none.json")


def test_weights_of_a_feature_that_is_not_known_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text(json.dumps({"format": 1, "name": "x", "rank": {"moon": 1.0}, "answer": {}, "bias": 0.0}))
    with pytest.raises(ModelError, match="unknown to this version"):
        EvidenceModel.load(path)
