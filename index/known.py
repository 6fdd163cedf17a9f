"""Vectors that the store already has for a document's texts: chunking anew does not embed anew.

They are looked for in the store and kept nowhere else, so that nothing stays of a document that is removed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from index.context import read_with
from index.embed.base import Vectors
from index.errors import StoreDamaged, UnknownDocument
from index.split import chunk_text
from index.types import Chunk, Document
from index.view import View


@dataclass(frozen=True, slots=True)
class Known:
    """Vectors by the text that they were made of; of sentences they are kept in two bytes a number."""

    passages: Mapping[str, Vectors] = field(default_factory=dict)
    sentences: Mapping[str, Vectors] = field(default_factory=dict)


def known_vectors(view: View, document_id: str) -> Known:
    """What the store has for this document; nothing where it has no such document, or what it has is damaged."""
    try:
        read, vectors = view.read(document_id), view.vectors_of(document_id)
    except (UnknownDocument, StoreDamaged):
        return Known()
    document = read.document
    passages = {passage(document, read.chunks[number]): np.frombuffer(vector, "<f4") for number, vector in vectors}
    spoken = {
        read_with(document.text, document.sentences, number): vector
        for number, (sentence, vector) in enumerate(zip(document.sentences, read.vectors, strict=True))
        if not sentence.furniture
    }
    return Known(passages, spoken)


def passage(document: Document, chunk: Chunk) -> str:
    """What of a chunk is embedded: the title before its text."""
    return f"{document.title}\n{chunk_text(document.text, document.sentences, chunk)}"


def looked_up(
    kinds: Sequence[tuple[Sequence[str], Mapping[str, Vectors]]], encode: Callable[[Sequence[str]], Vectors]
) -> list[Vectors]:
    """Vectors of each kind's texts: those that are known as they are, the others of all kinds encoded together."""
    missing = [text for texts, known in kinds for text in texts if text not in known]
    fresh = iter(encode(missing))
    return [np.array([known[text] if text in known else next(fresh) for text in texts]) for texts, known in kinds]
