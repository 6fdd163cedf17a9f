"""A fact, or who said something: the sentences that answer, one to three of them."""

from __future__ import annotations

from index.shapes import is_list_item
from rag.choose.base import Desk, distinct
from rag.choose.doubt import refused, required
from rag.choose.weigh import weighed
from rag.evidence.asked import compares
from rag.types import Candidate, Choice, Evidence

MOST = 3
"""Citations of a fact; more is padding."""
RIVAL = 0.88
"""Share of the best probability that a further sentence must reach to be cited beside it."""
RUNNERS_UP = 3
"""Sentences of which the first that says all that is asked is the answer, where the most probable one does not."""
RUNNER_UP = 1.25
"""Times what is required that such a sentence must reach."""
COMPARED = 0.55
"""Share of the best probability for a further sentence where two values are compared: both are wanted."""
CLOSE = 0.4
"""Share of the best probability that such a sentence must have."""
GOES_ON = 0.6
"""Share of it for a sentence that goes on from the best one."""


def fact(desk: Desk) -> Choice:
    """The most probable sentences, or a refusal where the best one is below the threshold."""
    ranked = weighed(desk, desk.retrieved.candidates)
    fitting = next((e for n, e in enumerate(ranked[:RUNNERS_UP]) if _answers(desk, e, RUNNER_UP if n else 1.0)), None)
    if fitting is None or fitting.probability < CLOSE * ranked[0].probability:
        return refused(desk, ranked)
    best = fitting.probability
    level = max(desk.threshold, (COMPARED if compares(desk.question.text) else RIVAL) * best)
    rest = [e for e in ranked if e != fitting and best >= e.probability and _belongs(e, fitting, level)]
    return Choice(tuple(distinct([fitting, *rest], MOST)), best)


def _answers(desk: Desk, evidence: Evidence, times: float) -> bool:
    # What is missing is looked for only where it could still answer: it only ever asks for more.
    enough = evidence.probability >= min(1.0, times * desk.threshold)
    return enough and evidence.probability >= min(1.0, times * required(desk, evidence))


def _belongs(evidence: Evidence, best: Evidence, level: float) -> bool:
    """Whether a further sentence answers nearly as well, or goes on from the best one ("It …") and answers too."""
    found, first = evidence.candidate, best.candidate
    goes_on = found.before == first.text and found.before in found.context
    joined = found.document_id == first.document_id and (goes_on or _is_listed(found, first))
    return evidence.probability >= (GOES_ON * best.probability if joined else level)


def _is_listed(found: Candidate, first: Candidate) -> bool:
    """Whether both are items of one list without labels of their own: what it is asked for is the list."""
    plain = is_list_item(found.text) and is_list_item(first.text) and not found.label and not first.label
    return plain and found.context == first.context and bool(found.context)
