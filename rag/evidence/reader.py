"""Whether a sentence, read after the one before it, answers a question: both texts in one cross-encoder.

Nogueira and Cho 2019 (monoBERT), with MiniLM's six layers. ``python -m eval.train.reader`` writes its layers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from index.errors import ModelError
from rag.pairs import PairEncoder
from rag.types import Candidate

NAME = "onrecord-reader-4"
GRAPH = Path(__file__).with_name("reader.onnx")
MAX_TOKENS = 128
"""A question, a title and two sentences; what stands before a long one is cut first."""
TITLE, BEFORE, ROLE = 8, 12, 8
"""Words that are read of a title, of the sentence before (whom and what it is about is told there first) and of a role."""
NAMED = 2
"""Speakers that are read before a sentence."""
_WORD = re.compile(r"\w+")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]e)\b")


class Reader:
    """The trained cross-encoder; may be shared between threads."""

    name = NAME

    def __init__(self, encoder: PairEncoder) -> None:
        """Use ``Reader.load``."""
        self._encoder = encoder

    @classmethod
    def load(cls, embedder_folder: Path, graph: Path | None = None, threads: int = 2) -> Reader:
        """The packaged layers over this embedder's token embeddings, or those at ``graph``; ModelError without them."""
        file = graph or GRAPH
        try:
            return cls(PairEncoder.load(file, embedder_folder, MAX_TOKENS, threads))
        except FileNotFoundError as error:
            raise ModelError(f"no reader at {str(file)!r}; train it: python -m eval.train.reader --data DIR") from error

    def logits(self, question: str, candidates: Sequence[Candidate]) -> list[float]:
        """The logit of each candidate answering the question, in their order."""
        return [float(row[0]) for row in self._encoder.logits([(question, text_of(one)) for one in candidates])]


def text_of(found: Candidate) -> str:
    """What is read of a candidate: its words under what they stand under, then how the sentence before it begins.

    Each part once: a title may stand over a section too, and what a sentence goes back to is what stands before it.
    """
    under = found.context.removesuffix(found.before).removeprefix(found.title).strip(" .:") if found.context else ""
    told = ": ".join(part for part in (under, _speakers(found), found.as_told) if part)
    return reading(told, "" if found.label else found.before, found.title)


def _speakers(found: Candidate) -> str:
    """Whose words a sentence has, with their roles, as far as it does not tell itself; an author only of "I" and "we"."""
    own, named = set(_WORD.findall(found.text.lower())), dict[str, str]()
    for voice in found.voices:
        if voice.speaker and (voice.attribution != "author" or _FIRST_PERSON.search(found.text)):
            role = " ".join((voice.role or "").split()[:ROLE])
            words = _WORD.findall(role.lower())
            surname = _WORD.findall(voice.speaker.lower())[-1:]
            if not own.issuperset(surname) or 2 * len(own.intersection(words)) < len(words):
                named.setdefault(voice.speaker, f"{voice.speaker}, {role}" if role else voice.speaker)
    return "; ".join(list(named.values())[:NAMED])


def reading(sentence: str, before: str, title: str) -> str:
    """A sentence as it is read: under its document's title, with the beginning of the one before it in brackets."""
    told, under = " ".join(before.split()[:BEFORE]), " ".join(title.split()[:TITLE])
    words = f"{sentence} ( {told} )" if told else sentence
    return f"{under}: {words}" if under else words
