"""Answers and histories as the JSON they are kept as."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter, ValidationError

from rag.errors import UnknownAnswer
from rag.types import Answer, Turn

LONGEST_HISTORY = 20_000
"""Characters of a history that are kept, from its end; a question rarely leans on more than the last turns."""


@cache
def _answers() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


@cache
def _turns() -> TypeAdapter[tuple[Turn, ...]]:
    return TypeAdapter(tuple[Turn, ...])


def answer_json(answer: Answer) -> str:
    """An answer as JSON."""
    return _answers().dump_json(answer).decode()


def history_json(history: tuple[Turn, ...]) -> str:
    """The last turns of a history as JSON, as many as fit ``LONGEST_HISTORY``."""
    first, room = len(history), LONGEST_HISTORY
    while first and len(history[first - 1].content) <= room:
        first -= 1
        room -= len(history[first].content)
    return _turns().dump_json(history[first:]).decode()


def answer_from(kept: str) -> Answer:
    """The answer; UnknownAnswer where it was kept by a version whose answers had another form."""
    try:
        return _answers().validate_json(kept)
    except ValidationError as error:
        raise UnknownAnswer("the answer was kept by another version of Onrecord; ask the question again") from error


def history_from(kept: str) -> tuple[Turn, ...]:
    """The turns."""
    return _turns().validate_json(kept)
