"""The claim that a stance question is about, as a sentence that statements can be held against."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from rag.evidence.lexicon import LIGHT_WORDS
from rag.evidence.text import read, stem
from rag.interpret.roster import name_words
from rag.types import Candidate

BARE = 3
"""Words up to which a claim without a verb only names what it is about: "escalation", "the safety issue"."""
MOST_BARE = 8
"""Words up to which a line that may have a verb, or a plural, is taken for a caption."""
READ = 6
"""Nearest statements that may spell a bare claim out."""

_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|will|would|should|must|can|could|may|might|do|does|did|not|"
    r"\w{3,}(?:ing|ed))\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|should|must|can|could|may|might|does|did)\b"
    # "the printed parts", "using recycled glass": no verb.
    r"|(?<=\s)(?<!\bthe )(?<!\ban )(?<!\ba )(?<!\bof )(?<!\bfor )(?<!ing )(?<!\bwith )(?<!\bon )(?<!\bin )(?<!\btheir )(?<!\bto )\w{3,}ed\b",
    re.IGNORECASE,
)
_SEEN_AS = re.compile(r"(?P<what>[\w’' -]+?)\s+as\s+(?P<how>(?:an?|the)\s+[\w’' -]+)", re.IGNORECASE)
_IS = re.compile(
    r"(?P<what>\b(?:the|this|that|these|his|her|their|its)\s[\w’' -]+?)\s+(?:is|was|are|were|constitutes?|represents?|"
    r"amounts? to|marks?|means)\s+(?P<how>(?:an?|the)\s+[\w’' -]+)",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|no|never|nothing|nobody|neither|nor|without|hardly)\b|n[’']t\b", re.IGNORECASE)
_PREPOSITION = r"(?:of|in|at|on|over|by|from|to|for|with|within|into|near|under|against|about)"
_TAIL = re.compile(rf"\s+(?:{_PREPOSITION}|that|which|who|since|because)\s.*$", re.IGNORECASE)
_BEGINS = re.compile(r"\b(?:the|this|that|these|an?|his|her|their|its)\s", re.IGNORECASE)
_AFTER_PREPOSITION = re.compile(rf"\b{_PREPOSITION}\s+$", re.IGNORECASE)


def is_bare(claim: str) -> bool:
    """Whether the claim only names a thing and says nothing of it."""
    return len(name_words(claim)) <= BARE and not _VERB.search(claim)


def is_clause(claim: str) -> bool:
    """Whether the claim says that something is so, rather than naming a plan ("sending troops", "the new bridge")."""
    return bool(_FINITE.search(claim))


def says_something(text: str) -> bool:
    """Whether a line has a verb, as far as its words tell."""
    return bool(_VERB.search(text)) or (bool(re.search(r"\b\w{3,}s\b", text.lower())) and len(text.split()) > MOST_BARE)


def spelled_out(claim: str, nearest: Sequence[Candidate]) -> str:
    """A bare claim as somebody in the documents puts it: "escalation" → "the deployment is a significant escalation".

    ``nearest`` are the statements nearest to the claim, best first; the claim itself where none of them says of
    anything that it is this.
    """
    if not is_bare(claim):
        return claim
    wanted = {word[:6] for word in name_words(claim)}
    said = (said_to_be(statement.text, wanted) for statement in nearest[:READ])
    return next((found for found in said if found), claim)


def said_to_be(text: str, wanted: Set[str] = frozenset()) -> str | None:
    """What a sentence says that something is: "she described the plan as a gamble" → "the plan is a gamble".

    ``wanted`` holds beginnings of words, six letters long, one of which must be in what it is said to be.
    """
    for pattern in (_SEEN_AS, _IS):
        for found in pattern.finditer(text):
            how = _TAIL.sub("", found["how"])
            if not wanted or wanted & {word[:6] for word in name_words(how)}:
                return f"{_noun_phrase(found['what'])} is {how}"
    return None


def _noun_phrase(words: str) -> str:
    """The last noun phrase that hangs on no other, without what hangs on it: the object of the verb, not its subject."""
    begins = [m.start() for m in _BEGINS.finditer(words) if not _AFTER_PREPOSITION.search(words[: m.start()])]
    return _TAIL.sub("", words[begins[-1] :] if begins else words).strip()


_IRREGULAR = {
    form: base
    for base, forms in {
        "begin": "began begun", "break": "broke broken", "bring": "brought", "build": "built", "buy": "bought", "choose": "chose chosen",
        "come": "came", "cost": "costs", "cut": "cuts", "draw": "drew drawn", "drive": "drove driven", "eat": "ate eaten",
        "fall": "fell fallen", "fight": "fought", "find": "found", "fly": "flew flown", "freeze": "froze frozen", "get": "got gotten",
        "give": "gave given", "grow": "grew grown", "hide": "hid hidden", "hold": "held", "keep": "kept", "lay": "laid", "lead": "led",
        "leave": "left", "lend": "lent", "lose": "lost", "make": "made", "mean": "meant", "meet": "met", "pay": "paid", "ride": "rode ridden",
        "ring": "rang rung", "rise": "rose risen", "run": "ran", "sell": "sold", "send": "sent", "shake": "shook shaken", "sink": "sank sunk",
        "sleep": "slept", "speak": "spoke spoken", "spend": "spent", "stand": "stood", "steal": "stole stolen", "stick": "stuck",
        "strike": "struck", "swim": "swam swum", "take": "took taken", "teach": "taught", "tear": "tore torn", "throw": "threw thrown",
        "wear": "wore worn", "win": "won", "withdraw": "withdrew withdrawn", "write": "wrote written",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Verbs whose forms have no stem in common."""


def denied_alike(one: str, other: str) -> bool:
    """Whether two texts deny as often, twice being never: then what the one grants, the other grants."""
    return len(_NEGATION.findall(one)) % 2 == len(_NEGATION.findall(other)) % 2


def content_of(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about."""
    return frozenset(words_of(text))


def words_of(text: str) -> dict[str, str]:
    """The words that say what a text is about, by their stems."""
    here = read(text)
    words = zip(here.words, here.stems, strict=True)
    return {
        stem(_IRREGULAR[word]) if word in _IRREGULAR else form: word
        for word, form in words
        if form in here.content and word not in LIGHT_WORDS and word not in "$€£¥"
    }
