from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.types import Inquiry
from tests.rag.choose.conftest import Over

MAILS = """From: Petra Lind <petra@lind.example>
To: Orders <orders@corvane.example>
Date: Mon, 6 May 2024 08:12
Subject: Oven not delivered

We ordered an oven on 11 March and we have neither an oven nor a word from you.

Petra Lind

---

From: Helena Brand <h.brand@corvane.example>
To: Petra Lind <petra@lind.example>
Date: Wed, 8 May 2024 11:22
Subject: Re: Oven not delivered

A clerk in our office transposed the digits of the house number. We shall deliver on 14 May.

Helena Brand
"""


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over({"mails.txt": MAILS})


@pytest.mark.parametrize(
    "question",
    [
        "Did Petra accept the offer of Helena Brand?",
        "How many days off do I get for my wedding?",
        "What did Petra Lind explain?",
    ],
)
def test_the_head_and_the_foot_of_a_letter_answer_nothing(assistant: Assistant, question: str) -> None:
    cited = [one.text for one in assistant.ask(Inquiry(question)).citations]
    assert not [
        text for text in cited if text.startswith(("From:", "Date:", "To:")) or text in ("Petra Lind", "Helena Brand")
    ]


NOTE = """From: Bettina Oyelaran
To: members@clay.example
Date: Mon, 3 Feb 2025 08:12
Subject: The big kiln

Dear all,

The relay is my fault and I apologise for it.

Bettina
(studio manager)
"""


@pytest.mark.parametrize(
    "question", ["What does Bettina say she got wrong?", "Who is against Bettina's relay?", "What does Bettina say?"]
)
def test_neither_a_greeting_nor_a_first_name_below_it(over: Over, question: str) -> None:
    cited = [one.text for one in over({"note.txt": NOTE}).ask(Inquiry(question)).citations]
    assert not {"Bettina", "Dear all,", "(studio manager)"} & set(cited)


def test_unless_the_letter_is_asked_about(assistant: Assistant) -> None:
    answer = assistant.ask(Inquiry("What is the e-mail address of Helena Brand?"))
    found = answer.citations or (answer.refusal.nearest if answer.refusal else ())
    assert "h.brand@corvane.example" in found[0].text


def test_who_comes_in_late_does_not_answer_for_what_stands_before(over: Over) -> None:
    text = (
        "# The lock\n\nBy Ann Lee\n\nAltering the toll would take a vote of the assembly, which is unlikely given that it sits only in May and "
        "most skippers oppose a higher toll.\n\nSpeaking in the rain at the old lock in the middle of the afternoon, Peter Moor said the toll was fair.\n"
    )
    assistant = over({"lock.md": text})
    assert assistant.ask(Inquiry("What would it take to alter the toll?")).citations[0].voice.speaker == "Ann Lee"
    assert assistant.ask(Inquiry("Is the toll fair?")).citations[0].voice.speaker == "Peter Moor"


def test_of_a_letter_its_views_come_first(over: Over) -> None:
    lines = "\n\n".join(
        f"The {thing} in the yard was painted green on Tuesday."
        for thing in ("shed", "gate", "boat", "mast", "pump", "hull")
    )
    note = NOTE.replace("Dear all,", f"Dear all,\n\nBad news.\n\n{lines}").replace(
        "Bettina\n(", "I would like us to pay for it.\n\nBettina\n("
    )
    cited = [one.text for one in over({"note.txt": note}).ask(Inquiry("What does Bettina say?")).citations]
    assert {"The relay is my fault and I apologise for it.", "I would like us to pay for it."} <= set(cited)


def test_who_is_present_is_no_answer_to_who_will_follow_them(over: Over) -> None:
    minutes = (
        "# Minutes of the board\n\n**Present:** Dame Oona Pell (Chair), Dr Samir Quennell (Medical Director), Brigid Astor\n\n"
        "The Chair announced that she would step down in December after nine years.\n"
    )
    board = over({"minutes.md": minutes})
    who_follows = board.ask(Inquiry("Who will replace Dame Oona Pell as Chair?"))
    assert not any("Present" in citation.text for citation in who_follows.citations)
