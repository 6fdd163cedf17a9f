"""What a statement says outright of a plan or a fear: "a later start is the cheapest way", "the fear that … is unfounded"."""

from __future__ import annotations

import re

from rag.choose.claims import content_of, denied_alike, is_clause
from rag.types import Stance

SUBJECT = 0.6
"""Share of the content words of the plan, or of what is judged, that the other must have."""
LEAST, SAME, FILLED = 2, 0.75, 0.4
"""Content words of a claim that is echoed, share of them that are said again, and share of what is said that they are."""

_BE = r"(?:is|are|was|were|would be|will be|has been|have been|remains?|seems?|looks?)"
_GOOD = (
    r"(?:the )?(?:right|good|sensible|wise|necessary|overdue|long overdue|worth\w*|fair|better|best|cheapest|safest|surest|kindest|"
    r"welcome|reasonable|justified|excellent|essential|vital|a (?:good|great|welcome|sensible|fine|wise)\b)"
)
_BAD = (
    r"(?:the )?(?:wrong|bad|a? ?mistake|a? ?folly|foolish|unwise|unfair|pointless|harmful|reckless|premature|unnecessary|worst|worse|"
    r"dangerous|unjustified|unacceptable|unworkable|a (?:waste|bad|terrible|poor|disgrace)\b|nonsense|too (?!much\b)\w+)"
)
_JUDGED = re.compile(
    rf"^(?P<what>.+?)\s{_BE}\s(?P<not>not |never |hardly )?(?:(?:simply|just|only|quite|very|also|still|clearly) )?"
    rf"(?:(?P<good>{_GOOD})|(?P<bad>{_BAD}))\b",
    re.IGNORECASE,
)
_REPORT = r"(?:fears?|worr(?:y|ies)|claims?|ideas?|notion|suggestions?|belief|theory|charge|accusations?|argument|assertion|talk|rumours?|story)"
_UNFOUNDED = re.compile(
    rf"\b(?:the|this|that|any) {_REPORT} (?:that|of) (?P<what>.+?) {_BE} (?:simply |just |quite |plainly )?"
    r"(?:not (?:borne out|true|right|justified|supported|founded)|nonsense|wrong|false|unfounded|groundless|baseless|mistaken|"
    r"exaggerated|overblown|rubbish|a myth)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:if|unless|whether|could|may|might|perhaps|wrong|false|untrue|nonsense|myth|den(?:y|ies|ied)|doubt\w*|disput\w*|once|used to)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"^.*?\bthat\s+", re.IGNORECASE)


def judged(proposition: str, said: str) -> Stance | None:
    """The side on a plan of who calls it good or bad; None where nothing is called so, or something else is."""
    if is_clause(proposition):
        return None
    claim = content_of(proposition)
    for text in (said, _THAT.sub("", said)):
        found = _JUDGED.search(text)
        what = content_of(found["what"]) if found else frozenset[str]()
        if found and what and len(claim & what) >= SUBJECT * min(len(claim), len(what)):
            return "affirms" if bool(found["good"]) != bool(found["not"]) else "disputes"
    return None


def echoed(proposition: str, said: str) -> Stance | None:
    """The side on a claim of who says it in its own words, or with a "not" more or less; None for other words."""
    claim, here = content_of(proposition), content_of(_THAT.sub("", said))
    common = len(claim & here)
    if len(claim) < LEAST or common < SAME * len(claim) or common < FILLED * len(here) or _OPEN.search(said):
        return None
    return "affirms" if denied_alike(said, proposition) else "disputes"


def called_unfounded(text: str) -> str | None:
    """What is feared or claimed in a sentence that calls it unfounded; None for other sentences."""
    found = _UNFOUNDED.search(text)
    return found["what"] if found else None
