from __future__ import annotations

import pytest

from index.attribute.names import Names
from index.attribute.same import same_body, same_person
from index.attribute.view import make_view
from index.sentences import parse, sentence_spans
from index.types import Sentence
from tests.index.attribute.reading import told


def names(text: str, authors: str = "") -> Names:
    doc = parse(text, "en")
    return Names(make_view(doc, [Sentence(s.start, s.end) for s in sentence_spans(doc)]), authors)


def test_a_surname_joins_the_full_name() -> None:
    (one,) = names("Mary Jones spoke. Jones left.").people
    assert (one.name, len(one.mentions)) == ("Mary Jones", 2)


def test_married_people_are_told_apart_by_title() -> None:
    found = names("Mary Jones met Peter Jones. Mrs. Jones left. Mr. Jones stayed.")
    assert [[m.words for m in p.mentions][1:] for p in found.people] == [[("Jones",)], [("Jones",)]]


def test_the_title_is_no_part_of_the_name() -> None:
    assert [p.name for p in names("Former Mayor Mary Jones spoke.").people] == ["Mary Jones"]


def test_a_title_before_and_a_post_behind_make_the_role() -> None:
    (one,) = names("Senator Mary Jones, chair of the budget committee, spoke.").people
    assert one.role == "Senator, chair of the budget committee"


def test_a_post_to_which_the_name_is_apposed_is_the_role() -> None:
    assert names("The mayor, Mary Jones, spoke.").people[0].role == "mayor"


def test_who_is_says_the_role() -> None:
    assert names("Mary Jones, who is director of the mill, spoke.").people[0].role == "director of the mill"


def test_gender_follows_title_and_first_name() -> None:
    found = names("Mr. Ode met Mary Jones.")
    assert {p.name: p.gender for p in found.people} == {"Ode": "m", "Mary Jones": "f"}


def test_same_person() -> None:
    assert same_person(("John", "E.", "Herbst"), ("John", "Herbst"))
    assert same_person(("L.", "Haddad"), ("Leila", "Haddad"))
    assert not same_person(("Bill", "Clinton"), ("Hillary", "Clinton"))


def test_same_body() -> None:
    assert same_body(["cia"], ["central", "intelligence", "agency"])
    assert not same_body(["ministry"], ["defense", "ministry"])


def test_a_body_in_a_role_is_no_person() -> None:
    found = names("Mary Jones, a former adviser to the President of South Korea, spoke.")
    assert [p.name for p in found.people] == ["Mary Jones"]


def test_a_street_and_a_firm_are_no_people() -> None:
    text = "Mill Race Road is closed. Calder Vale Instruments, Inc. moved to it. Calder Vale hired Mary Jones."
    assert [p.name for p in names(text).people] == ["Mary Jones"]


def test_a_person_may_bear_the_name_of_a_place() -> None:
    assert [p.name for p in names("Mary Park spoke. Mr. Alun Hall left.").people] == ["Mary Park", "Alun Hall"]


def test_a_role_ends_before_what_somebody_is_described_as() -> None:
    (one,) = names("It was described by the minister, Mary Jones, a former deputy, as a sign of the times.").people
    assert one.role is not None
    assert "as a" not in one.role


def test_whoever_is_called_by_title_is_named_in_full_before() -> None:
    text = "Darrell Whitcombe chairs Five Days Fair. He runs. Mr Whitcombe said that it rains. Mr Whitcombe left."
    doc = parse(text, "en")
    names = Names(make_view(doc, [Sentence(s.start, s.end) for s in sentence_spans(doc)]))
    assert [person.name for person in names.people if person.words[-1] == "Whitcombe"] == ["Darrell Whitcombe"]


def test_the_names_that_the_parser_knows_tell_what_the_others_in_their_line_are() -> None:
    found = names("Maren Holtby, Idris Quaye, Sunniva Lerche\n\nThe wall stood. Lerche disagrees.")
    assert [p.name for p in found.people] == ["Maren Holtby", "Idris Quaye", "Sunniva Lerche"]
    assert len(found.people[2].mentions) == 2


def test_a_row_of_things_is_no_row_of_people() -> None:
    assert names("Lloyd Austin, Goldman Sachs, Deutsche Bank\n\nThey met.").people[1:] == []
    assert names("Red Apples, Green Pears, Blue Plums\n\nThey were sold.").people == []


def test_a_label_with_a_digit_is_nobody() -> None:
    assert [p.name for p in names("Mary Jones tested W2. W2 cracked, and W2 fell. She agrees.").people] == [
        "Mary Jones"
    ]


def test_a_title_of_several_names_each_of_them() -> None:
    found = names("Councillors Amadi, Castellane and Nkemelu stayed. Councillors were tired.")
    assert [p.name for p in found.people] == ["Amadi", "Castellane", "Nkemelu"]


def test_authors_are_named_in_full() -> None:
    found = names(
        "Moor would raise the weir. Brandt and Okafor find that too dear.", "Ann B. Moor, Odalys Brandt and Ines Okafor"
    )
    assert {"Ann B. Moor", "Odalys Brandt", "Ines Okafor"} <= {p.name for p in found.people}


def test_a_name_with_a_hyphen_keeps_its_first_name() -> None:
    found = names("Carys Bevington-Lowe, who at 27 holds the newest licence, spoke. Bevington-Lowe left.")
    assert [p.name for p in found.people] == ["Carys Bevington-Lowe"]


def test_where_somebody_works_is_nobody() -> None:
    text = "Kath Delacourt from Fenwright Kilns spent two hours here today. Kath said that it was broken."
    assert [p.name for p in names(text).people] == ["Kath Delacourt"]


def test_a_title_makes_a_role_of_any_noun_before_it() -> None:
    assert names("The mate, Mr Callum Strand, supported the master.").people[0].role == "mate"
    assert (
        names("We say the same of the managing director, Mr Peter Moor, who left.").people[0].role
        == "managing director"
    )


def test_a_firm_of_two_names_is_one_body() -> None:
    found = names("The survey was made by consultants Hale & Finch. Hale & Finch stand by it.")
    assert not {"Hale", "Finch"} & {p.name for p in found.people}


def test_a_saint_is_nobody_who_speaks() -> None:
    found = names("First to speak was the head of St Anne's, Mrs Judith Coyle. She told us of St Anne's.")
    assert [p.name for p in found.people] == ["Judith Coyle"]


def test_whoever_is_cited_by_surname_is_a_person_whatever_the_parser_sees() -> None:
    text = (
        "On a grey morning in Skerra Sound, Magnus Eide leans over the side. Eide says he will stay. He fears nothing."
    )
    assert [p.name for p in names(text).people] == ["Magnus Eide"]


def test_in_a_list_of_those_present_no_title_is_part_of_a_name_and_nobody_is_the_post_of_another() -> None:
    found = names(
        "**Present:** Cllr Moira Haddow (Chair), Cllr Desmond Platt, Cllr Yasmin Okoro, Cllr Peter Lingard\n\nIt rained."
    )
    assert [(p.name, p.role) for p in found.people] == [
        ("Moira Haddow", "Cllr, Chair"), ("Desmond Platt", "Cllr"), ("Yasmin Okoro", "Cllr"), ("Peter Lingard", "Cllr"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The harbour's head of contracts, Iain Mossman, spoke.", "harbour's head of contracts"),
        ("A spokeswoman for the Directorate, Ingrid Falk, spoke.", "spokeswoman for the Directorate"),
        ("One member of our panel, Professor Ruth Adair, does not agree.", "member of our panel"),
    ],
)
def test_a_role_is_told_with_whom_or_what_it_serves(text: str, role: str) -> None:
    assert names(text).people[0].role == role


def test_a_nickname_is_no_part_of_the_name_and_does_not_tear_it() -> None:
    found = names("Marguerite “Mags” Delahaye told her regulars. Delahaye left with her husband, Bob.")
    assert (found.people[0].name, len(found.people[0].mentions)) == ("Marguerite Delahaye", 2)


def test_minutes_call_people_by_the_initials_that_stand_behind_their_names() -> None:
    found = names(
        "Present: Mrs Jocasta Lumley (JL, Chair), Mr Olu Fashanu (OF, Head), Peter Garside (PG)\n\nPG left. JL spoke."
    )
    assert [(p.name, p.role, len(p.mentions)) for p in found.people] == [
        ("Jocasta Lumley", "Chair", 3), ("Olu Fashanu", "Head", 2), ("Peter Garside", None, 3),
    ]  # fmt: skip


def test_a_relative_presented_by_one_name_is_a_person() -> None:
    assert ("Emeka", "son") in [
        (p.name, p.role) for p in names("According to their son, Emeka, he regretted it.").people
    ]


def test_the_member_for_a_place_is_not_the_place() -> None:
    assert [p.name for p in names("My friend the Member for Sowdale (Dame Ottoline Burke) spoke.").people] == [
        "Ottoline Burke"
    ]


def test_where_somebody_comes_is_nobody() -> None:
    text = "Noor Castell cooks. When her father came to Lyon, he sat alone.\n“He told them that it was cold,” she says."
    assert told(text)[0][0] == "Noor Castell"


TEAMS = "Harrowgate Town manager Dave Rudkin praised his players. Stanmere boss Karen Whitby said that they had been lucky. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{TEAMS}The Town boss said that he was pleased.", "Dave Rudkin"),
        (f"{TEAMS}The Stanmere boss said that she was not.", "Karen Whitby"),
        (
            "Opposition leader Helena Strand accused the government of lying. "
            "The leader of the small Green group, whose votes could decide, said she had not made up her mind.",
            "leader of the small Green group",
        ),
    ],
)
def test_a_description_with_a_name_is_not_of_whoever_has_the_post_elsewhere(text: str, speaker: str) -> None:
    assert told(text)[-1][0] == speaker


def test_an_office_alone_is_the_label_of_whoever_has_it() -> None:
    text = (
        "The mayor, Constance Adeyemi-Holt, took questions.\n\nMayor: I am furious, and so is the city.\n\n"
        "Oz Hartigan: When will it open again?\n\nMayor: I want to know who is to blame.\n\nOz Hartigan: And then?\n"
    )
    assert ("Constance Adeyemi-Holt", "I want to know who is to blame.") in [
        (who, words) for who, _, words in told(text)
    ]


def test_a_surname_with_a_hyphen_alone_is_whoever_has_it() -> None:
    text = (
        "Samira Okonjo-Dahl runs the institute. Jorunn Halvorsen said that the captain had refused.\n\n"
        'Okonjo-Dahl has booked no travel. "Friday is not the test," she said.'
    )
    assert told(text)[-1][0] == "Samira Okonjo-Dahl"
