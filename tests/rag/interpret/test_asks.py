from __future__ import annotations

import pytest

from rag.evidence.asked import answer_type
from rag.interpret.asks import asked_of, claim_asked, proposition_of, without_names
from rag.interpret.roster import Roster


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
    ],
)
def test_the_claim_and_the_side_are_found(question: str, proposition: str, stance: str) -> None:
    claim = claim_asked(question)
    assert claim is not None
    assert (claim.proposition, claim.stance, claim.said) == (proposition, stance, False)


def test_who_said_it_is_another_question() -> None:
    claim = claim_asked("Who thinks that the bridge is safe?")
    assert claim is not None and claim.said


@pytest.mark.parametrize("question", ["When was the bridge built?", "What does Okafor say?", "Who built the bridge?"])
def test_other_questions_ask_for_no_side(question: str) -> None:
    assert claim_asked(question) is None


def test_words_that_call_it_a_claim_are_taken_off() -> None:
    assert proposition_of("the idea that fares must rise?") == "fares must rise"
    assert proposition_of("the subsidence framing") == "subsidence"


@pytest.mark.parametrize(
    ("question", "kind", "topic"),
    [
        ("What does Okafor say about the fares?", "statements", "fares"),
        ("what does okafor say", "statements", None),
        ("Okafor fares", "statements", "fares"),
        ("Did Brandt call the bridge unsafe?", "statements", "call bridge unsafe"),
        ("Do Brandt and Okafor agree?", "comparison", None),
        ("Compare Brandt and Okafor on the bridge", "comparison", "bridge"),
        ("Are Brandt and Okafor of one mind on the bridge?", "comparison", "one mind bridge"),
        ("How far does Okafor go beyond Brandt?", "comparison", "far go beyond"),
        (
            "What date does Okafor give and what date does Brandt, and do they give the same?",
            "comparison",
            "date date they same",
        ),
        ("What does Okafor say that each passenger pays Brandt?", "statements", "passenger pays brandt"),
        ("Who warned about the fares?", "speakers", "warned fares"),
        ("When was the bridge built?", "fact", None),
    ],
)
def test_what_is_asked_for(roster: Roster, question: str, kind: str, topic: str | None) -> None:
    ask = asked_of(question, roster)
    assert (ask.kind, ask.topic) == (kind, topic)


def test_the_topic_is_what_is_left_without_names(roster: Roster) -> None:
    assert without_names("What is Okafor’s view of the ferry?", roster) == "ferry"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many boats are there?", "number"),
        ("what share of families pays", "number"),
        ("In what year did it sink?", "time"),
        ("Where is it?", "place"),
        ("Why did it sink?", "reason"),
        ("Who built it?", "person"),
        ("Which company built it?", "organisation"),
        ("Is it safe?", "yes_no"),
        ("ferry fares", "any"),
    ],
)
def test_the_kind_of_answer(question: str, kind: str) -> None:
    assert answer_type(question) == kind
