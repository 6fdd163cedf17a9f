from __future__ import annotations

from tests.index.attribute.reading import read


def told(text: str) -> list[tuple[str | None, str]]:
    statements, _ = read(text)
    return [(s.speaker, " … ".join(text[c.start : c.end] for c in s.content)) for s in statements]


def test_an_aside_belongs_to_the_subject_of_its_own_sentence() -> None:
    text = "Mr Vance praised the plan. Mr Odell doubted that it would last: a wall without a drain, he warned, falls."
    assert told(text)[1:] == [
        ("Odell", "that it would last"),
        ("Odell", "a wall without a drain … falls"),
    ]


def test_both_sides_of_a_stop_are_kept_where_only_one_reports() -> None:
    text = "There are two roads; both are bad, Ann Lee said."
    assert told(text) == [("Ann Lee", "There are two roads; both are bad")]


def test_an_aside_behind_a_colon_does_not_tell_what_leads_up_to_it() -> None:
    text = (
        "Hanneke Vries called the comparison absurd. Sunniva Abara tells patients to switch on the night mode. "
        "Vries is unconvinced by this advice: night mode, she notes, roughly halves the light."
    )
    assert told(text)[-1] == ("Hanneke Vries", "night mode … roughly halves the light")


def test_a_quotation_that_goes_on_behind_a_comma_is_kept_whole() -> None:
    text = 'Ola Hruska told a conference that "the demand is there, the tracks are there, and what is missing is the will."'
    assert told(text) == [
        ("Ola Hruska", 'that "the demand is there, the tracks are there, and what is missing is the will."')
    ]


def test_people_are_cited_and_not_what_they_know() -> None:
    text = "Two people familiar with the matter said the board had been divided over it."
    assert told(text) == [("Two people", "the board had been divided over it")]
