from __future__ import annotations

import pytest

from rag.choose.acts import names_no_claim


@pytest.mark.parametrize("claim", ["something", "anything, and what do they say"])
def test_some_questions_name_no_claim(claim: str) -> None:
    assert names_no_claim(claim)


@pytest.mark.parametrize("claim", ["the new bridge", "what the mayor says", "something about the dam"])
def test_a_claim_is_named(claim: str) -> None:
    assert not names_no_claim(claim)
