from __future__ import annotations

from index.attribute.merge import merge_rosters
from index.types import Speaker, SpeakerKind


def person(name: str, role: str | None = None) -> Speaker:
    return Speaker(name, "person", role)


def merged(*speakers: Speaker) -> list[str]:
    return [speaker.name for speaker in merge_rosters(speakers)]


def test_a_lone_surname_joins_the_one_who_bears_it() -> None:
    (one,) = merge_rosters([person("Rutte"), person("Mark Rutte", "NATO Secretary General")])
    assert (one.name, one.role, one.aliases) == ("Mark Rutte", "NATO Secretary General", ("Rutte",))


def test_a_title_in_the_name_is_no_part_of_it() -> None:
    assert len(merged(person("Secretary General Mark Rutte"), person("Mark Rutte"))) == 1


def test_two_people_of_one_surname_stay_apart() -> None:
    assert merged(person("Bill Clinton"), person("Hillary Clinton")) == ["Bill Clinton", "Hillary Clinton"]


def test_a_lone_surname_of_two_bearers_joins_neither_without_a_role() -> None:
    names = merged(person("Bill Clinton"), person("Hillary Clinton"), person("Clinton"))
    assert names == ["Bill Clinton", "Hillary Clinton", "Clinton"]


def test_a_role_says_which_bearer_of_a_surname_is_meant() -> None:
    found = merge_rosters(
        [person("Ann Vogel", "mayor of Lund"), person("Piet Vogel", "miner"), person("Vogel", "mayor")]
    )
    assert found[0].aliases == ("Vogel",)


def test_spellings_of_one_name_are_joined_where_roles_agree() -> None:
    roles = ("Ukraine’s President", "Ukrainian President")
    (one,) = merge_rosters([person("Vladimir Zelenskyy", roles[0]), person("Volodymyr Zelensky", roles[1])])
    assert one.aliases == ("Volodymyr Zelensky",)


def test_spellings_of_a_name_with_other_roles_stay_apart() -> None:
    assert len(merged(person("Vladimir Zelenskyy", "president"), person("Volodymyr Zelensky", "baker"))) == 2


def test_first_names_that_differ_are_two_people() -> None:
    assert (
        len(merged(person("Daniel Smith"), person("Danielle Smith"), person("John Smith"), person("Joan Smith"))) == 4
    )


def test_an_acronym_joins_its_body() -> None:
    kind: SpeakerKind = "organisation"
    found = merge_rosters([Speaker("FBI", kind), Speaker("Federal Bureau of Investigation", kind)])
    assert [s.name for s in found] == ["Federal Bureau of Investigation"]


def test_the_order_is_that_of_the_first_mention() -> None:
    assert merged(person("Vogel"), person("Bo Dahl"), person("Ann Vogel")) == ["Ann Vogel", "Bo Dahl"]


def test_many_names_are_joined_as_few_are() -> None:
    few = [person("Ann Vogel", "mayor"), person("Vogel"), person("Volodymyr Zelensky"), person("Zelenskyy")]
    many = [person(f"Bo Dahl{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{n}") for n in range(3000)]
    found = merge_rosters([*few, *many, *many])
    assert [s.name for s in found[:3]] == ["Ann Vogel", "Volodymyr Zelensky", "Bo Dahlaa0"]
    assert len(found) == 3002
