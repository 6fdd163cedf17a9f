from __future__ import annotations

import pytest

from rag.interpret.identity import holds, identity_asked
from rag.interpret.roster import Roster
from rag.types import Named

LEE = Named("Ana Lee", ("Lee",), "harbour pilot at the Port of Ostby and former spokeswoman for the Seamen’s Union")
DAHL = Named("Per Dahl", ("Dahl",), "adviser to the mayor")
ROSTER = Roster([LEE, DAHL, Named("Port of Ostby", (), None, is_person=False)])


@pytest.mark.parametrize(
    "question",
    [
        "Who is Ana Lee?", "What is Lee's job?", "Where does Lee work?", "Which organisation does Ana Lee work for?",
        "what does Lee do for a living", "Which think tank is Lee with?", "What is the profession of Ana Lee?",
    ],
)  # fmt: skip
def test_somebody_named_is_asked_about(question: str) -> None:
    found = identity_asked(question, ROSTER)
    assert found is not None and found.holders == (LEE,) and found.role is None


@pytest.mark.parametrize("question", ["Who is the harbour pilot?", "who's the former spokesperson of the union"])
def test_whoever_has_a_role_is_asked_for(question: str) -> None:
    found = identity_asked(question, ROSTER)
    assert found is not None and found.holders == (LEE,)


def test_a_role_that_nobody_has_has_no_holder() -> None:
    found = identity_asked("Who is the mayor of Ostby?", ROSTER)
    assert found is not None and found.holders == () and found.role == "mayor of Ostby"


@pytest.mark.parametrize(
    "question",
    [
        "What does Lee say about the fares?", "Who is the pilot who ran aground?", "What is Lee's position on the fares?",
        "Who is the author of this article?", "Who is against the fares?", "What did Lee do in May?", "Who is Ana Lee angry with?",
    ],
)  # fmt: skip
def test_other_questions_ask_nobody_s_identity(question: str) -> None:
    assert identity_asked(question, ROSTER) is None


def test_a_post_is_not_what_somebody_advises() -> None:
    assert holds("Deputy Pentagon spokeswoman", "Pentagon spokesperson")
    assert not holds(DAHL.role, "mayor") and not holds(None, "mayor")


def test_a_role_at_a_place_with_a_verb_s_name() -> None:
    found = identity_asked("Who is the treasurer of the rowing club?", ROSTER)
    assert found is not None and found.holders == ()
    assert identity_asked("Who is the pilot opposing the fares?", ROSTER) is None
