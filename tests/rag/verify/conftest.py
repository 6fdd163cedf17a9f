"""Premises without an index, and the check of a claim against them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.types import Span
from rag.interpret.roster import Roster
from rag.types import Candidate, Named, Voice
from rag.verify.attribution import credits
from rag.verify.case import Case
from rag.verify.types import Claim

Premise = Callable[..., Candidate]
MakeCase = Callable[..., Case]


@pytest.fixture
def premise() -> Premise:
    """A sentence of a document as evidence; ``speaker`` is credited with what follows "that"."""

    def make(text: str, speaker: str | None = None, dense: float = 0.8, **fields: str) -> Candidate:
        author = Voice("Nils Holm", "author", "author")
        start = text.find("that ") + 5 if "that " in text else 0
        voices = (Voice(speaker, None, "indirect", (Span(start, len(text)),)),) if speaker else (author,)
        return Candidate("d", 0, Span(0, len(text)), text, "Minutes", dense, voices=voices, author=author, **fields)

    return make


@pytest.fixture
def case(premise: Premise) -> MakeCase:
    """A claim against one premise."""

    def make(claim: str, text: str, speaker: str | None = None, **fields: str) -> Case:
        roster = Roster([Named("Ada Berg", ("Berg",)), Named("Nils Holm", ("Holm",))])
        return Case.of(Claim(claim, 0, len(claim), credits(claim)), (premise(text, speaker, **fields),), roster)

    return make
