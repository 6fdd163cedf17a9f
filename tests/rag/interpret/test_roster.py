from __future__ import annotations

import pytest

from rag.interpret.roster import Roster, folded, name_words, role_matches
from rag.types import Named


def names(roster: Roster, question: str) -> list[str]:
    return [mention.named.name for mention in roster.find(question)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What does Okafor say?", ["Ines Okafor"]),
        ("what does ines okafor say", ["Ines Okafor"]),
        ("Is Tomas Brandt’s estimate right?", ["Tomás Brandt"]),
        ("Do Brandt and Okafor agree?", ["Tomás Brandt", "Ines Okafor"]),
        ("What did the Ministry of Ports decide?", ["Ministry of Ports"]),
        ("what does zelensky want", ["Oleksandr Zelenskiy"]),
        ("What did Helen Ward say?", ["Helen Ward"]),
        ("Where is the bridge?", []),
    ],
)
def test_speakers_are_found(roster: Roster, question: str, found: list[str]) -> None:
    assert names(roster, question) == found


def test_a_name_that_two_share_is_each_of_them(roster: Roster) -> None:
    shared = roster.find("What does Ward say?")[0].named
    assert (shared.name, shared.names) == ("Ward", ("Bill Ward", "Helen Ward"))
    assert [named.name for named in shared.namesakes] == ["Bill Ward", "Helen Ward"]


def test_a_title_tells_people_of_one_name_apart(roster: Roster) -> None:
    assert names(roster, "What does Ms Ward say, and what does Mr. Ward?") == ["Helen Ward", "Bill Ward"]
    assert names(roster, "What does Dr Ward say?") == ["Ward"]


def test_who_is_only_mentioned_is_not_meant_where_somebody_of_that_name_is_cited() -> None:
    people = [Named("Bill Ward", ("Ward",)), Named("Helen Ward", ("Ward",), cited=False)]
    assert names(Roster(people), "What does Ward say?") == ["Bill Ward"]


def test_organisations_that_share_a_word_are_nobody() -> None:
    bodies = [
        Named("Ward Council", ("the council",), is_person=False),
        Named("Orm Council", ("the council",), is_person=False),
    ]
    assert names(Roster(bodies), "What does the council say?") == []


def test_somebody_who_is_cited_may_be_called_by_a_first_name() -> None:
    people = [
        Named("Ingrid Solheim", ("Solheim",)),
        Named("Rasmus Voll", ("Voll",)),
        Named("Mark Osei", ("Osei",)),
        Named("Lena Voss", ("Voss",)),
        Named("Lena Dahl", ("Dahl",)),
        Named("Harold Fry", ("Fry",), cited=False),
        Named("Atlantic Council", (), is_person=False),
    ]
    roster = Roster(people)
    assert names(roster, "What does Ingrid say about the bridge, and what does Rasmus’s boss say?") == [
        "Ingrid Solheim", "Rasmus Voll",
    ]  # fmt: skip
    assert names(roster, "What did Mark want?") == ["Mark Osei"]
    assert [n.name for n in roster.find("What did Lena say?")[0].named.namesakes] == ["Lena Dahl", "Lena Voss"]
    for nobody in (
        "Who left a mark?",
        "What did Rasmus Berg say?",
        "What did Harold say?",
        "In the Atlantic?",
    ):
        assert names(roster, nobody) == []


def test_folding_drops_case_accents_and_possessives() -> None:
    assert folded("Kivimäki’s") == "kivimaki"
    assert name_words("O'Neil's No. 4") == ("o", "no", "4") or name_words("Smith's No. 4") == ("smith", "no", "4")


def test_somebody_is_found_by_a_title_that_nobody_else_has() -> None:
    people = [
        Named("Ann Rowe", (), "former coast guard pilot and harbour master of Orm"),
        Named("Bo Lind", (), "deputy mayor"),
        Named("Cy Ames", (), "mayor"),
    ]
    roster = Roster(people)
    assert names(roster, "What does the former pilot think?") == ["Ann Rowe"]
    assert names(roster, "What did the harbour master say?") == ["Ann Rowe"]
    assert names(roster, "What did the deputy mayor say?") == ["Bo Lind"]
    assert names(roster, "What did the mayor say?") == []
    assert names(roster, "Is a pilot needed?") == []


def test_a_description_matches_a_role_that_says_as_much() -> None:
    role = "harbour master and former coast guard pilot"
    assert role_matches("the former pilot", role)
    assert not role_matches("the former mayor", role)
    assert not role_matches("the", role)


def test_whoever_serves_something_may_be_named_by_it() -> None:
    people = [Named("Bo Lund", (), "owner", cited=True), Named("Ann Lee", (), "club’s treasurer", cited=True)]
    roster = Roster(people)
    assert names(roster, "According to the mare's owner, why did she fall?") == ["Bo Lund"]
    assert names(roster, "What does the union's treasurer say?") == []
    for role in ("owner", "our owner", "owner of the mill"):
        several = Roster([*people, Named("Ola Dahl", (), role, cited=True)])
        assert names(several, "What does the mare's owner say?") == []
