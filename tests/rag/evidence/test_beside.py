"""Whether a sentence holds what is asked for."""

from __future__ import annotations

import pytest

from rag.evidence.beside import lacks_kind, of_another


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How many ferries sank?", "The ferries lie in the harbour.", True),
        ("How many ferries sank?", "Three ferries sank.", False),
        ("How many of the 12 ferries sank?", "The 12 ferries are old.", True),
        ("When did it sink?", "It sank on Oct. 23, near the quay.", False),
        ("When did it sink?", "It sank near the quay.", True),
        ("Who sank it?", "It sank near the quay.", False),
    ],
)
def test_a_number_or_a_time_that_is_asked_for(question: str, text: str, lacks: bool) -> None:
    assert lacks_kind(question, text) is lacks


@pytest.mark.parametrize(
    ("question", "text", "absent"),
    [
        ("How many soldiers did Norway lose?", "In that war Denmark lost 900 soldiers.", ("Norway",)),
        ("How many Norwegian soldiers fell?", "In all, 900 soldiers of Norway and Denmark fell.", ()),
        ("How many soldiers did Norway lose?", "They lost 900 soldiers.", ()),
        ("Who led Norway?", "In that war Denmark was led by its king.", ()),
    ],
)
def test_a_number_of_somebody_else(question: str, text: str, absent: tuple[str, ...]) -> None:
    assert of_another(question, text) == absent
