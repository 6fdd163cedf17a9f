from __future__ import annotations

import pytest

from rag.verify.quantities import quantities


@pytest.mark.parametrize(
    ("text", "value", "bound", "unit"),
    [
        ("twelve thousand men", 12_000, "exact", None),
        ("12,000 men", 12_000, "exact", None),
        ("two and a half million", 2_500_000, "exact", None),
        ("two hundred and fifty thousand", 250_000, "exact", None),
        ("up to 12,000 men", 12_000, "most", None),
        ("about 40 km", 40, "about", "km"),
        ("more than 30 per cent", 30, "more", "%"),
        ("a third of voters", 100 / 3, "exact", "%"),
        ("89 euros", 89, "exact", "€"),
        ("€1.5bn", 1_500_000_000, "exact", "€"),
        ("45% or more", 45, "least", "%"),
    ],
)
def test_numbers_are_read_as_values(text: str, value: float, bound: str, unit: str | None) -> None:
    (found,) = quantities(text)
    assert found.value == pytest.approx(value) and (found.bound, found.unit) == (bound, unit)


def test_dates_and_season_years_are_no_numbers() -> None:
    assert quantities("On 3 May 2021, and in 2018–19, it rained.") == ()


@pytest.mark.parametrize(
    ("given", "claimed", "follows"),
    [
        ("12,000", "twelve thousand", True),
        ("about 12,000", "12,000", True),
        ("11,800", "about 12,000", True),
        ("12,000", "more than 10,000", True),
        ("up to 12,000", "12,000", False),
        ("12,000", "more than 12,000", False),
        ("as many as 3,000", "as many as 3,300", False),
        ("$89", "89 euros", False),
        ("5 percent", "5 km", False),
    ],
)
def test_what_follows_from_what(given: str, claimed: str, follows: bool) -> None:
    assert quantities(given)[0].within(quantities(claimed)[0]) is follows
