"""Reported speech is told as somebody's, or not at all."""

from __future__ import annotations

import pytest

from index.types import Span
from rag.draft import wording
from rag.draft.attributed import restated
from rag.types import Candidate, Voice
from rag.verify.attribution import credits
from rag.verify.types import Claim

REPORT = "Ada Berg said that the bridge in Ostby is a danger to shipping."


def against(claim: str, text: str, speaker: str | None = None, begins: str = "that ") -> str | None:
    author = Voice("Nils Holm", "author", "author")
    start = text.index(begins) + len(begins) if speaker else 0
    voices = (Voice(speaker, None, "indirect", (Span(start, len(text)),)),) if speaker else (author,)
    premise = Candidate("d", 0, Span(0, len(text)), text, "Minutes", 0.8, voices=voices, author=author)
    return restated(Claim(claim, 0, len(claim), credits(claim)), premise, None)


@pytest.mark.parametrize("speaker", ["Ada Berg", None])
def test_reported_words_are_no_fact_whether_or_not_the_index_knows_the_speaker(speaker: str | None) -> None:
    assert against("The bridge in Ostby is a danger to shipping.", REPORT, speaker) == wording.AS_FACT
    assert against("The bridge is a danger.", REPORT, speaker) == wording.AS_FACT


@pytest.mark.parametrize(
    "claim",
    ["Ada Berg said that the bridge is a danger.", "According to Berg, the bridge is a danger.",
     "Berg described the bridge as a danger to shipping."],
)  # fmt: skip
def test_told_as_somebody_s_they_may_stand(claim: str) -> None:
    assert against(claim, REPORT, "Ada Berg") is None


def test_a_name_alone_credits_nobody() -> None:
    report = "Moscow said that the Berg plant was hit by drones."
    assert against("The Berg plant in Moscow was hit by drones.", report, "Moscow") == wording.AS_FACT


@pytest.mark.parametrize(
    ("claim", "text"),
    [("We have counted 14 collisions.", "“We have counted 14 collisions since January.”"),
     ("The bridge was closed.", "The fog was so thick that the bridge was closed."),
     ("The plan is dead.", "It is not known whether the plan is dead.")],
)  # fmt: skip
def test_words_in_quotation_marks_and_clauses_are_not_torn_out(claim: str, text: str) -> None:
    assert against(claim, text) in (wording.AS_FACT, wording.TORN)


def test_what_the_author_says_needs_no_name() -> None:
    assert against("The bridge closes in May.", "The bridge, which Berg called ugly, closes in May.") is None
    assert (
        against("The bridge closes in May.", "The bridge closes in May, she said.", "Ada Berg", "The ")
        == wording.AS_FACT
    )
