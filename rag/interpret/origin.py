"""Questions after a document itself: who wrote it, when it came out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_DOCUMENT = (
    r"(?:articles?|documents?|pieces?|reports?|texts?|papers?|essays?|op-eds?|columns?|stor(?:y|ies)|files?|publications?|sources?|"
    r"(?:blog )?posts?|analys[ie]s|reviews?|letters?|interviews?|obituar(?:y|ies)|memoirs?|editorials?|(?:press )?releases?|notices?|memos?|"
    r"comment(?:ary|aries)|stud(?:y|ies))"
)
_WHICH = rf"(?P<which>(?:(?:this|that|the|these|those|each|both|all)\s+(?:\w+\s+){{0,2}}?{_DOCUMENT}\b[^,;?]*|this|it))"
_WHO = re.compile(
    rf"^\W*(?:who\s+(?:(?:has\s+)?(?:wrote|written|authored|penned)|(?:is|are|was|were)\s+the\s+(?:authors?|writers?)\s+of)|"
    rf"(?:what|who)(?:['’]s|\s+is|\s+are)\s+the\s+(?:name\s+of\s+the\s+)?authors?\s+of|by\s+whom\s+(?:was|were|is))\s+{_WHICH}\W*$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"^\W*(?:when|(?:on|in)?\s*(?:what|which)\s+(?:date|day|month|year))\s+(?:was|were|is|did)\s+{_WHICH}\s*"
    rf"(?:first\s+)?(?:published|written|released|posted|issued|dated|printed|come out|appear)\W*$"
    rf"|^\W*what(?:['’]s|\s+is)\s+the\s+(?:publication\s+)?date\s+of\s+{_WHICH.replace('which', 'dated')}\W*$",
    re.IGNORECASE,
)
_ANY = (
    r"(?:articles?|documents?|pieces?|texts?|files?|publications?|sources?|stor(?:y|ies)|(?:blog )?posts?|reports?|papers?|"
    r"essays?|op-eds?|columns?|analys[ie]s|comment(?:ary|aries)|stud(?:y|ies))"
)
"""Words for any document; "interview" and "review" say which one is meant."""
_OPENING = re.compile(
    rf"^(?:this|that|the|these|those|each|both|all|it)\b\s*|\b{_ANY}\b|\b(?:published|first|written|authored)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What is asked of a document, and in which words it is named; empty where only "this article" is said."""

    asked: Literal["author", "date"]
    named: str


def origin_asked(text: str) -> Origin | None:
    """Whether a question asks who wrote a document, or when it came out; None for any other question."""
    for pattern, asked in ((_WHO, "author"), (_WHEN, "date")):
        found = pattern.match(text)
        if found:
            named = next(words for words in found.groupdict().values() if words)
            return Origin("author" if asked == "author" else "date", " ".join(_OPENING.sub(" ", named).split()))
    return None
