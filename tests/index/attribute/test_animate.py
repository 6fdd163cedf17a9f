from __future__ import annotations

import pytest

from index.attribute.reader import read_statements
from index.sentences import parse, sentence_spans
from index.types import Sentence


def speakers(text: str) -> list[str | None]:
    doc = parse(text, "en")
    statements, _ = read_statements(doc, [Sentence(s.start, s.end) for s in sentence_spans(doc)])
    return [statement.speaker for statement in statements]


@pytest.mark.parametrize(
    "text",
    [
        "The state fired two rockets in March, indicating that it can reach the coast.",
        "The joint exercises offer a chance to test the radios, something challenged by language barriers.",
        "Visible cooperation may serve the duchy, emphasizing that it has another ally.",
    ],
)
def test_what_only_shows_something_is_no_speaker(text: str) -> None:
    assert speakers(text) == []


def test_a_person_who_stresses_something_while_talking_is_one() -> None:
    text = "Ines Valder said the dam would hold, emphasizing that it had been tested twice."
    assert set(speakers(text)) == {"Ines Valder"}


def test_a_verb_of_speech_makes_a_speaker_of_a_thing() -> None:
    assert speakers("The label says that the lamp is waterproof.") == ["label"]


def test_who_is_whoever_can_be_one() -> None:
    text = "We had 63 complaints in two summers, nearly all from people over sixty who say that they cannot see."
    assert speakers(text) == ["people over sixty"]


def test_an_unnamed_person_is_meant_by_a_pronoun() -> None:
    text = "My grandfather kept the light and was afraid of the sea. He told me that the rocks were worse."
    assert speakers(text) == ["my grandfather"]


def test_a_pronoun_goes_by_who_came_in_last_and_not_by_who_spoke_last() -> None:
    text = "Mr. Pascoe said it was late. My uncle would not let him go. “Stay here until noon,” he said."
    assert speakers(text) == ["Pascoe", "my uncle"]


def test_a_pronoun_for_nobody_known_is_no_name() -> None:
    assert speakers("He said that the dam would hold.") == [None]


def test_kin_who_are_named_are_called_by_name() -> None:
    text = "My brother Fintan was eleven. My brother remembers it otherwise. He says that there was no hunger."
    assert speakers(text)[-1] == "Fintan"
