from __future__ import annotations

from index.types import Span
from rag.evidence.features import FEATURES, features
from rag.evidence.statistics import CorpusStatistics
from rag.types import Candidate, Named, Question, Voice

CORPUS = CorpusStatistics(100, {"bridg": 50, "varden": 1, "toll": 2})


def row(question: Question, text: str, **more: object) -> dict[str, float]:
    candidate = Candidate("d", 3, Span(0, len(text)), text, "", 0.5, **more)  # type: ignore[arg-type]
    return dict(zip(FEATURES, features(question, [candidate], CORPUS)[0].tolist(), strict=True))


def asked(text: str, **more: object) -> Question:
    return Question(text, text, text, **more)  # type: ignore[arg-type]


def test_every_feature_has_a_column() -> None:
    assert features(asked("Why?"), [], CORPUS).shape == (0, len(FEATURES))


def test_a_rare_term_covers_more_than_a_common_one() -> None:
    question = asked("Varden bridge")
    assert row(question, "Varden is a town.")["cov"] > row(question, "A bridge is a road.")["cov"]


def test_neighbours_cover_what_the_sentence_lacks() -> None:
    found = row(asked("Varden bridge"), "It is green.", before="The Varden bridge is old.")
    assert (found["cov"], found["cov_near"]) == (0.0, 1.0)


def test_the_speaker_of_a_sentence_covers_the_name() -> None:
    voice = Voice("Anna Varden", None, "direct")
    found = row(asked("What does Varden say?"), "It is green.", voices=(voice,))
    assert found["names_near"] == 1.0


def test_a_number_of_the_question_is_no_answer() -> None:
    question = asked("How many of the 40 bridges fell?")
    assert row(question, "There were 40 bridges.")["lacks_number"] == 1.0
    assert row(question, "Of 40 bridges, three fell.")["has_number"] == 1.0


def test_a_number_counts_where_it_stands_at_the_thing_counted() -> None:
    question = asked("How many bridges fell?")
    assert row(question, "Three old bridges fell.")["unit"] == 1.0
    assert row(question, "Bridges fell in three towns.")["unit"] == -1.0


def test_the_speaker_asked_for() -> None:
    question = asked("What does Varden say?", speakers=(Named("Anna Varden", ("Anna Varden", "Varden")),))
    assert row(question, "It is green.", voices=(Voice("Varden", None, "direct"),))["speaker"] == 1.0
    assert row(question, "It is green.", voices=(Voice("Brandt", None, "direct"),))["speaker"] == -1.0
    assert row(asked("Is it green?"), "It is green.")["speaker"] == 0.0


def test_terms_in_no_document_are_unknown() -> None:
    assert row(asked("zebra toll"), "A toll.")["unknown"] > 0.4


def test_what_a_row_stands_under_covers_the_question() -> None:
    found = row(asked("Varden toll"), "Car | 3.50", context="Varden. Toll", label="Car Toll")
    assert (found["cov"], found["fragment"]) == (1.0, 0.0)


def test_a_label_that_is_what_is_asked_for() -> None:
    assert row(asked("How heavy is the gate?"), "Mass | 90 kg", label="Mass")["label"] == 1.0
    assert row(asked("How heavy is the gate?"), "Width | 90 cm", label="Width")["label"] == 0.0
    assert row(asked("In which room is it?"), "It is in Room B.")["label"] == 1.0


def test_another_word_for_the_same_property_covers_it() -> None:
    corpus = asked("What does the toll cost?")
    assert row(corpus, "Price of the toll: 3", label="Price of the toll")["cov"] == 1.0


def test_a_german_word_is_found_in_compounds_and_other_forms() -> None:
    found = row(asked("Wann darf ich wieder Auto fahren?"), "Autofahren: nach 7 Tagen")
    assert found["cov"] == 1.0
