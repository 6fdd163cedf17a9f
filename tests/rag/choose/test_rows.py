from __future__ import annotations

from collections.abc import Sequence

from index.types import Span
from rag.choose.rows import (
    beside_it,
    exact,
    is_one_of_a_kind,
    names_missing,
    of_another_row,
    of_their_kind,
    siblings,
)
from rag.evidence.likeness import ALIKE
from rag.types import Candidate


def row(text: str, context: str = "Doses. Price", label: str = "x") -> Candidate:
    return Candidate("d", 0, Span(0, len(text)), text, "", 0.5, context=context, label=label)


TABLE = [row("Rabies | 3 | 68"), row("Typhoid | 1 | 34"), row("Yellow fever | 1 | 74")]


def like_every_vaccine(words: Sequence[str], question: str, text: str) -> tuple[str, ...]:
    return () if "|" in text else tuple(words)


def test_siblings_stand_under_the_same_headings() -> None:
    others = [row("Chair | Ada", "Offices"), row("A sentence.", "Doses. Price", label="")]
    assert siblings(TABLE[0], [*TABLE, *others]) == TABLE
    assert siblings(others[1], TABLE) == []


def test_one_more_of_a_kind_is_not_in_the_table() -> None:
    assert of_their_kind(["cholera"], "What does cholera cost?", TABLE, like_every_vaccine) == {"cholera"}


def test_properties_of_one_thing_are_no_kind() -> None:
    properties = [row("Mass | 3 kg"), row("Cost | 4"), row("Height | 5 m")]
    assert of_their_kind(["weight"], "What weight?", properties, like_every_vaccine) == set()


def test_numbers_and_rates_have_nothing_like_them() -> None:
    assert exact("2019", "How many in 2019?")
    assert exact("month", "What does it cost per month?")
    assert not exact("month", "In which month?")
    assert exact("tuesday", "When is the Tuesday class?")


def test_what_is_only_like_the_name_of_a_row_is_another_row() -> None:
    def likes(words: Sequence[str], question: str, text: str, least: float | None = None, /) -> tuple[str, ...]:
        like = {"horse"} if "Dog" in text and least == ALIKE else set()
        return tuple(word for word in words if word not in like)

    assert of_another_row(["horse"], "What does a horse cost?", row("Dog | 1.50 | 3.00"), likes) == {"horse"}
    assert of_another_row(["horse"], "What does a horse cost?", row("Dog | 1.50"), likes) == set()


def test_properties_of_one_thing_are_no_rows_of_a_kind() -> None:
    assert is_one_of_a_kind(row("Rabies | 3 | 68"))
    assert not is_one_of_a_kind(row("Mass | 3 kg"))
    assert not is_one_of_a_kind(row("One | two | three", label=""))


def test_a_question_that_compares_is_about_both_rows() -> None:
    asked = "How much more is Rabies than Typhoid?"
    assert beside_it(["Typhoid"], asked, TABLE) == ("Typhoid",)
    assert beside_it(["Typhoid"], "What does Typhoid cost?", TABLE) == ()


def test_a_row_under_another_name_or_year_counts_twice() -> None:
    found = row("South bench | 148", "Bench. 2024")
    assert names_missing("How many did the East bench find in 2019?", found, ("East", "2019")) == 2
    assert names_missing("How many?", row("Some words.", label=""), ("East",)) == 0
