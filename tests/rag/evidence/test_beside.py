"""Whether a sentence holds what is asked for."""

from __future__ import annotations

import pytest

from rag.evidence.beside import lacks_kind


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
