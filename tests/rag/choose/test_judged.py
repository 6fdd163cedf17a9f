from __future__ import annotations

import pytest

from rag.choose.judged import called_unfounded, echoed, judged


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Mr Rowe argued that the night ferry was the cheapest way to cross.", "affirms"),
        ("The night ferry is not worth it.", "disputes"),
        ("The night ferry would be too noisy.", "disputes"),
        ("The soup is good.", None),
        ("The night ferry is blue.", None),
    ],
)
def test_calling_a_plan_good_or_bad_is_a_side(text: str, side: str | None) -> None:
    assert judged("the night ferry", text) == side


def test_a_claim_that_something_is_so_is_not_judged_by_its_worth() -> None:
    assert judged("the night ferry was cheap", "The night ferry was good.") is None


def test_a_fear_is_called_unfounded() -> None:
    assert called_unfounded("The fear that fares would rise is not borne out.") == "fares would rise"
    assert called_unfounded("She fears that fares will rise.") is None


@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("that the ovens would need replacing within three years", "affirms"),
        ("the ovens do not need replacing", "disputes"),
        ("the ovens need replacing if it rains", None),
        ("the ovens are green", None),
    ],
)
def test_the_claim_in_its_own_words_is_held(said: str, side: str | None) -> None:
    assert echoed("the ovens need replacing", said) == side
