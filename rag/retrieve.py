"""From a question to the sentences that may answer it: hybrid search, then every sentence of the passages found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.context import context_of, is_column_heads, is_entry, words_of
from index.embed.base import Vectors
from index.reading import Read
from index.search import Searcher
from index.tables import cells_of, is_cells, label_of
from index.types import Document, Hit, Span
from index.view import View
from rag.exchanges import exchanges
from rag.types import Candidate, Prompt, Question
from rag.voices import author_voice, voices_in

_GOES_BACK = re.compile(
    r"\W*(?:It|They|He|She|This|These|That|Those|Its|Their|His|Her|Both|Such|Er|Es|Diese[rsmn]?|Dies|Dabei|Dazu)\b"
)
"""Begins a sentence that speaks of something in the one before."""
OPENING = 12
"""Sentences within which a document says what it is about."""
PARAGRAPH = 8
"""Sentences before one of which its paragraph is looked at."""
PASSAGES = 12
"""Passages whose sentences are weighed as evidence; those shown to the user may be fewer."""
NEAREST = 6
"""Passages nearest in meaning that are weighed too, whatever their words: what is asked in other words shares none."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The passages found, best first, and the sentences in them, best passage first, each sentence once."""

    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]


def retrieve(
    question: Question, view: View, searcher: Searcher, documents: Sequence[str] | None, top_k: int
) -> Retrieved:
    """Search, and open the passages found; ``documents`` restricts to these ids."""
    hits = searcher.search(view, question.search, max(top_k, PASSAGES), documents, nearest=NEAREST)
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
    if number not in read.kept:
        read.kept[number] = _as_it_stands(read, number)
    stands: Candidate = read.kept[number]
    hit, rank = found or (None, None)
    return replace(
        stands,
        dense=float(np.dot(read.vectors[number], asked)),
        passage_dense=hit.dense if hit else None,
        passage_lexical=hit.lexical if hit else None,
        passage_rank=rank,
        prompt=_prompt(read, exchanges(read.document).prompt_of(read.document, read.document.sentences[number]), asked),
    )


def _as_it_stands(read: Read, number: int) -> Candidate:
    """What every question finds in a sentence: worked out once while the document is held."""
    document = read.document
    sentence = document.sentences[number]
    before = _neighbour(read, number, range(number - 1, -1, -1))
    context, heading, label, columns = _surroundings(document, number, before)
    return Candidate(
        document_id=document.id,
        number=number,
        span=Span(sentence.start, sentence.end),
        text=document.text[sentence.start : sentence.end],
        title=document.title,
        dense=0.0,
        before=before,
        after=_neighbour(read, number, range(number + 1, len(document.sentences))),
        voices=voices_in(document, sentence),
        author=author_voice(document),
        is_put=exchanges(document).is_put(sentence),
        context=context,
        heading=heading,
        label=label,
        columns=columns,
        above=_above(document, number),
    )


def _prompt(read: Read, span: Span | None, asked: Vectors) -> Prompt | None:
    """The question at a span, as near as its nearest sentence is; None where there is none."""
    if span is None:
        return None
    inside = [n for n, s in enumerate(read.document.sentences) if s.start < span.end and span.start < s.end]
    text = " ".join(read.document.text[span.start : span.end].split())
    return Prompt(text, max((float(np.dot(read.vectors[n], asked)) for n in inside), default=0.0))


def _surroundings(document: Document, number: int, before: str) -> tuple[str, str, str, str]:
    """What a sentence is read with (what it stands under, and what it goes back to), its heading, its label, its columns."""
    text, sentence = document.text, document.sentences[number]
    found = context_of(text, document.sentences, number)
    heading, heads = words_of(text, [found.heading] if found.heading else []), words_of(text, found.heads)
    words = text[sentence.start : sentence.end]
    entry = is_entry(text, sentence)
    parts = (heading if entry else "", heads, before if _GOES_BACK.match(words) and not heads else "")
    valued = entry and not is_column_heads(text, sentence)
    label = f"{label_of(words)} {heads if is_cells(words) else ''}".strip() if valued else ""
    # A row or an entry is about what its document is about.
    heading = f"{heading}. {_opening(document, number)}" if entry else heading
    columns = (
        cells_of(text[found.heads[-1].start : found.heads[-1].end])
        if valued and found.heads and is_cells(words)
        else []
    )
    return ". ".join(part for part in parts if part), heading, label, " | ".join(columns) if len(columns) > 1 else ""


def _neighbour(read: Read, number: int, others: Iterable[int]) -> str:
    """The nearest sentence that is no furniture, in the order of ``others``; empty where there is none."""
    sentences, text = read.document.sentences, read.document.text
    for other in others:
        if not sentences[other].furniture:
            return text[sentences[other].start : sentences[other].end]
    return ""


def _above(document: Document, number: int) -> str:
    """What the paragraph of a sentence says before it, furniture aside, as far as ``PARAGRAPH`` sentences up."""
    sentences, text, first = document.sentences, document.text, number
    while first > max(0, number - PARAGRAPH) and not sentences[first - 1].furniture:
        if "\n\n" in text[sentences[first - 1].start : sentences[first].start]:
            break
        first -= 1
    return text[sentences[first].start : sentences[number].start] if first < number else ""


def _opening(document: Document, number: int) -> str:
    """The first sentence of a document that is no entry itself, where it comes before sentence ``number``."""
    text = document.text
    for sentence in document.sentences[: min(number, OPENING)]:
        if not sentence.furniture and not is_entry(text, sentence):
            return text[sentence.start : sentence.end]
    return ""
