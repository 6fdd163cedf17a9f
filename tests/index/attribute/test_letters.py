from __future__ import annotations

from index.attribute.letters import find_letters

PAGE = """Letters

Our readers on the ferry.

A lifeline

I have taken the ferry to work for thirty years. The council calls it a luxury, and I think that it is wrong.

Joan Petrie (61), Harbour Row

Too dear

Every crossing costs the ratepayer nine pounds. My own bicycle costs nothing.

Yours faithfully,
Hamid Sarkis
"""


def test_each_letter_belongs_to_who_signs_it() -> None:
    found = [(turn.label, PAGE[turn.content.start : turn.content.end][:6], turn.role) for turn in find_letters(PAGE)]
    assert found == [("Joan Petrie", "I have", "Harbour Row"), ("Hamid Sarkis", "Every ", None)]


def test_a_letter_may_be_signed_at_the_end_of_its_paragraph() -> None:
    text = (
        "Your correspondent claims that bread has never been cheaper. My mother paid fourpence. – Agnes Toll, Upper Tarn\n\n"
        "Bread is dear because flour is dear, and I bake my own. – B. Nwosu (Dr), Low Fell\n"
    )
    found = [(turn.label, text[turn.content.start : turn.content.end][-9:], turn.role) for turn in find_letters(text)]
    assert found == [("Agnes Toll", "ourpence.", "Upper Tarn"), ("B. Nwosu", "e my own.", "Low Fell")]


def test_one_signed_letter_is_no_page_of_letters() -> None:
    assert find_letters("Dear Editor,\n\nI take the ferry to work every day of the week.\n\nJoan Petrie, Dunoon") == ()


def test_sections_named_after_places_are_no_letters() -> None:
    text = "We drove on in the rain until it was dark.\n\n{}\n\nI liked the town, and we stayed for three days.\n\n"
    assert find_letters(text.format("Santa Maria") + text.format("Ponta Delgada") + "We flew home on Sunday.") == ()


def test_names_without_a_first_person_are_no_letters() -> None:
    text = "The pier was built in 1880 and burnt in 1920.\n\n{}, Harbour Archive\n\n"
    assert find_letters(text.format("Joan Petrie") + text.format("Hamid Sarkis")) == ()


def test_the_greeting_of_the_next_letter_ends_one() -> None:
    page = "Sir, – I take the ferry to work every day of the week.\n\nGwen Sallis, ironmonger, Dunoon\n\n"
    page += "Sir, – My mother was knocked down outside the bank by a lorry.\n\nAmos Trent, Station Road\n"
    assert [(turn.label, turn.role) for turn in find_letters(page)] == [
        ("Gwen Sallis", "ironmonger, Dunoon"), ("Amos Trent", "Station Road"),
    ]  # fmt: skip


def test_a_title_in_brackets_may_lead_a_signature() -> None:
    page = "SIR – I have ridden the towpath for thirty years.\n\n(Dr) Helen Aske\nLock Cottage\n\n"
    page += "SIR – My mother was knocked down outside the bank by a lorry.\n\nAmos Trent, Station Road\n"
    assert [turn.label for turn in find_letters(page)] == ["Helen Aske", "Amos Trent"]


def test_a_signed_foreword_is_in_the_words_of_whoever_signs_it() -> None:
    report = (
        "# Annual Report\n\n### Foreword by the Director\n\nWhen I came the galleries were half empty.\n\n"
        "I believe that free entry for the young has helped us. — *Ann Boyle, Director*\n\n### Exhibitions\n\nOur main show drew crowds.\n"
    )
    (turn,) = find_letters(report)
    assert (turn.label, turn.role) == ("Ann Boyle", "Director")
    assert report[turn.content.start : turn.content.end].startswith("When I came")
    assert report[turn.content.start : turn.content.end].endswith("has helped us.")


def test_initials_may_sign() -> None:
    page = "I thought the set was the best part of it.\n\n– D.K.\n\nI would see it again for my part, and soon.\n\n– Rosa Pike\n"
    assert [turn.label for turn in find_letters(page)] == ["D.K.", "Rosa Pike"]
