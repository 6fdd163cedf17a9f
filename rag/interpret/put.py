"""Questions that put a claim and ask who is on which side of it: "Is the pier safe? Who says yes, who says no?"."""

from __future__ import annotations

import re

_WHO_SAYS = re.compile(
    r"[?.;,–—-]\s*(?:and )?(?:who|which \w+)\b[^?]*\b(?:yes|no|so|not|what|agrees?|disagrees?|for|against|denie[sd]|disputes?|disputed|thinks? (?:so|not|otherwise))\b[^?]*\?*$",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"^\W*(?:(?:is|was) (?:it|there) (?:generally |universally |widely |still |any )?(?:agreed|accepted|disputed|contested|undisputed|settled|agreement|dispute|disagreement|doubt|"
    r"general agreement)(?: about| on| over| as to)?(?: whether| that| if)?|(?:does|do|did) (?:everybody|everyone|all of them|they all) (?:agree|accept)(?: with)?(?: that| on whether)?|"
    r"(?:are|is) (?:they|everybody|everyone) (?:all )?(?:agreed|of one mind)(?: that| on| about| whether)?)\s+(?P<claim>.+)$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"^\W*(?P<aux>is|are|was|were|should|must|will|would|can|could|has|have|do|does|did)\s+(?P<rest>.+?)\W*$",
    re.IGNORECASE,
)
_DETERMINERS = frozenset("the a an this that these those his her their its our my any all some".split())
_BEHIND_SUBJECT = frozenset(
    "a an too very still worth better worse good bad safe wrong right to now be have get go stay not".split()
)
_ADJECTIVE = re.compile(r"\w+(?:ive|ous|able|ible|ed|ful|less|ic|al|ary|ant|ent)$", re.IGNORECASE)
_FULL_VERBS = frozenset({"do", "does", "did"})


def put_to_both(text: str) -> str | None:
    """The claim that a question puts while asking who takes which side, as a clause; None for other questions."""
    agreed = _AGREED.match(text)
    if agreed:
        return agreed["claim"].strip(" ?!.")
    asked = _WHO_SAYS.search(text)
    found = _BEGINS.match(text[: asked.start()]) if asked else None
    return as_clause(found["aux"].lower(), found["rest"]) if found else None


def as_clause(auxiliary: str, rest: str) -> str:
    """What a question asks as a clause: ("is", "the pier safe") → "the pier is safe"."""
    if auxiliary in _FULL_VERBS:
        return rest
    words = rest.split()
    first = 2 if words[0].lower() in _DETERMINERS else 1
    behind = (n for n in range(first, len(words)) if words[n].lower() in _BEHIND_SUBJECT or _ADJECTIVE.match(words[n]))
    at = next(behind, max(first, len(words) - 1))
    return " ".join([*words[:at], auxiliary, *words[at:]])
