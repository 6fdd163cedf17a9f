from __future__ import annotations

from index.attribute.names import Names
from index.attribute.pronouns import learn_genders
from index.attribute.view import make_view
from index.sentences import parse, sentence_spans
from index.types import Sentence


def genders(text: str) -> dict[str, str]:
    doc = parse(text, "en")
    view = make_view(doc, [Sentence(s.start, s.end) for s in sentence_spans(doc)])
    names = Names(view)
    learn_genders(view, names)
    return {person.name: person.gender for person in names.people}


def test_a_paragraph_about_one_person_tells_the_pronoun() -> None:
    text = "Zsofia Kerekes built boats. She died in May.\n\nKwabena Mensah sold them, and his yard is still open."
    assert genders(text) == {"Zsofia Kerekes": "f", "Kwabena Mensah": "m"}


def test_a_paragraph_about_two_tells_nothing() -> None:
    assert genders("Vesk Kerekes met Orlu Brandt at the yard. She was tired.")["Vesk Kerekes"] == ""


def test_a_pronoun_before_any_name_is_somebody_else() -> None:
    assert genders("Bella was well again. Her owner, Orlu Brandt, told us that she had eaten.")["Orlu Brandt"] == ""


def test_a_title_is_not_overruled() -> None:
    assert genders("Mr. Jasper Holt sold boats. She bought two.")["Jasper Holt"] == "m"
