from __future__ import annotations

import pytest

from rag.choose.granted import is_granted, is_retold, own_words


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Admittedly, a scythe is cheap.", ""),
        ("Of course the paths must be cleared.", ""),
        ("**Ann Rowe:** I can see why.", ""),
        ("It is often claimed that scythes are slow.", ""),
        ("Critics argue that scythes are slow, but ours did the meadow in a day.", "ours did the meadow in a day."),
        ("True, it is cheap, but it will not last ten years.", "it will not last ten years."),
        ("Although it is cheap, the scythe must be whetted.", "the scythe must be whetted."),
        ("The scythe is cheap.", "The scythe is cheap."),
        ("True friends are rare in a meadow.", "True friends are rare in a meadow."),
    ],
)
def test_what_is_granted_or_retold_is_not_said_in_one_s_own_name(text: str, own: str) -> None:
    assert own_words(text) == own


def test_granting_and_retelling_are_told_apart() -> None:
    assert is_granted("I admit that scythes are slow.") and not is_retold("I admit that scythes are slow.")
    assert is_retold("Some farmers say that scythes are slow.") and not is_granted("Some farmers say that it rains.")
