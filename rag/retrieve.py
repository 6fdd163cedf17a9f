"""From a question to the sentences that may answer it: hybrid search, then every sentence of the passages found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.embed.base import Vectors
from index.reading import Read
from index.search import Searcher
from index.types import Hit, Sentence, Span
from index.view import View
from rag.exchanges import exchanges
from rag.types import Candidate, Prompt, Question
from rag.voices import author_voice, voices_in

PASSAGES = 12
"""Passages whose sentences are weighed as evidence; those shown to the user may be fewer."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages found, best first, and the sentences in them, best passage first, each sentence once."""

    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]


def retrieve(
    question: Question, view: View, searcher: Searcher, documents: Sequence[str] | None, top_k: int
) -> Retrieved:
    """Search, and open the passages found; ``documents`` restricts to these ids."""
    hits = searcher.search(view, question.search, max(top_k, PASSAGES), documents)
    asked = searcher.embed(question.search)
    candidates: dict[tuple[str, int], Candidate] = {}
    for rank, hit in enumerate(hits):
        read = view.read(hit.chunk.document_id)
        for number in range(hit.chunk.first, hit.chunk.last + 1):
            if not read.document.sentences[number].furniture:
                candidates.setdefault((read.document.id, number), candidate(read, number, asked, (hit, rank)))
    return Retrieved(tuple(hits[:top_k]), tuple(candidates.values()))


def candidate(read: Read, number: int, asked: Vectors, found: tuple[Hit, int] | None = None) -> Candidate:
    """Sentence ``number`` of a document as a candidate; ``asked`` is the question's unit vector."""
    document = read.document
    sentence = document.sentences[number]
    hit, rank = found or (None, None)
    return Candidate(
        document_id=document.id,
        number=number,
        span=Span(sentence.start, sentence.end),
        text=document.text[sentence.start : sentence.end],
        title=document.title,
        dense=float(np.dot(read.vectors[number], asked)),
        passage_dense=hit.dense if hit else None,
        passage_lexical=hit.lexical if hit else None,
        passage_rank=rank,
        before=_neighbour(read, number, range(number - 1, -1, -1)),
        after=_neighbour(read, number, range(number + 1, len(document.sentences))),
        voices=voices_in(document, sentence),
        author=author_voice(document),
        prompt=_prompt(read, sentence, asked),
        is_put=exchanges(document).is_put(sentence),
    )


def _prompt(read: Read, sentence: Sentence, asked: Vectors) -> Prompt | None:
    """The question that a sentence answers, as near as its nearest sentence is."""
    span = exchanges(read.document).prompt_of(read.document, sentence)
    if span is None:
        return None
    inside = [n for n, s in enumerate(read.document.sentences) if s.start < span.end and span.start < s.end]
    text = " ".join(read.document.text[span.start : span.end].split())
    return Prompt(text, max((float(np.dot(read.vectors[n], asked)) for n in inside), default=0.0))


def _neighbour(read: Read, number: int, others: Iterable[int]) -> str:
    """The nearest sentence that is no furniture, in the order of ``others``; empty where there is none."""
    sentences, text = read.document.sentences, read.document.text
    for other in others:
        if not sentences[other].furniture:
            return text[sentences[other].start : sentences[other].end]
    return ""
