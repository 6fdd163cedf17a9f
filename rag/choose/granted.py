"""What a speaker only grants, or tells as others have it: words that are not on their own side."""

from __future__ import annotations

import re

LEAST = 3
"""Words that must be left for a sentence to say something of its own besides."""

TURN = r"(?:\d{1,2}:\d\d(?::\d\d)?\W*)?(?:[A-Z][\w.’'-]*\s?){1,4}(?:\([^)\n]{1,40}\)\s?)?:"
"""Whose turn it is in a transcript, with its time ("[02:22] GREGOR PELL:")."""

_LABEL = rf"^\W*(?:{TURN}[\s*_]+|(?:Dear )?(?:Sirs?|Madam|Editor),?\W+)?(?:and |but |so |well,? |now,? |yes,? |no,? )?"
_GRANTS = re.compile(
    _LABEL
    + r"(?:admittedly|granted|true(?=,)|of course|certainly|to be sure|to be fair|no doubt|undoubtedly|naturally|sure\b|"
    r"it is (?:quite |perfectly |certainly )?true|there is no (?:denying|doubt)|nobody (?:denies|doubts|disputes|would deny)|"
    r"no one (?:denies|doubts|disputes|would deny)|I (?:can |do |will |would |must |quite |freely )*(?:grant|concede|admit|accept|allow|"
    r"acknowledge|sympathi[sz]e|see why|see that|understand)|I (?:do not|don[’']t|would not|wouldn[’']t|cannot|can[’']t) (?:deny|dispute|doubt)|"
    r"(?:she|he|they) (?:is|are|has|have|may be) (?:right|a point))\b",
    re.IGNORECASE,
)
_THEY_SAY = (
    r"(?:some|many|most|several|other|certain|a few|few|plenty of|all sorts of|lots of|a lot of)"
    r"(?: (?:of (?:the|my|our) )?[\w’'-]+){0,3}|people|critics|opponents|supporters|defenders|advocates|sceptics|skeptics|campaigners|those who"
    r"(?: [\w’'-]+){1,6}|others|(?:my|his|her|their|our|the [\w’'-]+[’']s?|\w+[’']s) (?:opponents|critics|detractors|supporters|friends)"
)
_SAY = (
    r"(?:(?:will|would|may|might|often|now|still|also|like to|have|has|always|sometimes) )*"
    r"(?:say|said|tell|told|argue|argued|claim|claimed|think|thought|believe|believed|feel|felt|fear|feared|insist|insisted|complain|complained|object|"
    r"objected|hold|held|maintain|maintained|assure|assured|warn|warned|worry|suggest|suggested|point(?:ed)? out|imagine|swear)"
)
_RETELLS = re.compile(
    _LABEL
    + r"(?:it (?:is|was|has been) (?:\w+ly )?(?:often |sometimes )?(?:said|claimed|argued|thought|believed|supposed|feared|alleged|"
    r"suggested|objected|held|assumed)|(?:we|you|I) (?:are|were|have been|am|was) (?:\w+ )?(?:told|assured)|(?:you|one|we|I)(?: will|[’']ll| often| sometimes| still| also)* hears?|"
    r"there (?:is|was) (?:much |some |a lot of )?(?:talk|an? (?:view|belief|idea|argument))|there (?:are|were) (?:those|people|some)|"
    r"the (?:\w+ )?(?:objection|argument|case|wisdom|answer|story|view|fear|complaint|worry|charge)(?: \w+){0,4} (?:is|was|goes|runs|has it)(?=,? that\b| like\b)|"
    rf"(?:{_THEY_SAY}) {_SAY})\b",
    re.IGNORECASE,
)
TURNS = re.compile(
    r"(?:(?:[,;.]|\s[—–-])\s*(?:but|yet|still|however|nevertheless|all the same|even so)|\sbut)\b,?\s+", re.IGNORECASE
)
_FIRST_CLAUSE = re.compile(
    _LABEL + r"(?:although|though|while|whilst|even though|even if|much as|however much|for all that)\b[^,;]*,\s*", re.I
)
_LAST_CLAUSE = re.compile(r",?\s(?:although|though|even though|even if)\s[^,;]*(?=[.;!?”\"]*$)", re.IGNORECASE)
_DENIES = re.compile(r"(?:nobody|no one) |n[’']t\b|\bnot\b|cannot", re.IGNORECASE)


def is_granted(text: str) -> bool:
    """Whether a sentence opens by granting something ("Admittedly …", "I can see why …")."""
    return _GRANTS.search(text) is not None


def is_retold(text: str) -> bool:
    """Whether a sentence opens by passing on what nobody by name says ("It is often said …", "Some people think …")."""
    return _RETELLS.search(text) is not None


def own_words(text: str) -> str:
    """What a sentence says in its speaker's own name; empty where it only grants or passes on something.

    What follows "but" is theirs, and what stands beside "although".
    """
    if is_granted(text) or is_retold(text):
        turn = TURNS.search(text)
        rest = text[turn.end() :] if turn else ""
        return rest if len(rest.split()) >= LEAST else ""
    rest = _LAST_CLAUSE.sub("", _FIRST_CLAUSE.sub("", text, count=1))
    return rest if len(rest.split()) >= LEAST else text
