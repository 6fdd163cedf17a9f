"""Who wrote a document and when it came out: the line of the document that says so, a byline or a date line too."""

from __future__ import annotations

from collections.abc import Sequence

from index.dates import find_date
from index.lexical import STOP_WORDS
from index.types import Document
from rag.choose.base import Desk
from rag.choose.fact import fact
from rag.interpret.roster import name_words
from rag.retrieve import candidate
from rag.types import Choice, Evidence
from rag.voices import author_voice

TOLD = 0.9
"""Probability that a byline or date line answers."""
KINDS = frozenset("review letter interview obituary memoir editorial release press notice memo".split())
"""Words for a document that say what it is: where none is of the kind, none is meant."""
MOST = 4
"""Documents that are told of at once."""


def origin(desk: Desk) -> Choice:
    """The byline or date line of the documents asked about; as a fact where none of them has any."""
    found = [e for document_id in _asked_about(desk) for e in _line(desk, document_id)]
    return Choice(tuple(found[:MOST]), TOLD, certain=True) if found else fact(desk)


def _asked_about(desk: Desk) -> Sequence[str]:
    """The documents whose title, author or kind has most of the words that name them; all where nothing names one."""
    wanted = set(name_words(desk.question.topic or "")) - STOP_WORDS
    if not wanted:
        return desk.scope
    shared = {one: len(wanted & _known_by(desk.view.document(one))) for one in desk.scope}
    most = max(shared.values(), default=0)
    if most or wanted <= KINDS:
        return [one for one in desk.scope if shared[one] == most > 0]
    return list(dict.fromkeys(found.document_id for found in desk.retrieved.candidates))[:1]


def _known_by(document: Document) -> set[str]:
    """The words by which a document is called."""
    return set(name_words(" ".join([document.title, document.author or "", document.kind or "", *document.origins])))


def _line(desk: Desk, document_id: str) -> list[Evidence]:
    """The first sentence, or line of the heading, that says what is asked; empty where the text does not have it."""
    read, asked = desk.view.read(document_id), desk.searcher.embed(desk.question.search)
    for number, sentence in enumerate(read.document.sentences):
        if _says(read.document, read.document.text[sentence.start : sentence.end], desk.question.answer_type == "time"):
            found = candidate(read, number, asked)
            return [Evidence(found, found.span, TOLD, author_voice(read.document))]
    return []


def _says(document: Document, line: str, is_date: bool) -> bool:
    """Whether a line has the date of the document, or its author's name."""
    if is_date:
        return document.published is not None and find_date(line) == document.published
    return document.author is not None and document.author in " ".join(line.split())
