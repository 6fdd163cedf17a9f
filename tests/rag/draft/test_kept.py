from __future__ import annotations

import pytest

from rag.draft import wording
from rag.draft.kept import not_kept

VETO = "The council has wielded its veto in the Port Assembly to block stricter inspection of the ferries."


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        (VETO, VETO),
        ("The council has used its Port Assembly veto to block stricter inspection of the ferries.", VETO),
        (
            "The ministry counted 14 collisions.",
            "Earlier this year, the ministry counted 14 collisions in the harbour.",
        ),
        ("The ferry carries 300 people.", "The ferry crosses the sound in 40 minutes and carries 300 people a day."),
        ("Lee said that the fares would rise.", "Lee, who runs the port, said that the fares will rise in May."),
    ],
)
def test_what_the_passage_says_is_kept(claim: str, passage: str) -> None:
    assert not_kept(claim, passage) is None


@pytest.mark.parametrize(
    ("claim", "passage", "why"),
    [
        ("The council has used its veto for stricter inspection of the ferries.", VETO, wording.TURNED),
        ("The port is closed, not the bridge.", "The port is closed and so is the bridge.", wording.TURNED),
        ("The fares rise in May.", "The fares may rise in May.", wording.TURNED),
        ("Lee laughed when she was asked.", "Lee laughed when he was asked.", wording.TURNED),
        ("Drills in Ostby helped the crews.", "Drills in Varden, as well as night exercises in Ostby, helped the crews.", wording.LEFT_OUT),
        ("The fleet sailed 400 miles.", "Why did the fleet sail 400 miles?", wording.ASKED),
        ('Lee: "The fares are fair and stay so.', "She said the fares are fair and stay so.", wording.OPEN_QUOTE),
        ("We counted 14 collisions.", "We counted 14 collisions.", wording.OWN_VOICE),
    ],
)  # fmt: skip
def test_what_turns_it_is_found(claim: str, passage: str, why: str) -> None:
    assert not_kept(claim, passage) == why
