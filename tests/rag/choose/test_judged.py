from __future__ import annotations

import pytest

from rag.choose.judged import called_unfounded, echoed, judged, wished


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


@pytest.mark.parametrize(
    ("claim", "text", "side"),
    [
        ("the night ferry", "I still think that it should go ahead.", "affirms"),
        ("the night ferry", "It must not be allowed.", "disputes"),
        ("the night ferry should be kept", "It pains me to say that it must be let go.", "disputes"),
        ("closing the baths", "They ought to be let go.", "affirms"),
        ("closing the baths", "They have to be saved.", "disputes"),
        ("the night ferry", "I hope that the town will hold its nerve.", "affirms"),
        ("the night ferry", "It runs at nine.", None),
        ("the ferry is from 1920", "It should be kept.", None),
    ],
)
def test_what_should_become_of_a_plan_is_a_side(claim: str, text: str, side: str | None) -> None:
    assert wished(claim, text) == side
