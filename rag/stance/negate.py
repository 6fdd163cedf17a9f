"""The opposite of a proposition, by rule: an auxiliary gains or loses its "not", a verb of policy its reverse.

Used in training (the same statement under opposite claims) and wherever a proposition is to be read from
the other side. The rules know grammar and a few dozen common opposites, no topics.
"""

from __future__ import annotations

import re

# Auxiliaries that take "not" after them; "can" is apart because of "cannot".
_AUXILIARY = (
    r"should|must|would|could|will|shall|may|might|ought|is|are|was|were|am|does|do|did|"
    r"has been|have been|has to|have to"
)
# A clause after one of these is not the main clause; its auxiliary is left alone.
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whom|whose|because|if|when|where|while|as|since|than)\s*(?:\S+\s+)?$", re.I
)
_NEGATED = re.compile(
    r"\b(?P<aux>" + _AUXILIARY + r"|can|has|have|had)(?:\s+not|n[’']t)\b|\b(?P<cannot>cannot|can[’']t)\b"
    r"|\b(?P<wont>won[’']t)\b|\b(?P<longer>no longer|never)\b",
    re.I,
)
_PLAIN = re.compile(r"\b(?P<aux>" + _AUXILIARY + r"|can|has|have|had)\b", re.I)
_IMPERATIVE = re.compile(
    r"^(?P<verb>abolish|adopt|allow|arm|ban|close|create|cut|end|extend|increase|introduce|invest|keep|legali[sz]e|lower|"
    r"make|pay|permit|privati[sz]e|prohibit|raise|reduce|reform|remove|repeal|replace|require|restrict|scrap|stop|"
    r"support|tax|use|withdraw)\b",
    re.I,
)
_DONT = re.compile(r"^(?:do not|don[’']t)\s+", re.I)
_FALSE = re.compile(r"^it is (?:not true|not the case|false|wrong) that\s+", re.I)

# Words that turn a proposition into its opposite when one stands for the other.
_OPPOSITES = (
    ("banned", "allowed"), ("prohibited", "permitted"), ("ban", "allow"), ("abolish", "keep"), ("abolished", "kept"),
    ("legalised", "banned"), ("legalized", "outlawed"), ("increase", "reduce"), ("increased", "reduced"),
    ("increases", "reduces"), ("raise", "lower"), ("raised", "lowered"), ("raises", "lowers"),
    ("beneficial", "harmful"), ("good", "bad"), ("better", "worse"), ("effective", "ineffective"),
    ("justified", "unjustified"), ("success", "failure"), ("compulsory", "optional"),
    ("mandatory", "voluntary"), ("necessary", "unnecessary"), ("oppose", "support"),
    ("ethical", "unethical"), ("fair", "unfair"), ("safe", "dangerous"),
    ("acceptable", "unacceptable"), ("significant", "insignificant"), ("important", "unimportant"),
    ("strengthens", "weakens"), ("strengthen", "weaken"), ("helps", "harms"), ("improves", "worsens"),
    ("improve", "worsen"), ("relaxed", "tightened"), ("tighten", "relax"), ("strength", "weakness"),
    ("succeed", "fail"), ("succeeded", "failed"), ("strong", "weak"), ("likely", "unlikely"),
    ("possible", "impossible"), ("true", "false"), ("reasonable", "unreasonable"), ("expand", "shrink"),
    ("positive", "negative"), ("benefit", "threat"), ("advantages", "disadvantages"), ("more", "less"),
)  # fmt: skip
_SWAP = {**{b: a for a, b in reversed(_OPPOSITES)}, **dict(_OPPOSITES)}
_WORD = re.compile(r"[A-Za-z]+")


def negate(proposition: str) -> str:
    """The opposite of ``proposition``; where no rule fits, "it is not the case that …"."""
    return _without_not(proposition) or _with_not(proposition) or wrap_negate(proposition)


def wrap_negate(proposition: str) -> str:
    """``proposition`` denied as a whole, which needs no grammar."""
    return "it is not the case that " + proposition[:1].lower() + proposition[1:]


def swap_opposite(proposition: str) -> str | None:
    """``proposition`` with its one word of known opposite exchanged; None where there is none or several."""
    found = [m for m in _WORD.finditer(proposition) if m[0].lower() in _SWAP]
    if len(found) != 1:
        return None
    word = found[0]
    other = _SWAP[word[0].lower()]
    return (
        proposition[: word.start()]
        + (other.capitalize() if word[0][0].isupper() else other)
        + proposition[word.end() :]
    )


def _without_not(proposition: str) -> str | None:
    for prefix in (_FALSE, _DONT):
        if prefix.match(proposition):
            return prefix.sub("", proposition, count=1)
    for found in _NEGATED.finditer(proposition):
        if not _SUBORDINATE.search(proposition[: found.start()]):
            kept = found["aux"] or ("can" if found["cannot"] else "will" if found["wont"] else "still")
            return proposition[: found.start()] + kept + proposition[found.end() :]
    return None


def _with_not(proposition: str) -> str | None:
    if _IMPERATIVE.match(proposition):
        return "Do not " + proposition[:1].lower() + proposition[1:]
    for found in _PLAIN.finditer(proposition):
        if not _SUBORDINATE.search(proposition[: found.start()]) and found.start() > 0:
            first, _, rest = found[0].partition(" ")
            negated = {"can": "cannot", "has to": "does not have to", "have to": "do not have to"}.get(
                found[0].lower(), f"{first} not" + (f" {rest}" if rest else "")
            )
            return proposition[: found.start()] + negated + proposition[found.end() :]
    return None
