"""Which way of choosing a question gets."""

from __future__ import annotations

from rag.choose.acts import acts, names_no_claim
from rag.choose.base import Desk
from rag.choose.comparison import compare
from rag.choose.fact import fact
from rag.choose.identity import identity
from rag.choose.origin import origin
from rag.choose.sides import sides
from rag.choose.speakers import speakers
from rag.choose.statements import statements
from rag.types import Choice


def choose(desk: Desk) -> Choice:
    """What answers the question on the desk, or an empty choice that says why nothing does."""
    question = desk.question
    if question.kind == "stance":
        return acts(desk) if names_no_claim(question.proposition or "") else sides(desk)
    if question.kind == "identity":
        return identity(desk)
    if question.kind == "origin":
        return origin(desk)
    if question.kind == "speakers":
        return speakers(desk)
    if question.kind == "comparison":
        return compare(desk)
    if question.kind == "statements":
        return statements(desk)
    return fact(desk)
