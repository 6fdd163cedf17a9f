from __future__ import annotations

import pytest

from rag.verify.moments import moments


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("On 3 May 2021 it rained.", (2021, 5, 3)),
        ("On Oct. 23 it rained.", (None, 10, 23)),
        ("It rained in October 2024.", (2024, 10, None)),
        ("It rained in mid-October.", (None, 10, None)),
        ("Since 1999 it has rained.", (1999, None, None)),
    ],
)
def test_dates_are_read_in_parts(text: str, date: tuple[int | None, ...]) -> None:
    (found,) = moments(text)
    assert (found.year, found.month, found.day) == date


def test_a_modal_verb_and_a_count_are_no_dates() -> None:
    assert moments("They may go. 1500 soldiers went.") == ()


def test_a_claim_may_say_less_than_the_document_and_nothing_else() -> None:
    (given,), (less,), (other,) = moments("3 May 2021"), moments("in 2021"), moments("3 June 2021")
    assert given.tells(less) and not less.tells(given)
    assert given.denies(other) and not given.denies(less)
