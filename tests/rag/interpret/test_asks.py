from __future__ import annotations

import pytest

from rag.evidence.asked import answer_type
from rag.interpret.asks import asked_of, without_names
from rag.interpret.roster import Roster


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
