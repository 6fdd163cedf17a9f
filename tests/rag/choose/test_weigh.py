from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.library import Library
from index.settings import IndexSettings
from rag.assistant import Assistant
from rag.settings import RagSettings
from rag.types import Inquiry

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
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("mails")
    (folder / "mails.txt").write_text(MAILS, "utf-8")
    library = Library(IndexSettings(store=folder / "store", _env_file=None))
    assert [report.status for report in library.index([folder / "mails.txt"])] == ["indexed"]
    yield Assistant(library, RagSettings(_env_file=None))
    library.store.close()


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


def test_unless_the_letter_is_asked_about(assistant: Assistant) -> None:
    answer = assistant.ask(Inquiry("What is the e-mail address of Helena Brand?"))
    found = answer.citations or (answer.refusal.nearest if answer.refusal else ())
    assert "h.brand@corvane.example" in found[0].text
