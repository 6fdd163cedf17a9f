"""What a button on the page sends: its data attributes. Anyone can send anything, so nothing in it is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rag.types import Answer, Citation
from ui.types import Conversation

Sent = Mapping[str, Any]
"""Names and values as they came."""


def turn_of(conversation: Conversation, sent: Sent) -> int | None:
    """The number of the turn that is meant; None where the conversation has no such one."""
    turn = number_of(sent.get("turn"))
    return turn if turn is not None and turn < len(conversation) else None


def find_citation(conversation: Conversation, sent: Sent) -> Citation | None:
    """The citation that ``sent`` points to by turn and number; None where the conversation holds no such one."""
    turn, number, nearest = turn_of(conversation, sent), number_of(sent.get("citation")), number_of(sent.get("nearest"))
    answer = None if turn is None else conversation[turn].answer
    if answer is None:
        return None
    return _nearest(answer, nearest) if number is None else _by_id(answer, number)


def _by_id(answer: Answer, number: int) -> Citation | None:
    return next((citation for citation in answer.citations if citation.id == number), None)


def _nearest(answer: Answer, place: int | None) -> Citation | None:
    passages = answer.refusal.nearest if answer.refusal else ()
    return passages[place] if place is not None and 0 <= place < len(passages) else None


def number_of(value: object) -> int | None:
    """A number that is not negative; None where something else was sent."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
