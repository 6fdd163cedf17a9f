from __future__ import annotations

import random

import pytest

from eval.contrast.turn import Gold, changed, denied, paraphrased, swapped, turned

SAID = "Ada Berg said that the plant in Hallstadt employs 1,240 people."


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The plan was approved.", "The plan was not approved."),
        ("The council approved the plan.", "The council did not approve the plan."),
        ("The plan does not work.", "The plan does work."),
        ("It won't work.", "It will work."),
    ],
)
def test_a_sentence_is_denied_or_its_denial_taken_away(text: str, other: str) -> None:
    assert denied(text) == other


def test_a_number_becomes_another_of_its_kind() -> None:
    chance = random.Random(1)
    assert changed("It employs 1,240 people.", chance) not in (None, "It employs 1,240 people.")
    assert changed("3. Nobody came.", chance) is None and changed("Nobody came.", chance) is None


def test_an_entity_is_replaced_by_one_of_its_kind_that_is_not_there() -> None:
    texts = list(
        swapped(
            "Angela Merkel met Emmanuel Macron in Paris.", {"PERSON": ["Ada Berg"], "GPE": ["Oslo"]}, random.Random(1)
        )
    )
    assert texts and all(text != "Angela Merkel met Emmanuel Macron in Paris." for text in texts)


def test_each_kind_is_made_where_the_sentence_allows_it() -> None:
    gold = Gold(SAID, "d", "Ada Berg", "the plant in Hallstadt employs 1,240 people", "Ada Berg")
    kinds = {case.kind for case in turned(gold, {}, ["Ada Berg", "Nils Holm"])}
    assert {"negated", "number changed", "speaker swapped"} <= kinds
    texts = list(paraphrased(gold))
    assert "According to Ada Berg, the plant in Hallstadt employs 1,240 people." in texts
    assert SAID.replace("said", "stated") in texts


def test_what_is_quoted_is_not_put_in_other_words() -> None:
    assert list(paraphrased(Gold("They told us: “He said 3 words.”", "d"))) == []
