from __future__ import annotations

from index.attribute.reader import read_statements
from index.sentences import parse, sentence_spans
from index.types import Sentence

PRESENT = "Present: Nora Whitby (Treasurer), Idwal Rees (Secretary), Petra Sand (Chair)\n\n"


def speakers(text: str) -> list[str | None]:
    doc = parse(text, "en")
    statements, _ = read_statements(doc, [Sentence(s.start, s.end) for s in sentence_spans(doc)])
    return [statement.speaker for statement in statements]


def test_a_post_is_whoever_is_listed_with_it() -> None:
    text = PRESENT + "The Treasurer reported that the boiler was paid for. She said that the roof was not."
    assert speakers(text) == ["Nora Whitby", "Nora Whitby"]


def test_a_pronoun_goes_back_to_a_post() -> None:
    text = PRESENT + "Idwal Rees said that the field was wet. The Chair left the room. She said that it had dried."
    assert speakers(text) == ["Idwal Rees", "Petra Sand"]


def test_an_epithet_is_whom_the_sentence_before_was_about() -> None:
    text = "Aldo Brandt does not like the bridge. The ecologist says that it harms the otters."
    assert set(speakers(text)) == {"Aldo Brandt"}


def test_a_post_that_nobody_is_known_to_hold_stays_a_post() -> None:
    assert speakers("Aldo Brandt met Ann Lee. The ecologist says that it harms the otters.") == ["ecologist"]


def test_nobody_is_whom_he_serves() -> None:
    text = "The respondent's expert, Captain Nora Whitby, spoke. The judge held that the respondent believed that the door was shut."
    assert "Nora Whitby" not in speakers(text)


def test_what_stands_in_brackets_behind_a_name_is_what_he_does() -> None:
    text = "Present: Nora Whitby (Chair), Mr. J. Whitlow (harbour porter).\n\nThe harbour porter spoke. He warned that the gate was open."
    assert speakers(text)[-1] == "J. Whitlow"


def test_an_office_is_not_whom_the_sentence_before_was_about() -> None:
    assert speakers("Tom Fox thinks that taxes will rise. The minister denied that they would.") == [
        "Tom Fox",
        "minister",
    ]
    assert speakers("Tom Fox is ill. The doctor said that it was flu.") == ["doctor"]
