"""The side of those who say what should become of a plan: "it should go ahead", "they must not be let go"."""

from __future__ import annotations

import re

from rag.choose.claims import is_clause
from rag.types import Stance

_KEEPS = (
    r"(?:go(?:ing)? ahead|go(?:ing)? on|proceed|continue|carry on|stay|remain|press on|hold (?:its|their|our|your) nerve|"
    r"be (?:kept|saved|built|adopted|approved|allowed|retained|restored|extended|introduced|passed|tried|preserved|protected|"
    r"reopened|repaired|made permanent))\b"
)
_ENDS = (
    r"(?:be (?:let go|closed|shut|scrapped|abandoned|dropped|demolished|stopped|silenced|rejected|withdrawn|banned|ended|"
    r"removed|sold|cancelled|refused|given up|abolished|torn down|pulled down|turned (?:off|down))|stop|cease|come to an end)\b"
)
_MODAL = r"\b(?:should|must|ought to|needs? to|has to|have to|deserves? to)\b"
_WISH = re.compile(
    rf"{_MODAL}\s(?P<not>not\s|never\s)?(?:\w+\s)?(?:(?P<keeps>{_KEEPS})|(?P<ends>{_ENDS}))", re.IGNORECASE
)
_HOPE = re.compile(
    rf"\bhop(?:e|es|ed)\b[^.;]*?\b(?:will|would)\s(?P<not>not\s|never\s)?(?:(?P<keeps>{_KEEPS})|(?P<ends>{_ENDS}))",
    re.IGNORECASE,
)
_PLAN_TO_END = re.compile(
    r"^(?:the |a )?(?:\w+ )?(?:clos(?:ing|ure)|shutting|giving up|scrapping|abandoning|demoli(?:shing|tion)|ending|end of|silencing|"
    r"ban(?:ning)?|abol(?:ishing|ition)|selling|sale of|cutting|removing|removal|stopping|dropping|withdrawing|cancelling)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"{_MODAL}", re.IGNORECASE)


def wished(proposition: str, text: str) -> Stance | None:
    """The side on a plan of who says that it should go on or be dropped; None where neither is said, or of no plan."""
    wish = _WISH.search(text) or _HOPE.search(text)
    if wish is None or (is_clause(proposition) and not _ASKED.search(proposition)):
        return None
    keeps = bool(wish["keeps"]) != bool(wish["not"])
    return "affirms" if keeps == _to_keep(proposition) else "disputes"


def _to_keep(proposition: str) -> bool:
    """Whether a plan is to keep or do something rather than to end it."""
    wish = _WISH.search(proposition)
    if wish is not None:
        return bool(wish["keeps"]) != bool(wish["not"])
    return not _PLAN_TO_END.match(proposition)
