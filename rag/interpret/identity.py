"""Questions after who somebody is: a named person's role ("Where does Lee work?"), or a role's holder ("Who is the mayor?")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.lexical import STOP_WORDS
from rag.interpret.roster import NOT_NAMES, Roster, name_words, titles
from rag.types import Named

_BODY = (
    r"(?:organi[sz]ation|company|firm|agency|institution|institute|university|college|school|think tank|newspaper|outlet|"
    r"ministry|department|body|club|employer|magazine|council|association|charity|lab|laboratory|hospital)"
)
_POST = r"(?:job(?: title)?|title|role|post|profession|occupation|affiliation|employer|function)"
_OF_SOMEBODY = re.compile(
    rf"(?:(?:who|what) (?:exactly )?(?:is|was|are) NAME(?: exactly)?"
    rf"|(?:what|who) (?:is|was) (?:the )?NAME {_POST}|what (?:is|was) the {_POST} of NAME"
    rf"|what {_POST} (?:does|did) NAME (?:have|hold)"
    rf"|what (?:does|did) NAME do(?: for a living| professionally)?"
    rf"|(?:who|where) (?:does|did) NAME work(?: for| at)?"
    rf"|(?:which|what) (?:\w+ )?{_BODY} (?:is|was|does|did) NAME (?:with|from|at|(?:work|speak) (?:for|at|with)|lead|head|run|represent|"
    rf"belong to|part of|affiliated with|employed by)"
    rf"|(?:for|at|with) (?:which|what) (?:\w+ )?{_BODY} (?:is|was|does|did) NAME(?: work| speak)?)"
)
_OF_A_ROLE = re.compile(
    r"^\W*(?:who(?:['’]s|\s+is|\s+was|\s+are|\s+were)|(?:what(?:['’]s|\s+is|\s+was)\s+)?(?:the\s+)?names?\s+of)\s+(?:the|their|its)\s+"
    r"(?:current\s+|present\s+)?(?P<role>[^,;?]+?)\W*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|that|which|when|where|if|because|and|or)\b|(?<!the )(?<!of )(?<!for )(?<!deputy )\b\w+(?:ing|ed)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:author|writer|person|people|man|woman|name|one|ones)\b", re.IGNORECASE)
"""Heads that are no posts: "the author of this piece" is asked of a document, "the man who …" of a deed."""
LONGEST = 7
"""Words of a role in a question."""
_SAME_POST = re.compile(r"(?:wo)?man$|person$")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is asked about: somebody named, or whoever has a role in these words; ``holders`` have it by the documents."""

    holders: tuple[Named, ...]
    role: str | None = None


def identity_asked(text: str, roster: Roster) -> Identity | None:
    """Whom a question wants to know, not what they say; None for any other question."""
    mentions = roster.find(text)
    if len(mentions) == 1:
        words = name_words(text)
        first, end = mentions[0].first, mentions[0].end
        while first and words[first - 1] in NOT_NAMES - {"of", "for", "in", "at", "to", "on", "and"}:
            first -= 1
        if _OF_SOMEBODY.fullmatch(" ".join((*words[:first], "NAME", *words[end:]))):
            return Identity(mentions[0].named.namesakes or (mentions[0].named,))
    found = _OF_A_ROLE.match(text)
    if found is None or _CLAUSE.search(found["role"]) or _ASIDE.search(found["role"]):
        return None
    if len(name_words(found["role"])) > LONGEST:
        return None
    return Identity(tuple(n for n in roster.speakers if n.is_person and holds(n.role, found["role"])), found["role"])


def holds(role: str | None, wanted: str) -> bool:
    """Whether a role is the one asked for: its post is, and it has all the words; who advises the president is none."""
    asked = [_posts(title)[-1] for title in titles(wanted)][:1]
    held = {_posts(title)[-1] for title in titles(role)}
    words = set(_posts(name_words(wanted))) - STOP_WORDS
    return bool(asked) and held.issuperset(asked) and words <= set(_posts(name_words(role or "")))


def _posts(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a role, with spokesman, spokeswoman and spokesperson as one."""
    return tuple(_SAME_POST.sub("person", word) for word in words)
