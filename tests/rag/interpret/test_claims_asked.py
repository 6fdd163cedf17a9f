from __future__ import annotations

import pytest

from rag.interpret.claims_asked import claim_asked, proposition_of


@pytest.mark.parametrize(
    ("question", "proposition", "stance"),
    [
        ("who disputes the safety claim?", "safety", "disputes"),
        ("Who denies that the bridge is safe?", "the bridge is safe", "disputes"),
        ("does anyone doubt the idea that fares must rise?", "fares must rise", "disputes"),
        ("Who is against the new bridge?", "the new bridge", "disputes"),
        ("who is in favour of the new bridge", "the new bridge", "affirms"),
        ("Which experts support the plan to close the harbour?", "close the harbour", "affirms"),
        ("Who agrees that the bridge is safe, and who does not?", "the bridge is safe", "affirms"),
        ("Who doesn't think the bridge is safe?", "the bridge is safe", "disputes"),
        ("Who likes the idea of closing the harbour?", "closing the harbour", "affirms"),
        ("who has misgivings about the new bridge", "the new bridge", "disputes"),
        ("Which of the people quoted want the ferry to go on?", "the ferry should go on", "affirms"),
        ("Who blames the tide for the broken pier?", "the tide is to blame for the broken pier", "affirms"),
        ("Who thinks moving the ferry is a bad idea?", "moving the ferry", "disputes"),
        ("Who doesn't think the new pier is a mistake?", "the new pier", "affirms"),
        ("Who believes the night boat should be scrapped?", "the night boat", "disputes"),
        ("Who thinks the night boat should be saved?", "the night boat", "affirms"),
        ("Who denies having said that the bridge is safe?", "the bridge is safe", "disputes"),
    ],
)
def test_the_claim_and_the_side_are_found(question: str, proposition: str, stance: str) -> None:
    claim = claim_asked(question)
    assert claim is not None
    assert (claim.proposition, claim.stance, claim.said) == (proposition, stance, False)


def test_who_said_it_is_another_question() -> None:
    claim = claim_asked("Who thinks that the bridge is safe?")
    assert claim is not None and claim.said


@pytest.mark.parametrize(
    ("question", "proposition"),
    [
        ("Who told the divers that the bridge is safe?", "the bridge is safe"),
        ("Who promised that the ferry will run?", "the ferry will run"),
        ("Whose excuse is it that the tide was high?", "the tide was high"),
        ("Does anybody expect fares to rise?", "fares will rise"),
    ],
)
def test_what_was_said_is_the_claim(question: str, proposition: str) -> None:
    claim = claim_asked(question)
    assert claim is not None
    assert (claim.proposition, claim.stance, claim.said) == (proposition, "affirms", True)


@pytest.mark.parametrize(
    "question",
    [
        "When was the bridge built?",
        "What does Okafor say?",
        "Who built the bridge?",
        "Which bridge tolls does Okafor want scrapped?",
    ],
)
def test_other_questions_ask_for_no_side(question: str) -> None:
    assert claim_asked(question) is None


def test_words_that_call_it_a_claim_are_taken_off() -> None:
    assert proposition_of("the idea that fares must rise?") == "fares must rise"
    assert proposition_of("the subsidence framing") == "subsidence"
