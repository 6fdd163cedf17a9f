"""What is kept of conversations."""

from __future__ import annotations

from dataclasses import dataclass

from rag.types import Answer, Turn


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer; ``asked_at`` is UTC in ISO 8601, ``history`` what the question came with."""

    id: str
    session_id: str
    asked_at: str
    answer: Answer
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A conversation in a list: its first question, when it began and was last gone on with, and its length."""

    session_id: str
    question: str
    began_at: str
    last_at: str
    exchanges: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """Somebody's judgement of an answer."""

    id: str
    answer_id: str
    is_positive: bool
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with what it is about; None where that is not kept any more."""

    feedback: Feedback
    at: str
    exchange: Exchange | None
