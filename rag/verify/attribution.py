"""Whom a sentence credits with what: "X said that …", "According to X, …", "…, X said", "X: “…”".

Patterns, not a parse: a drafted sentence is verified in milliseconds, and spaCy takes seconds to import.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from rag.verify.reading import REMEMBERED, read
from rag.verify.types import Said
from rag.verify.vocabulary import FUNCTION_WORDS, REPORTING

LONGEST_SOURCE = 90
"""Characters; what is longer before "said" is no name with its role."""

MOST_WORDS = 9
"""Words of a source without its apposition: "Deputy Pentagon spokeswoman Sabrina Singh"."""

_ACTS = re.compile(r"[a-z]{2,}(?:ed|ing)$")
"""A participle or past tense, which would make the source a clause."""
_CUES = "|".join(sorted(REPORTING, key=len, reverse=True))
_PLAIN_CUES = (
    "said|says|say|stated|states|claimed|claims|argued|argues|added|adds|noted|notes|insisted|insists|warned|warns|"
    "believes|believed|thinks|thought|told|tells|contends|contended|asserts|asserted"
)
"""Those that report without a "that"."""
_AUXILIARY = r"(?:(?:has|have|had|also|further|later|repeatedly|publicly|earlier|recently|once|then|is|was)\s+)*"
_SOURCE = r"(?P<source>[^\s,;:“”\"][^,;:“”\"]{0,88}?)"
_APPOSITION = r"(?:,\s[^;:“”\"]{2,120}?,)?"
_TAIL = r"(?:\s(?:on|in|at|during|last|after|before|to|this)\s[^“”\"]{2,60})?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"^(?:According to|Per|In the (?:words|view|opinion) of)\s+{_SOURCE}{_APPOSITION}?,\s+(?P<content>.+)$",
        rf"^{_SOURCE}{_APPOSITION}\s+{_AUXILIARY}(?P<cue>{_CUES})\b{_TAIL}(?:,\s*|:\s*|\s+)"
        r"(?:(?:to|us|reporters)\s+)?(?:that|how|why|whether|(?=[“\"]))\s*(?P<content>.{8,})$",
        rf"^{_SOURCE}{_APPOSITION}\s+{_AUXILIARY}(?P<cue>{_PLAIN_CUES})\b(?:,\s*|:\s*|\s+)(?P<content>.{{8,}})$",
        rf"^(?P<content>.{{8,}}?)[,”\"?!]+\s*{_SOURCE}\s+{_AUXILIARY}(?P<cue>{_CUES}){_TAIL}\.?$",
        rf"^(?P<content>.{{8,}}?)[,”\"?!]+\s*(?P<cue>{_CUES})\s+(?P<source>[^;:“”\"]{{2,120}}?)\.?$",
        r"^(?P<content>.{8,}?),?\s+according to\s+(?P<source>[^;:“”\"]{2,120}?)\.?$",
        r"^(?P<source>[A-Z][^\s:,.]*(?:\s[A-Z(][^\s:,.]*){0,4}(?:\s\([^()]{2,60}\))?):\s+(?P<content>.{8,})$",
    )
)
_OPENING = frozenset("the a an he she they his her its their some several many most both one".split())
"""Function words with which a source may begin."""
_NOBODY = frozenset("nobody nothing everything something".split())
_ADVERBIAL = re.compile(
    r"^(?:(?:In|On|At|By|After|Before|During|Since|Until|From|For|With|Last|Earlier|Later|Yesterday|Today|Speaking|"
    r"Recently|However|Meanwhile|Moreover|Nonetheless|Still|But|And|Yet|So)\b(?! (?:the )?(?:words|view|opinion) of)"
    r"[^,:;“”\"]{0,60},\s+|(?:But|And|Yet|So)\s+)"
)
_CLAUSE = re.compile(r"\b(?:that|which|who|if|when|because|while|as|although)\b")


@lru_cache(maxsize=REMEMBERED)
def credited(text: str) -> tuple[Said, ...]:
    """Who is credited in a sentence, at most one: the first form that fits."""
    opened = _ADVERBIAL.match(text.strip())
    shift = len(text) - len(text.lstrip()) + (opened.end() if opened else 0)
    bare = text[shift:].rstrip()
    for form in _FORMS:
        match = form.match(bare)
        if match and _is_source(match["source"]):
            cue = match.groupdict().get("cue") or ""
            start, end = match.span("content")
            return (Said(_name(match["source"]), start + shift, end + shift, cue),)
    return ()


def credits(text: str, before: str | None = None) -> tuple[Said, ...]:
    """As ``credited``, "he" and "she" being whoever was credited ``before``; nobody where that is not known."""
    said = credited(text)
    if said and said[0].speaker.lower() in ("he", "she", "they", "it"):
        return (replace(said[0], speaker=before),) if before else ()
    return said


def _is_source(source: str) -> bool:
    """Whether a phrase can be somebody: a name, or "the" and who they are, without a clause of its own."""
    words = read(source).tokens
    if not words or len(source) > LONGEST_SOURCE or _CLAUSE.search(source) or len(source) == 1:
        return False
    lowers = [token.lower for token in words]
    if lowers[0] in _NOBODY or (lowers[0] in FUNCTION_WORDS and lowers[0] not in _OPENING):
        return False
    if len(words) > MOST_WORDS or any(_ACTS.search(token.text) for token in words if not token.named):
        return False
    if any(lower in REPORTING and not words[n].named for n, lower in enumerate(lowers)):
        return False
    return words[0].text[:1].isupper() or lowers[0] in _OPENING


def _name(source: str) -> str:
    """The source without the role after its comma."""
    return source.split(",")[0].strip(" .")
