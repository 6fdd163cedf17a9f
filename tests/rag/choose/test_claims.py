from __future__ import annotations

import pytest

from index.types import Span
from rag.choose.claims import is_bare, is_clause, said_to_be, spelled_out
from rag.types import Candidate


def candidate(text: str) -> Candidate:
    return Candidate("d", 0, Span(0, len(text)), text, "T", 0.5)


def test_a_bare_claim_is_spelled_out_in_its_holder_s_words() -> None:
    nearest = [candidate("It rained."), candidate("The mayor described the bridge over the Lenn as a serious hazard.")]
    assert spelled_out("hazard", nearest) == "the bridge is a serious hazard"


def test_a_claim_that_nobody_spells_out_stays() -> None:
    assert spelled_out("hazard", [candidate("It rained.")]) == "hazard"
    assert spelled_out("the bridge is safe", [candidate("The bridge is a hazard.")]) == "the bridge is safe"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("She called for seeing the plan as a gamble.", "the plan is a gamble"),
        ("The committee said the report was a whitewash of the affair.", "the report is a whitewash"),
        ("Nothing was decided.", None),
    ],
)
def test_what_something_is_said_to_be(text: str, claim: str | None) -> None:
    assert said_to_be(text) == claim


def test_plans_are_no_clauses() -> None:
    assert is_clause("the bridge is safe") and is_clause("fares should rise")
    assert not is_clause("the new bridge") and not is_clause("sending troops abroad")
    assert not is_clause("using printed parts in organs") and not is_clause("the planned closure")
    assert is_clause("the council opposed the plan") and is_clause("prices increased")
    assert is_bare("escalation") and not is_bare("the bridge is safe")
