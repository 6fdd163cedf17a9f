from __future__ import annotations

import pytest

from rag.evidence.asked import answer_type, asking, compares


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who opened the bridge?", "person"),
        ("In what year was it opened?", "time"),
        ("when did the war end", "time"),
        ("How many people came?", "number"),
        ("What percentage of voters stayed at home?", "number"),
        ("Where was the scene filmed?", "place"),
        ("Which country has the veto?", "place"),
        ("Which company built it?", "organisation"),
        ("Why was it closed?", "reason"),
        ("How is steel made?", "manner"),
        ("Did the mayor agree?", "yes_no"),
        ("What is Article 4 about?", "any"),
        ("bridge opening date", "any"),
        ("", "any"),
        ("What does a ticket for a dog cost?", "number"),
        ("Wann darf ich wieder fahren?", "time"),
        ("Wie lange gilt das Gebot?", "number"),
        ("Was kostet die Fahrt?", "number"),
    ],
)
def test_answer_type(question: str, expected: str) -> None:
    assert answer_type(question) == expected


def test_the_words_that_only_ask_are_no_terms() -> None:
    assert asking("In what year was the Varden bridge opened?").terms == ("varden", "bridg", "open")


def test_the_thing_counted_is_known() -> None:
    assert asking("How many soldiers were killed?").unit == "soldier"
    assert asking("What is the number of casualties?").unit == "casualti"


def test_names_and_numbers_of_a_question() -> None:
    asked = asking("Did Anna Brandt sell 40 shares?")
    assert asked.names == {"anna", "brandt"}
    assert asked.numbers == {"40"}


def test_search_lines_are_told_from_questions() -> None:
    assert asking("varden bridge opening").keywords
    assert not asking("who opened it").keywords


def test_a_second_asking_word_takes_its_noun_with_it() -> None:
    assert asking("Who mends the gate, and by what date?").terms == ("mend", "gate")


def test_the_property_that_is_asked_for() -> None:
    assert {"weight", "mass"} <= asking("How heavy is the skiff?").property
    assert {"price", "fee"} <= asking("What does the skiff cost?").property
    assert asking("In which room is it?").noun == {"room"}


def test_a_german_question_is_read_by_its_own_words() -> None:
    asked = asking("Wann wird das Freibad wieder geöffnet?")
    assert asked.is_german
    assert len(asked.terms) == 2


@pytest.mark.parametrize(
    ("question", "does"),
    [("How much longer is A than B?", True), ("How much dearer is it?", True), ("How long is it?", False)],
)
def test_questions_by_how_much_two_values_differ(question: str, does: bool) -> None:
    assert compares(question) is does


def test_contracted_words_are_no_terms() -> None:
    assert asking("May I text my boss when I'm ill?").terms == asking("May I text my boss when ill?").terms
