from __future__ import annotations

import pytest

from rag.interpret.claims_asked import claim_asked
from rag.interpret.put import as_clause, put_to_both


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Is the weir safe? Who says yes, who says no?", "the weir is safe"),
        ("Should children be allowed to row? Who says what?", "children should be allowed to row"),
        ("Was the notice of the sale defective? Who said so and who said not?", "the notice of the sale was defective"),
        ("Is it agreed that the weir is safe?", "the weir is safe"),
        ("Does everybody agree that fares must rise?", "fares must rise"),
        ("Is the weir safe?", None),
        ("Who says that the weir is safe?", None),
    ],
)
def test_a_claim_is_put_to_both_sides(question: str, claim: str | None) -> None:
    assert put_to_both(question) == claim


def test_a_question_becomes_a_clause() -> None:
    assert as_clause("does", "the mayor support the levy") == "the mayor support the levy"
    assert as_clause("is", "the old weir a danger to boats") == "the old weir is a danger to boats"


@pytest.mark.parametrize(
    ("question", "proposition", "stance", "both"),
    [
        ("Who says the weir is safe and who doubts it?", "the weir is safe", "affirms", True),
        ("who claims that it is dear, and who challenges that", "it is dear", "affirms", True),
        ("Which of the members wanted no new weir?", "new weir", "disputes", False),
        ("Who still wants the weir rebuilt?", "the weir should be rebuilt", "affirms", False),
        ("Who is now against rebuilding the weir?", "rebuilding the weir", "disputes", False),
        ("Who testified in favour of the weir?", "the weir", "affirms", False),
    ],
)
def test_both_sides_and_adverbs(question: str, proposition: str, stance: str, both: bool) -> None:
    claim = claim_asked(question)
    assert claim is not None
    assert (claim.proposition, claim.stance, claim.both) == (proposition, stance, both)


def test_whose_words_are_quoted_is_no_side() -> None:
    assert claim_asked('Who dismissed the leak as "weather"?') is None
