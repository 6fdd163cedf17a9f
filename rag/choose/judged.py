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
_CALLED = re.compile(
    r"\b(?P<not>not |never )?(?:describ(?:e[sd]?|ing)|call(?:s|ed|ing)?|label(?:s|led|ling)|hail(?:s|ed|ing)|brand(?:s|ed|ing))\s"
    r"(?P<what>(?:the|this|that|these|those|its|their)\s.+?)\s(?:as\s)?[“\"]?(?:an?\s)?(?:very\s|most\s)?"
    r"(?:(?P<good>responsible|sensible|wise|good|great|welcome|fine|reasonable|excellent|vital|essential|necessary|worthwhile|sound)|"
    r"(?P<bad>irresponsible|reckless|foolish|bad|terrible|disastrous|dangerous|pointless|unwise|wrong|disgrace\w*|folly|mistake))\b",
    re.IGNORECASE,
)
"""What somebody calls a plan: "described the turbines as “a responsible use of poor land”"."""
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
_NOT_THIS = re.compile(r",\s(?:and |but )?not\s[^,;.]+(?=[,;.]|$)", re.IGNORECASE)
"""What is named only to be set aside: "he, and not his teacher, wrote it"."""

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


def judged(proposition: str, said: str) -> Stance | None:
    """The side on a plan of who calls it good or bad; None where nothing is called so, or something else is."""
    if is_clause(proposition):
        return None
    claim = content_of(proposition)
    for text in (said, _THAT.sub("", said)):
        found = _JUDGED.search(text) or _CALLED.search(text)
        what = content_of(found["what"]) if found else frozenset[str]()
        if found and what and len(claim & what) >= SUBJECT * min(len(claim), len(what)):
            return "affirms" if bool(found["good"]) != bool(found["not"]) else "disputes"
    return None


def echoed(proposition: str, said: str) -> Stance | None:
    """The side on a claim of who says it in its own words, or with a "not" more or less; None for other words."""
    said = _NOT_THIS.sub("", said)
    claim, here = content_of(proposition), content_of(_THAT.sub("", said))
    common = len(claim & here)
    if len(claim) < LEAST or common < SAME * len(claim) or common < FILLED * len(here) or _OPEN.search(said):
        return None
    return "affirms" if denied_alike(said, proposition) else "disputes"


def called_unfounded(text: str) -> str | None:
    """What is feared or claimed in a sentence that calls it unfounded; None for other sentences."""
    found = _UNFOUNDED.search(text)
    return found["what"] if found else None


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
