from __future__ import annotations

import pytest

from rag.choose.wished import wished


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
