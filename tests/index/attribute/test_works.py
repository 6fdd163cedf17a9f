from __future__ import annotations

import pytest

from tests.index.attribute.reading import read


def told(text: str) -> list[str | None]:
    statements, _ = read(text)
    return [statement.speaker for statement in statements]


@pytest.mark.parametrize("text", ["Ann Lee wrote nine novels and a play.", "Ann Lee, who is 80, composed two operas."])
def test_what_somebody_made_is_no_statement(text: str) -> None:
    assert told(text) == []


def test_what_somebody_wrote_in_words_is_one() -> None:
    assert told("Ann Lee wrote that the play was bad.") == ["Ann Lee"]


def test_who_only_bears_something_out_is_not_its_speaker() -> None:
    assert told("Mr Hill cooks. The cook was against the menu when she wrote it; she told me so herself.") == []
