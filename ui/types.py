"""What the ui room passes on: a conversation as it stands on the page, and what the page says is loaded."""

from __future__ import annotations

from dataclasses import dataclass

from index.types import Attribution
from rag.conversations import Exchange as Record
from rag.types import Answer


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a visitor thinks of an answer; ``is_explained`` once they have said why."""

    is_positive: bool
    is_explained: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that was found for a question and is not cited: ``document.text[start:end] == text``."""

    document_id: str
    title: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with what came of it: an answer, a problem in plain words, or neither while it is looked up.

    ``told`` is how many sentences of the answer are shown so far, None when all are. ``record`` is the exchange as it
    can be kept, ``is_kept`` whether it is: what is not can be neither judged nor reopened. ``stale`` are the ids of
    citations that held when they were made and hold no more. ``scope`` are the documents it was restricted to;
    ``uncited`` what else was found for it, None until somebody asks to see that.
    """

    question: str
    answer: Answer | None = None
    problem: str | None = None
    told: int | None = None
    record: Record | None = None
    is_kept: bool = False
    judgement: Judgement | None = None
    stale: frozenset[int] = frozenset()
    scope: tuple[str, ...] = ()
    uncited: tuple[Passage, ...] | None = None

    @property
    def waiting(self) -> bool:
        """Whether more is to come of the question."""
        return self.problem is None and (self.answer is None or self.told is not None)


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


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement of somebody: the ``number``-th of its document, its words with gaps shown."""

    document_id: str
    title: str
    number: int
    attribution: Attribution
    words: str
    reported_by: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom documents cite, under the one name they have here."""

    name: str
    role: str | None
    sayings: tuple[Saying, ...]
