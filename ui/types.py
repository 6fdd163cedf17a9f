"""What the ui room passes on: a conversation as it stands on the page, and what the page says is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from rag.types import Answer


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with what came of it: an answer, a problem in plain words, or neither while it is looked up."""

    question: str
    answer: Answer | None = None
    problem: str | None = None

    @property
    def waiting(self) -> bool:
        """Whether nothing has come of the question yet."""
        return self.answer is None and self.problem is None


Conversation = tuple[Exchange, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A question to begin with, and what it shows."""

    question: str
    shows: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What is loaded; ``speakers`` is None where the documents are too many to count them."""

    documents: int = 0
    statements: int = 0
    speakers: int | None = 0
    examples: tuple[Example, ...] = ()
