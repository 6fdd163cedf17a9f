from __future__ import annotations

import pytest

from rag.stance.negate import negate, swap_opposite, wrap_negate


@pytest.mark.parametrize(
    ("proposition", "opposite"),
    [
        ("Zoos should be closed", "Zoos should not be closed"),
        ("the dam is safe", "the dam is not safe"),
        ("We can trust the mayor", "We cannot trust the mayor"),
        ("Ban handguns", "Do not ban handguns"),
        ("Taxes have to rise", "Taxes do not have to rise"),
    ],
)
def test_negating_twice_comes_back(proposition: str, opposite: str) -> None:
    assert negate(proposition) == opposite
    assert negate(opposite).lower() in (proposition.lower(), proposition.lower().replace("have to", "do have to"))


def test_the_main_clause_is_negated_not_the_relative_one() -> None:
    assert negate("Firms that are small should pay less") == "Firms that are small should not pay less"


def test_without_a_rule_the_whole_is_denied() -> None:
    assert negate("Uniforms help pupils") == "it is not the case that uniforms help pupils"


def test_a_denied_whole_comes_back() -> None:
    assert negate(wrap_negate("Uniforms help pupils")) == "uniforms help pupils"


def test_a_known_opposite_is_exchanged() -> None:
    assert swap_opposite("Hunting should be banned") == "Hunting should be allowed"


@pytest.mark.parametrize("proposition", ["Cats purr", "It is safe but harmful"])
def test_no_exchange_without_exactly_one_opposite(proposition: str) -> None:
    assert swap_opposite(proposition) is None
