from __future__ import annotations

import re

import numpy as np
import pytest

from index.reading import Read
from index.types import Document, Sentence, Span, Statement
from rag.retrieve import candidate
from rag.taken_back import takes_back, with_withdrawals, withdrawal
from rag.types import Evidence, Voice


def reading(text: str, *turns: tuple[str, str]) -> Read:
    spans = [m.span() for m in re.finditer(r"[A-Z][^.]*\.", text)]
    said = [(who, text.index(words), len(words)) for who, words in turns]
    statements = tuple(Statement(who, "direct", (Span(at, at + size),)) for who, at, size in said)
    document = Document(
        "d", "d", text, "t", "txt", "en", sentences=tuple(Sentence(*s) for s in spans), statements=statements
    )
    return Read(document, np.ones((len(spans), 2), np.float32), {})


class View:
    def __init__(self, found: Read) -> None:
        self.found = found

    def read(self, document_id: str) -> Read:
        return self.found


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("I take it back.", True),
        ("She said that she had changed her mind.", True),
        ("I was mistaken: the fish were dead before.", True),
        ("He no longer believes it.", True),
        ("I was wrong-footed at the door.", False),
        ("I took the train back.", False),
    ],
)
def test_words_that_take_back(text: str, takes: bool) -> None:
    assert takes_back(text) == takes


def test_a_statement_is_taken_back_by_its_own_speaker() -> None:
    text = "The otters did it. I was mistaken."
    found = reading(text, ("Ann Rowe", text))
    behind = withdrawal(found, candidate(found, 0, found.vectors[0]), "Ann Rowe")
    assert behind is not None and behind.text == "I was mistaken."
    other = reading(text, ("Ann Rowe", "The otters did it."), ("Bo Lund", "I was mistaken."))
    assert withdrawal(other, candidate(other, 0, other.vectors[0]), "Ann Rowe") is None


def test_a_correction_below_comes_with_what_it_corrects() -> None:
    text = "The weir was built for ninety crowns. It rains. Correction. The weir was built for nine crowns."
    found = reading(text)
    one = Evidence(candidate(found, 0, found.vectors[0]), Span(0, 37), 0.9, Voice(None, None, "author"))
    cited = [e.candidate.text for e in with_withdrawals([one], View(found))]  # type: ignore[arg-type]
    assert cited == ["The weir was built for ninety crowns.", "The weir was built for nine crowns."]


def test_further_down_the_words_must_say_what_is_taken_back() -> None:
    between = " It rained." * 6
    far = reading(
        f"The weir is safe.{between} I was wrong about the weir.",
        ("Lee", "The weir is safe."),
        ("Lee", "I was wrong about the weir."),
    )
    other = reading(
        f"The weir is safe.{between} I was wrong about the soup.",
        ("Lee", "The weir is safe."),
        ("Lee", "I was wrong about the soup."),
    )
    assert withdrawal(far, candidate(far, 0, far.vectors[0]), "Lee") is not None
    assert withdrawal(other, candidate(other, 0, other.vectors[0]), "Lee") is None
