"""The checks, a file each: what a claim says that its passages do not, or say otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rag.verify.case import Case
from rag.verify.checks.denied import denied
from rag.verify.checks.listed import listed
from rag.verify.checks.named import named
from rag.verify.checks.numbered import numbered
from rag.verify.checks.opposed import opposed
from rag.verify.checks.quoted import quoted
from rag.verify.checks.reserved import reserved
from rag.verify.checks.said import said
from rag.verify.checks.standing import standing
from rag.verify.types import Objection

Check = Callable[[Case], Iterator[Objection]]

CHECKS: tuple[Check, ...] = (quoted, said, denied, opposed, standing, listed, numbered, named, reserved)
"""In the order in which their reasons are given: what turns a claim round comes first."""


def objections(case: Case) -> tuple[Objection, ...]:
    """Everything that the checks have against a claim, those that contradict it first."""
    found = [objection for check in CHECKS for objection in check(case)]
    return tuple(sorted(dict.fromkeys(found), key=lambda objection: not objection.contradicts))
