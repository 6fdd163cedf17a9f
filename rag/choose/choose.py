"""Which way of choosing a question gets."""

from __future__ import annotations

from dataclasses import replace

from rag.choose.acts import acts, names_no_claim
from rag.choose.base import Desk
from rag.choose.comparison import compare
from rag.choose.extreme import extreme
from rag.choose.fact import fact
from rag.choose.identity import identity
from rag.choose.origin import origin
from rag.choose.reasons import with_reasons
from rag.choose.sides import sides
from rag.choose.speakers import speakers
from rag.choose.statements import statements
from rag.types import Choice
from rag.wording import NAMESAKES


def choose(desk: Desk) -> Choice:
    """What answers the question on the desk, or an empty choice that says why nothing does.

    Where the question calls somebody by a name that several people have, the answer begins with who they are.
    """
    choice = with_reasons(desk, _chosen(desk))
    shared = next((named for named in desk.question.speakers if named.namesakes), None)
    if shared is None or choice.lead or not choice.evidence:
        return choice
    people = ", ".join(named.name for named in shared.namesakes)
    return replace(choice, lead=NAMESAKES.format(name=shared.name, people=people))


def _chosen(desk: Desk) -> Choice:
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
    return extreme(desk) or fact(desk)
