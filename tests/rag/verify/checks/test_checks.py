"""Each check on the smallest pair that shows it, and on the nearest pair that must pass."""

from __future__ import annotations

import pytest

from rag.verify.checks import objections
from tests.rag.verify.conftest import MakeCase

LAW = "South Korea is prohibited from sending lethal aid to Ukraine."


@pytest.mark.parametrize(
    ("check", "claim", "passage"),
    [
        ("numbers", "The kettle costs 98 euros.", "The kettle costs 89 euros."),
        ("numbers", "The plant employs five women and nine men.", "The plant employs nine women and five men."),
        ("numbers", "The Heron weighs 1.2 kg.", "| Heron | 1.2 L | 1,500 W | 1.4 kg |"),
        ("roles", "Ann Lee is the treasurer.", "Present: Ann Lee (Chair), Bo Lund (Treasurer), Cy Hale (Secretary)"),
        ("dates", "The bridge closed for repairs in 2021.", "The bridge closed for repairs in 2022."),
        ("roles", "Ukraine invaded Russia.", "Russia invaded Ukraine."),
        ("roles", "North Korea is prohibited from sending lethal aid to Ukraine.", LAW),
        ("negation", "The council did approve the overtime rules.", "The council did not approve the overtime rules."),
        ("negation", "South Korea is not prohibited from sending lethal aid to Ukraine.", LAW),
        ("negation", "Surveys did not find no risk of subsidence.", "Surveys found no risk of subsidence."),
        ("negation", "It is not the case that profits rose sharply.", "Profits rose sharply."),
        ("opposites", "Profits rose by five percent last year.", "Profits fell by five percent last year."),
    ],
)
def test_what_the_passage_says_otherwise_is_contradicted(case: MakeCase, check: str, claim: str, passage: str) -> None:
    found = objections(case(claim, passage))
    assert any(one.check == check and one.contradicts for one in found), found


@pytest.mark.parametrize(
    ("check", "claim", "passage"),
    [
        ("numbers", "The plan saves two million euros.", "The plan saves money."),
        (
            "numbers",
            "He puts the number of troops at more than 30,000.",
            "He put troops at 3,000, and 60,000 people fled.",
        ),
        ("numbers", "The trial will last nine months.", "Rents rose by nine per cent during the trial."),
        ("negation", "The war ended with a peace treaty.", "It ended without the signing of a formal peace treaty."),
        ("numbers", "They deployed 12,000 soldiers.", "They deployed up to 12,000 soldiers."),
        ("names", "The minister met Ada Berg in Oslo.", "The minister met Ada Berg."),
        ("modality", "The plan will save money.", "The plan may save money."),
        ("modality", "The plan saves money.", "The plan might save money."),
        ("quotation", "The plan is “a step too far”.", "The plan goes a step too wide."),
    ],
)
def test_what_the_passage_does_not_say_is_objected_to(case: MakeCase, check: str, claim: str, passage: str) -> None:
    assert check in {one.check for one in objections(case(claim, passage))}


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The kettle costs about 90 euros.", "The kettle costs 89 euros."),
        ("Ukraine was invaded by Russia.", "Russia invaded Ukraine."),
        ("The council rejected the rules.", "The council did not accept the rules."),
        ("The plan is “a step too far”.", "She called the plan “A step  too far”."),
        ("Twelve thousand soldiers came in October.", "In October 2024, 12,000 soldiers came."),
        (LAW, "Under current law, " + LAW),
    ],
)
def test_true_sentences_pass(case: MakeCase, claim: str, passage: str) -> None:
    assert objections(case(claim, passage)) == ()


def test_words_under_another_name_are_contradicted_with_whose_they_are(case: MakeCase) -> None:
    passage = "Ada Berg said that the plan was unacceptable."
    (found,) = objections(case("Nils Holm said that the plan was unacceptable.", passage, "Ada Berg"))
    assert found.check == "speaker" and found.contradicts and "from Ada Berg, not from Nils Holm" in found.reason
    assert objections(case("According to Berg, the plan was unacceptable.", passage, "Ada Berg")) == ()


def test_reported_words_are_no_fact(case: MakeCase) -> None:
    (found,) = objections(
        case("The plan was unacceptable.", "Ada Berg said that the plan was unacceptable.", "Ada Berg")
    )
    assert found.check == "speaker" and not found.contradicts and "Ada Berg" in found.reason


def test_whoever_denies_words_need_not_have_said_them(case: MakeCase) -> None:
    denied = case(
        "Ada Berg denied that the ferry was late in May.", "Nils Holm said that the ferry was late in May.", "Nils Holm"
    )
    assert not any(one.check == "speaker" and one.contradicts for one in objections(denied))
    said = case(
        "Ada Berg said that the ferry was late in May.", "Nils Holm said that the ferry was late in May.", "Nils Holm"
    )
    assert any(one.check == "speaker" and one.contradicts for one in objections(said))


def test_each_in_a_list_has_the_role_behind_the_name(case: MakeCase) -> None:
    listed = "Present: Ann Lee (Chair), Bo Lund (Treasurer), Cy Hale (Secretary)"
    assert not any(one.check == "roles" for one in objections(case("Bo Lund is the treasurer.", listed)))
