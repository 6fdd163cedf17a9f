"""The side that somebody avows: "I cannot support a ban", "she was opposed to it", "count me among its critics"."""

from __future__ import annotations

import re

from rag.choose.claims import content_of, is_clause
from rag.types import Stance

ABOUT = 0.5
"""Share of the content words of the claim, or of what is avowed, that the other must have."""
POINTING = 0.6
"""Share of a claim's content words that must stand before words that only point at it."""

_BE = r"(?:am|[’']m|is|are|was|were|[’']re|[’']s|be|been|remain(?:s|ed)?|have (?:always |long )?been|has (?:always |long )?been)"
_HOW = r"(?:\w+ly |all |still |also |very much |dead |quite |both |never |not |far from |no longer |so |too |that |entirely )*"
_FOR = (
    r"(?:support|back|favou?r|welcome|approve of|agree with|accept|endorse|believe in|would vote for|will vote for|voted for|vote for|"
    r"applaud|like|share|argued? for)"
)
_AGAINST = (
    r"(?:oppose|reject|object to|disagree with|dispute|will vote against|would vote against|voted against|vote against|(?:shall|will|[’']ll|would|to|must) (?:fight|resist)|"
    r"fought|deplore|resent|dislike|detest|hate|have (?:\w+ )?(?:doubts|misgivings|reservations|objections) (?:about|to)|argued? against)"
)
_WHO = r"\b(?P<who>I|we|she|he|they)\b(?: too| for one| myself)?(?:,? (?:for (?:one|my part)|personally),?)?"
_FILL = (
    r"(?P<fill>(?:[’']d|[’']ve|[’']ll| do| did| does| would| could| can| have| had| has| shall| will| might| may| never| always| still| not| cannot| no longer|"
    r"n[’']t| don[’']t| didn[’']t| doesn[’']t| can[’']t| couldn[’']t| won[’']t| wouldn[’']t| also| \w+ly| myself| too| once| long| (?:am|was|is) (?:un)?able to)*)"
)
_OBJECT = r"\s(?P<what>[^,;:.!?]+?)(?=\s(?:because|since|as|if|but|and|which|who|when|until|unless|on the grounds?|for fear|for the)\b|[,;:.!?”\"]|$)"
_VERBS = re.compile(
    rf"{_WHO}{_FILL}\s(?:(?P<for>{_FOR})(?:e[sd]|s|d|ed)?|(?P<against>{_AGAINST})(?:e[sd]|s|d|ed)?){_OBJECT}",
    re.IGNORECASE,
)
_STANDS = re.compile(
    rf"{_WHO}\s?{_BE} (?P<fill>{_HOW})(?:(?P<for>for|in favou?r(?: of)?|behind|in support of|keen on|fond of|happy with|pleased with|glad of)|"
    rf"(?P<against>against|opposed to|unhappy (?:with|about)|wary of|tired of|sick of|sceptical (?:of|about)|skeptical (?:of|about)|hostile to))(?:{_OBJECT}|$)",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    rf"^\W*(?P<what>(?:the|this|that|these|those) [^,;:.!?]{{2,60}}?),? {_WHO}\s?{_BE} (?P<fill>{_HOW})"
    r"(?:(?P<for>keen on|fond of|happy (?:with|about)|in favou?r of|for)|(?P<against>against|opposed to|unhappy (?:with|about)|wary of))\W*$",
    re.IGNORECASE,
)
"""What somebody is for or against named first: "The printed parts I'm not so keen on." """
_NOT = re.compile(r"\b(?:not|never|cannot|no longer|far from|unable)\b|n[’']t\b", re.IGNORECASE)
_POINTS = re.compile(
    r"^(?:it|that|this|them|so|one|(?:the|this|that|any|such an?|an?|these|those|his|her|their|its) (?:\w+ )?(?:plans?|proposals?|ideas?|schemes?|motions?|changes?|"
    r"projects?|measures?|bills?|views?|moves?|notion|suggestions?|opinions?|thing))(?=$|\s(?:in|at|on|from|to|with|for|of)\b)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"^(?:(?:the|some|many|most|several|other|all|a few|local|leading|those) )*(?:[\w’'-]+ )?(?:(?P<against>opponents?|critics?|detractors?|sceptics?|skeptics?|enemies|foes|"
    r"campaign(?:ers?)? against|protest(?:ers|ors) against|those (?:who are )?against)|(?P<for>supporters?|advocates?|backers?|champions?|defenders?|proponents?|friends|"
    r"campaign(?:ers?)? for|those (?:who are )?(?:for|in favour of)))\b(?: of| to)? (?P<what>.+)$",
    re.IGNORECASE,
)


def avowed(proposition: str, text: str, before: str, only_own: bool = False) -> Stance | None:
    """The side on a plan of who says "I am for it" or "they opposed the plan"; None where nothing of the kind is said.

    ``before`` is what was said before, in which words that only point at something ("it", "the plan") are named.
    Where ``only_own``, the text is what somebody says himself, and what "he" or "they" are for is not his own side.
    """
    if is_clause(proposition):
        return None
    found = _FRONTED.search(text) or _STANDS.search(text) or _VERBS.search(text)
    if found is None or not _is_on(proposition, (found["what"] or "").strip(), f"{before} {text[: found.start()]}"):
        return None
    if only_own and found["who"].lower() not in ("i", "we"):
        return None
    denied = len(_NOT.findall(found["fill"] or "")) % 2 == 1
    if found["against"]:
        return None if denied else "disputes"  # who is not against a thing need not be for it
    return "disputes" if denied else "affirms"


def _is_on(proposition: str, what: str, before: str) -> bool:
    """Whether what somebody is for or against is the claim, by its words or by those that it points at."""
    claim, named = content_of(proposition), content_of(what)
    if not what or _POINTS.match(what):
        return len(claim & (content_of(before) | named)) >= POINTING * len(claim) > 0
    return bool(named & claim) and len(claim & named) >= ABOUT * min(len(claim), len(named))


def called_after(proposition: str, speaker: str) -> Stance | None:
    """The side on a plan of those who are called by it: "opponents of the closure"; None for other names."""
    found = None if is_clause(proposition) else _CALLED.match(speaker)
    if found is None or not _is_on(proposition, found["what"], ""):
        return None
    return "affirms" if found["for"] else "disputes"
