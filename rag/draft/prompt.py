"""The prompt: numbered evidence, each with its speaker, and the question; it fits the window whatever is asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.split import count_tokens
from rag.draft import wording
from rag.draft.types import Message
from rag.errors import ModelFailure
from rag.interpret.instructions import without_orders
from rag.types import Evidence
from rag.verify.reading import REMEMBERED

SPARE = 1.5
"""Tokens of another vocabulary for one of cl100k, in English; SmolLM2, with half as many entries, takes 1.1."""
FRAME = 16
"""Tokens that a chat template puts around a message."""

_DEFUSED = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", "【": "(", "】": ")", "［": "(", "］": ")"})
"""Signs that end what is quoted, mark evidence, or make the special tokens of chat templates."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent, and the evidence in it, by number from 1."""

    messages: tuple[Message, ...]
    given: tuple[Evidence, ...]


def prompt(question: str, evidence: Sequence[Evidence], room: int) -> Prompt:
    """The prompt with as much of the evidence, in its order, as ``room`` tokens hold; ModelFailure where none fits.

    Evidence that gives the machine orders is left out.
    """
    sound = [one for one in evidence if not orders(one.candidate.text)]
    left = room - tokens(_asked(question, "")) - tokens(wording.SYSTEM) - 2 * FRAME
    lines: list[str] = []
    for number, one in enumerate(sound, 1):
        line = _line(number, one)
        left -= tokens(line) + 1
        if left < 0:
            break
        lines.append(line)
    if not lines:
        raise ModelFailure(wording.TOO_LONG)
    asked = _asked(question, "\n".join(lines))
    return Prompt((Message("system", wording.SYSTEM), Message("user", asked)), tuple(sound[: len(lines)]))


@lru_cache(maxsize=REMEMBERED)
def orders(text: str) -> bool:
    """Whether a passage speaks to the machine, in whole or in part."""
    return without_orders(text).split() != text.split()


def tokens(text: str) -> int:
    """Tokens that a text takes at most in a vocabulary that is not known: what is not English may be spelt out in bytes."""
    foreign = sum(len(sign.encode()) for sign in text if not sign.isascii())
    return math.ceil(SPARE * count_tokens(text)) + foreign


def _asked(question: str, lines: str) -> str:
    return wording.EVIDENCE.format(lines=lines, question=_data(question))


def label(evidence: Evidence) -> str:
    """Who speaks, as the prompt has it before the words: "Ada Berg (chair of the council)"."""
    voice = evidence.voice
    speaker = voice.speaker or wording.UNKNOWN_SPEAKER
    return _data(f"{speaker} ({voice.role})" if voice.role else speaker)


def _line(number: int, evidence: Evidence) -> str:
    return wording.LINE.format(number=number, speaker=label(evidence), text=_data(evidence.candidate.text))


def _data(text: str) -> str:
    """A text on one line, without signs that mean something to a reader of prompts."""
    return " ".join(text.translate(_DEFUSED).split())
