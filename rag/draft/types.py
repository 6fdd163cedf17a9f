"""What drafting passes on: a sentence as the model wrote it, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from rag.types import Answer
from rag.verify.types import Finding


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a prompt."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """One sentence of the model, without markers, and the numbers of the evidence that it names for it."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A drafted sentence and what the documents make of it; ``against`` is why it does not stand, None where it does."""

    drafted: Drafted
    finding: Finding
    against: str | None = None

    @property
    def stands(self) -> bool:
        """Whether the documents bear it out."""
        return self.against is None


class Writer(Protocol):
    """A language model."""

    @property
    def name(self) -> str:
        """Which model this is; part of an answer's receipt."""

    def write(self, messages: Sequence[Message], most: int) -> Iterator[str]:
        """What it writes, piece by piece, ``most`` tokens at most; ModelFailure where it cannot go on."""


Listener = Callable[[Answer], None]
"""Is told the answer as far as it stands: each longer by whole verified sentences, and never taken back."""
