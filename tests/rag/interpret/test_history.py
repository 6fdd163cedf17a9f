from __future__ import annotations

import pytest

from rag.interpret.history import standalone
from rag.interpret.roster import Roster
from rag.types import Named, Turn

EARLIER = [
    Turn("user", "What does Okafor say about the new ferry fares?"),
    Turn("assistant", "Ines Okafor: “The fares are far too high for families.”"),
]


@pytest.mark.parametrize(
    ("asked", "resolved"),
    [
        ("And Brandt?", "What does Brandt say about the new ferry fares?"),
        ("what about the ministry?", "What does the ministry say about the new ferry fares?"),
        ("And what does the ministry think?", "what does the ministry think about the new ferry fares?"),
        ("Where does she live?", "Where does Ines Okafor live?"),
        ("What is her salary?", "What is Ines Okafor’s salary?"),
        ("Why?", "Why: What does Okafor say about the new ferry fares?"),
        ("who said that?", "who said that (The fares are far too high for families)?"),
        ("OK. How long is the new bridge in the harbour?", "How long is the new bridge in the harbour?"),
        ("Does anybody else think so?", "Who else thinks that The fares are far too high for families?"),
        ("who else says so?", "Who else thinks that The fares are far too high for families?"),
        ("who agrees with her?", "who agrees with Ines Okafor?"),
        ("Does anyone disagree?", "Who disputes that The fares are far too high for families?"),
        ("Who thinks that ferries are slow?", "Who thinks that ferries are slow?"),
        ("When will it change?", "When will it change (What does Okafor say about the new ferry fares)?"),
    ],
)
def test_a_follow_up_is_made_standalone(roster: Roster, asked: str, resolved: str) -> None:
    assert standalone(asked, EARLIER, roster) == resolved


def test_without_history_nothing_changes(roster: Roster) -> None:
    assert standalone("And Brandt?", [], roster) == "And Brandt?"


def test_a_chain_of_follow_ups_is_resolved_from_its_start(roster: Roster) -> None:
    history = [*EARLIER, Turn("user", "And Brandt?"), Turn("assistant", "…")]
    assert standalone("and the ministry?", history, roster) == "What does the ministry say about the new ferry fares?"


def test_others_take_the_place_of_the_one_who_was_asked(roster: Roster) -> None:
    history = [Turn("user", "How many ships are there by the Ministry of Ports' count?"), Turn("assistant", "…")]
    assert standalone("what about the Danes?", history, roster) == "How many ships are there by the Danes?"


def test_he_is_a_person_though_a_body_was_asked_about(roster: Roster) -> None:
    history = [
        Turn("user", "Who rejects the Ministry of Ports' figures?"),
        Turn("assistant", "Tomás Brandt: “They are wrong.”"),
    ]
    assert standalone("Where is he from?", history, roster) == "Where is Tomás Brandt from?"
    assert standalone("Where are they from?", history, roster) == "Where are Ministry of Ports from?"


@pytest.mark.parametrize(
    ("earlier", "asked", "resolved"),
    [
        ("Who opposed the new ferry?", "Does anybody else think so?", "Who else opposed the new ferry?"),
        ("Who opposed the new ferry?", "Who disagrees?", "Who supports the new ferry?"),
        ("Who opposed the new ferry?", "And who supports it?", "who supports the new ferry?"),
        ("Who spoke in favour of the new ferry?", "Who spoke against it?", "Who spoke against the new ferry?"),
        ("What did Mrs Okafor say about the fares?", "And Mr Brandt?", "What did Mr Brandt say about the fares?"),
    ],
)
def test_sides_are_asked_after_again(roster: Roster, earlier: str, asked: str, resolved: str) -> None:
    told = Turn("assistant", "Ines Okafor: “Ines Okafor opposed the ferry.”")
    assert standalone(asked, [Turn("user", earlier), told], roster) == resolved


@pytest.mark.parametrize(
    ("earlier", "asked", "means"),
    [
        ("How many eels died with salt?", "And in the filtered group?", "How many eels died in the filtered group?"),
        ("How many eels came to the weir?", "And in the north?", "How many eels came to the weir: in the north?"),
        ("How much is the fee for recovery?", "And for a spare boat?", "How much is the fee for a spare boat?"),
        ("How much rain fell in March at Tolland?", "and in April?", "How much rain fell in April at Tolland?"),
        ("How many ships lay at Long Quay?", "What about Eastmarsh?", "How many ships lay at Eastmarsh?"),
        ("How many ships lay at Long Quay?", "And Brandt?", "How many ships lay at Long Quay: Brandt?"),
        ("Who works in the library?", "And in winter?", "Who works in the library: in winter?"),
        ("When was the bridge opened?", "And the tunnel?", "When was the bridge opened: the tunnel?"),
    ],
)
def test_a_phrase_takes_the_place_of_its_like(roster: Roster, earlier: str, asked: str, means: str) -> None:
    history = [Turn("user", earlier), Turn("assistant", "“It is told here at length.”")]
    assert standalone(asked, history, roster) == means


def test_the_label_of_who_speaks_is_no_part_of_what_was_said(roster: Roster) -> None:
    history = [
        Turn("user", "Would a siren help?"),
        Turn("assistant", "Ann Ray: “MS. RAY: It would have cleared the pier.”"),
    ]
    assert standalone("Who disagrees?", history, roster) == "Who disputes that It would have cleared the pier?"


@pytest.mark.parametrize(
    ("question", "means"),
    [
        ("Does she agree with Brandt?", "Does Ines Okafor agree with Brandt?"),
        (
            "Does her view differ from Brandt’s of his report?",
            "Does Ines Okafor’s view differ from Brandt’s of his report?",
        ),
        ("What does Brandt say of his report?", "What does Brandt say of his report?"),
    ],
)
def test_a_pronoun_before_a_name_is_somebody_else(question: str, means: str, roster: Roster) -> None:
    assert standalone(question, EARLIER, roster) == means


def test_a_pronoun_is_first_of_all_whom_it_fits() -> None:
    people = Roster([Named("Bill Ward", ("Ward",)), Named("Helen Ward", ("Ward",))])
    history = [
        Turn("user", "What does Ward say about the fares?"),
        Turn(
            "assistant", "“Ward” is more than one person here: Bill Ward, Helen Ward. Bill Ward: “They are too high.”"
        ),
    ]
    assert standalone("What does he want?", history, people) == "What does Bill Ward want?"
    assert standalone("What does she want?", history, people) == "What does Helen Ward want?"
