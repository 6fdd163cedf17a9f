"""Whether a statement is about the subject of a claim at all, before anybody asks on which side it is."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from index.sentences import PARSED_LANGUAGE
from index.types import Document
from rag.choose.around import after, section_before, section_of
from rag.choose.base import Desk
from rag.choose.claims import content_of
from rag.types import Candidate

BEFORE = 6
"""Sentences before a statement in which its subject may be named."""
NAMED = 0.5
"""Share of the claim's rare words that must be named there, more than."""
NEAR, NEARER = 0.2, 0.3
"""Cosine of statement and claim that is enough where only the section names them, or only the document."""

_IS = re.compile(r"\s(?:is|are|was|were)\s")


def is_about(desk: Desk, found: Candidate, claim: str) -> bool:
    """Whether the rare words of a claim, or words that mean the like, stand around a statement.

    A statement that is near to the claim in meaning may have them anywhere in its section; one that names what the
    claim says something of ("the bridge" of "the bridge is safe") needs none.
    """
    document = desk.view.document(found.document_id)
    if document.language != PARSED_LANGUAGE or _of_the_same(desk.question.proposition or claim, found):
        return True
    asked = replace(desk.question, text=claim)
    bare = replace(found, text="", before="", after="", title="", voices=(), prompt=None)
    enough = NAMED * len(desk.lacking(asked, bare))
    missing = desk.lacking(asked, replace(bare, text=surroundings(document, found)))
    if not enough or len(missing) < enough or len(desk.unlike(missing, claim, found.as_told)) < enough:
        return True
    vector = desk.view.read(found.document_id).vectors[found.number]
    cosine = float(np.dot(vector, desk.searcher.embed(desk.question.search)))
    wider = document.text if cosine >= NEARER else f"{document.title} {section_of(document, found.number)}"
    return cosine >= NEAR and len(desk.lacking(asked, replace(bare, text=wider))) < enough


def _of_the_same(claim: str, found: Candidate) -> bool:
    what = content_of(_IS.split(claim, maxsplit=1)[0]) if _IS.search(claim) else frozenset()
    return bool(what) and what <= content_of(found.text)


def surroundings(document: Document, found: Candidate) -> str:
    """A statement with the question it answers, the sentences around it, and the heading of its section."""
    before = section_before(document, found.number, BEFORE)
    return " ".join((*before, found.as_told, after(document, found.number)))
