"""The side that a plain answer takes: "No.", "I doubt it.", "It does." to a question that puts the claim."""

from __future__ import annotations

import re

from rag.choose.claims import content_of, denied_alike
from rag.choose.granted import TURN
from rag.types import Candidate, Stance

PUT = 0.6
"""Share of the claim's content words that the question must have."""

_LABEL = re.compile(rf"^\W*(?:A\s?[.:]|{TURN})[\s*_]+")
_OPENING = re.compile(r"^(?:well|oh|look|honestly|frankly|sadly|actually)\b[,.]?\s*", re.IGNORECASE)
_WHO = r"(?:i|it|he|she|they|we|that|this|there|you)"
_UNSURE = re.compile(
    rf"^{_WHO} (?:\w+ not|\w+n[’']t|can ?not|can[’']t) (?:really )?(?:know|remember|recall|say|tell|comment|sure)\b",
    re.I,
)
_NO = re.compile(
    rf"^(?:no\b(?! doubt)|not (?:at all|really|so|quite|true|in the least|a bit|once)\b|never\b|nonsense\b|rubbish\b|hardly\b|"
    rf"far from it|on the contrary|i (?:doubt|disagree|reject|deny|would deny)\b|i[’']m not\b|"
    rf"{_WHO} (?:did|was|were|had|used to)\b.{{0,40}}\b(?:until|before we|no longer)\b|"
    rf"{_WHO} (?:do|does|did|is|was|am|are|were|has|have|had|will|would|could|should|can)(?:n[’']t| ?not)\b)|\bbut no\b,",
    re.I,
)
_YES = re.compile(
    rf"^(?:yes|yeah|aye|indeed|absolutely|certainly|definitely|exactly|precisely|of course|very much so|correct|true|no doubt|"
    rf"that[’']s (?:right|true|correct)|that is (?:right|true|correct)|i (?:think|believe) so|i agree|i[’']m afraid so|"
    rf"{_WHO} (?:did|was|were|had|used to)\b.{{0,40}}\b(?:until|before we|no longer)\b|"
    rf"{_WHO} (?:do|does|did|is|was|am|are|were|has|have|had|will|would)(?=[.,;!]|$))|\bbut yes\b,",
    re.I,
)
_RETORT = re.compile(
    r"^(?:(?:but|yet|well|no|oh),? )?(?:(?:I|we|he|she|they) (?:said|wrote|did|meant|claimed) (?:nothing of the (?:kind|sort)|no such thing)|nothing of the (?:kind|sort)|"
    r"(?:that|this|it) (?:is|was) (?:simply |just |quite |plainly )?(?:not (?:true|so|the case|right)|untrue|false|nonsense|rubbish|wrong|"
    r"a lie|a myth|out of date|misleading|an exaggeration|exaggerated|no longer (?:true|so|the case))|not so|far from it|on the contrary|not a bit of it|nonsense|rubbish|"
    r"(?:I|we) (?:do not|don[’']t|cannot|can[’']t|could not|did not) (?:believe|accept|buy|share) (?:a word of )?(?:it|that|this|them)|"
    r"(?:I|we) (?:do not|don[’']t|cannot|can[’']t) (?:agree|think so|believe so)|(?:I|we) (?:must |have to )?(?:disagree|beg to differ)|"
    r"(?:he|she|they|you|the \w+) (?:is|are|was|were) (?:simply |just |quite |plainly )?(?:wrong|mistaken)|"
    rf"(?:{_WHO}) (?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)(?:n[’']t| ?not)(?=\s*[.,:;!–—-]|$))(?!\s+(?:with|about)\b)",
    re.I,
)
_ENDS_IN_RETORT = re.compile(
    r"(?:\band|\bbut|[,;–—])\s(?:I\s)?(?:(?:cannot|can[’']t|do not|don[’']t) (?:agree|accept (?:it|that|this)|believe (?:it|that|this))|disagree)\W*$",
    re.I,
)
_ASSENT = re.compile(
    rf"^(?:(?:and|well|yes),? )?(?:(?:he|she|they|you|the \w+) (?:is|are|was|were) (?:quite |absolutely |of course )?right(?! to\b)|quite so|so it is|so they are|"
    rf"(?:I|we) (?:quite |entirely |fully )?agree(?=\s*[.,:;!]|$)|(?:that|this) is (?:quite |perfectly )?(?:true|right|so)\b|"
    rf"(?:{_WHO}) (?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)(?=\s*[.:;!]|$))",
    re.I,
)
_DISTANCED = re.compile(
    r"\b(?:(?:would|wants?|wanted|asks?|asked|expects?|expected) (?:like )?(?:us|you|me|everyone|everybody|people|readers|residents|"
    r"voters) (?:all )?(?:to )?(?:believe|think|accept|swallow)|would have (?:us|you|me|everyone|everybody) (?:all )?(?:believe|think))\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.?!])[\"”’]*\s+")
_POINTING = re.compile(
    r"^(?:is|are|was|were|do|does|did|would|have|has|isn[’']t|don[’']t)\s(?:you|he|she|it|they|that|this|the \w+)\s(?:really |still |not )?"
    r"(?:wrong|right|true|so|fair|correct|mistaken|accept|agree|believe|share|deny|dispute|doubt|buy|support|reject|disagree)\b(?:,?\s[\w.]+){0,4}\?$",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"^(?:so |and |but )?(?:he|she|they|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?:wants?|plans?|intends?|hopes?|proposes?|would like)\b",
    re.I,
)
"""Says what another wants to do: who grants that has taken no side on it."""
_AGAINST = re.compile(r"\b(?:wrong|mistaken|deny|dispute|doubt|reject|disagree|false|untrue|nonsense)\b", re.I)
_ASKS_OPENLY = re.compile(r"^(?:and |but |so |then )?(?:who|whom|whose|what|which|when|where|why|how)\b", re.I)
_OF_THE_PAST = re.compile(
    r"\byou (?:once |have |had |also )*(?:wrote|written|said|told|called|claimed|argued|promised)\b", re.I
)
_DENIES = re.compile(
    r"^(?:so |then |and )?(?:you|he|she|it|they|that|there|the \w+) (?:do|does|did|is|are|was|were|have|has|had|would|will|could|should)"
    r"(?: not\b|n[’']t\b)(?=.*\?$)",
    re.I,
)
_TAG = re.compile(r",\s*\w+(?:n[’']t)?\s\w+\?$|^(?:and |but |so )?\w+n[’']t\b", re.I)


def answered(proposition: str, found: Candidate) -> Stance | None:
    """The side that an answer takes on a claim by saying yes or no to it; None where it says neither, or to another."""
    if found.prompt is None:
        return None
    reply, put = _reply(found.text), _put(found.prompt.text)
    if reply is None or put is None:
        return None
    said, accepted = put
    if _DENIES.search(said):  # "You do not think so?" – "No." grants it, and nobody knows what "Yes." does
        said, accepted, reply = _DENIES.sub(" ", said), True, None if reply else False
    claim = content_of(proposition)
    if reply is None or not claim or len(claim & content_of(said)) < PUT * len(claim):
        return None
    return "affirms" if (reply == accepted) == denied_alike(_TAG.sub("", said), proposition) else "disputes"


def retorted(proposition: str, found: Candidate, said: str = "") -> Stance | None:
    """The side of a sentence that calls wrong, or right, what the one before it says, where that is the claim.

    ``said`` are the words of it that somebody is cited for, where it does not say so itself.
    """
    text = _LABEL.sub("", " ".join((said or found.text).split())).lstrip("“\"' ")
    denies = _RETORT.match(text) or _ENDS_IN_RETORT.search(text)
    claim, put = content_of(proposition), content_of(found.before)
    if not (denies or _ASSENT.match(text)) or not claim or len(claim & put) < PUT * len(claim):
        return None
    same = denied_alike(found.before, proposition)
    return "affirms" if same != bool(denies) else "disputes"


def distanced(proposition: str, text: str) -> bool:
    """Whether somebody passes on the claim as what others would have one believe."""
    found, claim = _DISTANCED.search(text), content_of(proposition)
    return found is not None and bool(claim) and len(claim & content_of(text[found.end() :])) >= PUT * len(claim)


def _reply(text: str) -> bool | None:
    """Whether an answer says yes or no; None for neither."""
    said = _OPENING.sub("", _LABEL.sub("", " ".join(text.split())).lstrip("“\"' "))
    if _UNSURE.match(said):
        return None
    first = _SENTENCE.split(said)[0]
    if _NO.search(first):
        return False
    return True if _YES.search(first) else None


def _put(prompt: str) -> tuple[str, bool] | None:
    """What a question puts to somebody, and whether "yes" grants it; None for one that "yes" does not answer."""
    sentences = [part for part in _SENTENCE.split(prompt.strip(' *_"”’')) if part]
    last = sentences[-1] if sentences else ""
    if _OF_THE_PAST.search(prompt) or _ASKS_OPENLY.match(last) or _OF_ANOTHER.match(last):
        return None
    if _POINTING.match(last):
        return (" ".join(sentences[:-1]), not _AGAINST.search(last)) if sentences[:-1] else None
    doubts = re.match(r"^do(?:es)?(?:n[’']t)? you (?:deny|dispute|doubt|reject)\b", last, re.I)
    return (last, not doubts)
