"""Roles in a list of people: in "Ann Lee (Chair), Bo Lund (Treasurer)" each has the one behind the own name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.verify import wording
from rag.verify.case import Case
from rag.verify.reading import read
from rag.verify.types import Objection

LEAST = 2
"""People with roles from which it is a list."""

_WITH_ROLE = re.compile(r"(?P<name>[^\W\d_a-z][\w.’'-]+(?: [^\W\d_a-z][\w.’'-]*){1,3}) \((?P<role>[^()\d]{3,60})\)")
_IS = re.compile(r"\b(?:is|was|as|became|remains|served)\b")


def listed(case: Case) -> Iterator[Objection]:
    """Somebody in a list who is claimed to have the role of another."""
    for number, premise in case.framed():
        roles = {m["name"]: m["role"] for m in _WITH_ROLE.finditer(premise.text)}
        if len(roles) < LEAST or not _IS.search(case.claim.text):
            continue
        for name, role in roles.items():
            others = [one for other, one in roles.items() if other != name]
            if not _names(case, name) or _has(case, role):
                continue
            taken = next((one for one in others if _has(case, one) and not _names(case, _holder(roles, one))), None)
            if taken is not None:
                yield Objection("roles", wording.NAME_OTHER.format(given=role, claimed=taken), True, number)
                return


def _holder(roles: dict[str, str], role: str) -> str:
    return next(name for name, one in roles.items() if one == role)


def _names(case: Case, name: str) -> bool:
    """Whether a claim names somebody, by surname at least."""
    return name.split()[-1] in case.claim.text


def _has(case: Case, role: str) -> bool:
    """Whether all words of a role stand in a claim."""
    forms = frozenset(token.form for token in read(role).content)
    return bool(forms) and forms <= case.said.forms
