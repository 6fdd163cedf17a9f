"""What somebody says about something, with the real parts over one small thread."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.types import Inquiry
from tests.rag.choose.conftest import Over

THREAD = """From: Nadia Ferrant
To: Graham Tull; Bea Whitlow
Date: Mon, 3 June 2024 08:12
Subject: Lab result

One of the five pots has come back positive. I think we should begin a recall of the whole batch today.

Nadia

From: Graham Tull
To: Nadia Ferrant; Bea Whitlow
Date: Mon, 3 June 2024 08:47
Subject: Re: Lab result

With respect, I disagree. A public recall would cost us in the region of 48,000 crowns.

Graham
Commercial director

From: Bea Whitlow
To: Nadia Ferrant; Graham Tull
Date: Mon, 3 June 2024 10:05
Subject: Re: Re: Lab result

Point taken. The draft was written before I had the note. For what it's worth I'm with Nadia.

Bea
"""


@pytest.fixture(scope="module")
def dairy(over: Over) -> Assistant:
    return over({"mails.txt": THREAD})


def test_a_view_that_does_not_name_what_the_thread_is_about_is_one_on_it(dairy: Assistant) -> None:
    answer = dairy.ask(Inquiry("What does Bea think of the recall?"))
    (said,) = answer.citations
    assert said.text.endswith("For what it's worth I'm with Nadia.")
    assert answer.plain.startswith("Bea Whitlow")


def test_on_what_nobody_else_speaks_of_that_is_no_view(dairy: Assistant) -> None:
    answer = dairy.ask(Inquiry("What does Bea think of the new lorry?"))
    assert answer.refusal
    assert "they have it from" not in answer.plain


def test_the_post_in_a_signature_is_told(dairy: Assistant) -> None:
    answer = dairy.ask(Inquiry("What does Graham say about a recall?"))
    assert answer.plain.startswith("Graham Tull (Commercial director)")
