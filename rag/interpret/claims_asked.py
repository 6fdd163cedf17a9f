"""The forms in which people ask who holds a claim, who is against it, or who said it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.interpret.put import put_to_both
from rag.interpret.roster import name_words
from rag.types import OTHER_SIDE, Stance

_DISPUTE = (
    r"disput(?:es?|ed|ing)|den(?:y|ies|ied)|reject(?:s|ed)?|disagree[sd]?(?: with)?|oppos(?:e|es|ed)|contest(?:s|ed)?|"
    r"challeng(?:e|es|ed)|doubt(?:s|ed)?|question(?:s|ed)?|refut(?:e|es|ed)|dismiss(?:es|ed)?|downplay(?:s|ed)?|"
    r"play(?:s|ed)? down|criticis(?:e|es|ed)|criticiz(?:e|es|ed)|object(?:s|ed)? to|contradict(?:s|ed)?|dislike[sd]?|"
    r"resent(?:s|ed)?|resist(?:s|ed)?|condemn(?:s|ed)?|f(?:i|ou)nds? fault with|vot(?:e|es|ed) against|"
    r"push(?:es|ed)? back (?:on|against)|argue[sd]? against|testif(?:y|ies|ied) against|c(?:a|o)me[s]? (?:out |down )?against|rebut(?:s|ted)?|rule[sd]? out|(?:is|are|was|were) (?:now |still |also )?(?:against|opposed to|"
    r"sceptical (?:of|about)|skeptical (?:of|about)|critical of|not convinced (?:by|that)|un(?:happy|easy) (?:with|about)|"
    r"unconvinced (?:by|that|of)|wary of|hostile to|suspicious of|in two minds about)|"
    r"(?:does not|doesn.t|do not|don.t|did not|didn.t) "
    r"(?:think|believe|accept|agree(?: with| that)?|see|consider|support|buy|share|want|like)|warn(?:s|ed)? against|caution(?:s|ed)? against|"
    r"urge[sd]? against|voted? against|sp(?:oke|eaks?) (?:out )?against|"
    r"(?:ha(?:s|ve|d)|voice[sd]?|express(?:es|ed)?) (?:\w+ ){0,2}?(?:misgivings|doubts|reservations|qualms|objections)"
    r"(?: about| over| to| with)?"
)
_AFFIRM = (
    r"support(?:s|ed)?|agree[sd]?(?: with| that)?|back(?:s|ed)?|endors(?:e|es|ed)|affirm(?:s|ed)?|defend(?:s|ed)?|"
    r"favou?r(?:s|ed)?|(?:is|are|was|were) (?:now |still |also )?(?:in favou?r of|for|behind|convinced (?:of|that)|(?:sure|certain|confident|persuaded)"
    r"(?: of| that)|keen on|fond of|enthusiastic about|happy (?:with|about)|pleased (?:with|about))|holds? (?:that|the (?:view|belief|opinion)(?: that)?)|share[sd]?|"
    r"accept(?:s|ed)?(?: that)?|voted? for|sp(?:oke|eaks?) (?:up )?(?:for|in favou?r of)|argue[sd]? for|advocat(?:e|es|ed)(?: for)?|"
    r"champion(?:s|ed)?|recommend(?:s|ed)?|welcom(?:e|es|ed)|like[sd]?|prais(?:e|es|ed)|call(?:s|ed)? for|wants?(?: to)?|wanted(?: to)?|approve[sd]?(?: of)?|"
    r"seconded|(?:vot(?:e|es|ed)|testif(?:y|ies|ied)|came out|came down|argue[sd]?) in favou?r of|to (?:get|have|bring|keep|put|make)|side[sd]? with|(?:give[sd]?|gave) (?:\w+ )?cred(?:it|ence) to"
)
_OPINION = (
    r"think(?:s)?|thought|believe[sd]?|feel(?:s)?|felt|consider(?:s|ed)?|regard(?:s|ed)?|see(?:s)?|view(?:s|ed)?|argue[sd]?|"
    r"maintain(?:s|ed)?|insist(?:s|ed)?|claim(?:s|ed)?|say(?:s)?|said|expect(?:s|ed)?"
)
_TOLD = r"(?:told|assure[sd]?|remind(?:s|ed)?|warn(?:s|ed)?|promise[sd]?|inform(?:s|ed)?) (?:[\w’'.-]+ ){1,4}?that"
_SAYING = (
    r"(?:warn(?:s|ed)?|caution(?:s|ed)?|promise[sd]?|admit(?:s|ted)?|conced(?:es|ed)|complain(?:s|ed)?|point(?:s|ed) out|"
    r"note[sd]?|object(?:s|ed)?|testif(?:y|ies|ied)|predict(?:s|ed)?|fear(?:s|ed)?|worr(?:y|ies|ied)|recall(?:s|ed)?|"
    r"remember(?:s|ed)?|suspect(?:s|ed)?|reckon(?:s|ed)?|announce[sd]?|state[sd]?|conclude[sd]?|report(?:s|ed)?|allege[sd]?|"
    r"suggest(?:s|ed)?|observe[sd]?|mention(?:s|ed)?|confirm(?:s|ed)?|hope[sd]?|declare[sd]?|(?:is|are|was|were) (?:afraid|worried)) that"
)
_WHO = (
    r"(?:who(?: else| all)?|does any(?:one|body)|do any(?: of \w+| \w+)?|did any(?:one|body)|has any(?:one|body)|"
    r"is any(?:one|body)|is there any(?:one|body) who|"
    r"which (?:of (?:the|these|those) )?(?:(?!(?:do|does|did)\b)[\w’'-]+ ){1,4}?(?:(?:do|does|did) )?|"
    r"what (?:critics|experts|sources|speakers|people))"
)
_WOULD = (
    r"(?:(?:will|would|might|could|has|have|had|is going to|still|now|also|really|actually|openly|publicly|always|ever|never quite|"
    r"(?:is|are|was|were) (?:now |still |also )?(?:campaigning|calling|arguing|pressing|fighting)) )*"
)
_ASKED_DISPUTE = re.compile(
    rf"\b{_WHO}\s*{_WOULD}(?:in (?:the|these) \w+ )?(?P<verb>{_DISPUTE})\s+(?P<claim>.+)", re.IGNORECASE
)
_ASKED_AFFIRM = re.compile(
    rf"\b{_WHO}\s*{_WOULD}(?:in (?:the|these) \w+ )?(?P<verb>{_AFFIRM})\s+(?P<claim>.+)", re.IGNORECASE
)
_ASKED_OPINION = re.compile(rf"\b{_WHO}\s*{_WOULD}(?P<verb>{_OPINION})\s+(?:that\s+)?(?P<claim>.+)", re.IGNORECASE)
_ASKED_SAYING = re.compile(rf"\b{_WHO}\s*{_WOULD}(?P<verb>{_TOLD}|{_SAYING})\s+(?P<claim>.+)", re.IGNORECASE)
_ASKED_WHOSE = re.compile(r"\bwhose\s+(?P<verb>(?:\w+ ){1,2}(?:is|was) (?:it )?that)\s+(?P<claim>.+)", re.IGNORECASE)
_ASKED: tuple[tuple[re.Pattern[str], Stance], ...] = (
    (_ASKED_WHOSE, "affirms"), (_ASKED_SAYING, "affirms"), (_ASKED_DISPUTE, "disputes"), (_ASKED_AFFIRM, "affirms"),
    (_ASKED_OPINION, "affirms"),
)  # fmt: skip
_DESCRIBES = re.compile(
    r"\b(?:dismiss|criticis|criticiz|condemn|prais|defend|see|saw|regard|view|welcom)\w*\s.*\bas\b.*[\"“”]",
    re.IGNORECASE,
)
"""Asks for who used certain words of a thing, and not for a side on it."""
_SAID = (_ASKED_WHOSE, _ASKED_SAYING, _ASKED_OPINION)
_AGAINST = re.compile(
    r"^\W*(?:who|which \w+)\s+(?:is|are|was|were)\s+(?P<side>for|against)\s+(?P<claim>.+)", re.IGNORECASE
)
_BLAMES = re.compile(
    rf"\b{_WHO}\s*(?:blame[sd]?|puts? the blame on)\s+(?P<whom>.+?)\s+for\s+(?P<what>.+)", re.IGNORECASE
)
_BOTH_SIDES = re.compile(r"(?:,?\s+(?:and|or|but)\s+(?:who|which)|,\s*who)\b(?P<other>[^,]*)$", re.IGNORECASE)
_TAKES_A_SIDE = re.compile(
    rf"\b(?:{_DISPUTE}|{_AFFIRM}|{_OPINION}|does(?: not|n[’']t)|do(?: not|n[’']t)|is(?: not|n[’']t)|otherwise|against)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"^no (?=\w)", re.IGNORECASE)
_META = (
    r"framing|claim|claims|idea|notion|view|narrative|argument|assertion|allegation|allegations|characteri[sz]ation|suggestion|"
    r"theory|position|statement|proposal|plan|belief|opinion|thesis|story|interpretation|accusation|conclusion|finding|label|charge"
)
_META_BEFORE = re.compile(rf"^(?:the|a|an|this|that|any|such)?\s*(?:{_META})\s+(?:that|of|to)\s+", re.IGNORECASE)
_META_AFTER = re.compile(rf"^(?:the|this|that|a|an)?\s*(?P<core>.+?)\s+(?:{_META})$", re.IGNORECASE)
_SAID_SO = re.compile(r"^having (?:said|claimed|written|stated|called)\s+(?:that\s+)?", re.IGNORECASE)
_TO = re.compile(r"^(?P<what>(?:[\w’'.&-]+ ){1,6}?)to (?P<verb>[a-z]+\b.*)$", re.IGNORECASE)
_DONE = re.compile(
    r"^(?P<what>(?:the|a|an|this|that|these|those|his|her|its|their|our)\b.+?)\s(?P<done>\w+ed|kept|built|rebuilt|shut|sold|put back|"
    r"given back|brought back|torn down|made \w+)$",
    re.IGNORECASE,
)
_WILL, _SHOULD = re.compile(r"^expect", re.IGNORECASE), re.compile(r"^(?:want|like)", re.IGNORECASE)


_VALUED = re.compile(
    r"^(?P<what>(?!it\b|this\b|that\b|they\b|there\b).+?)\s(?:is|was|are|were|would be|will be|should be)\s(?:(?:a|an|the|such a) )?"
    r"(?:(?P<good>good (?:idea|thing|move|plan)|right (?:thing|move|idea|decision)|wise(?: move)?|sensible|worthwhile|justified|"
    r"kept|saved|approved|allowed|retained|preserved|made permanent)|"
    r"(?:bad (?:idea|thing|move|plan)|mistake|wrong (?:thing|move|idea|decision)|folly|foolish|unwise|unjustified|"
    r"scrapped|dropped|stopped|abandoned|withdrawn|abolished|cancelled|rejected|ended|banned))$",
    re.IGNORECASE,
)
"""A plan and what it is called: good, or worth keeping; bad, or to be given up."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim whose holders are asked for, and the side that is asked for.

    ``said`` is set where the question asks who said or thinks it rather than who is for or against it, ``both`` where it
    asks for both sides.
    """

    proposition: str
    stance: Stance
    said: bool = False
    both: bool = False


def claim_asked(text: str) -> Claim | None:
    """The claim and side of "who disputes …", "who agrees that …", "does anyone think …"; None for other questions."""
    put = put_to_both(text)
    if put is not None:
        return Claim(proposition_of(put), "affirms", both=True)
    blamed = _BLAMES.search(text)
    if blamed:
        return Claim(f"{blamed['whom']} is to blame for {blamed['what'].rstrip('?!. ')}", "affirms")
    other = _BOTH_SIDES.search(text)
    both = other is not None and bool(_TAKES_A_SIDE.search(other["other"]))
    text = text[: other.start()] if other is not None and other.start() else text
    forms = [(found, pattern, stance) for pattern, stance in _ASKED if (found := pattern.search(text))]
    if forms:
        found, pattern, stance = min(forms, key=lambda form: form[0].start())  # the first "who" is the one that asks
        if not _DESCRIBES.search(found[0]):
            return _claim(found["verb"], found["claim"], stance, pattern in _SAID and not both, both)
    found = _AGAINST.match(text)
    if found:
        return Claim(
            proposition_of(found["claim"]), "affirms" if found["side"].lower() == "for" else "disputes", both=both
        )
    return None


def _claim(verb: str, claimed: str, stance: Stance, said: bool, both: bool) -> Claim | None:
    """The claim of one form; who wants no such thing is against it."""
    valued = _VALUED.match(claimed.strip().rstrip("?!. "))
    if valued:  # who thinks a plan a mistake is against it, in whatever words
        claimed, said = valued["what"], False
        stance = stance if valued["good"] else OTHER_SIDE[stance]
    claim = proposition_of(claimed)
    if not said and _NONE.match(claim):
        claim, stance = _NONE.sub("", claim), OTHER_SIDE[stance]
    proposition = _as_clause(verb, claim)
    return Claim(proposition, stance, said, both) if name_words(proposition) else None


def proposition_of(claim: str) -> str:
    """What is claimed, without the words that call it a claim: "the escalation framing" → "escalation"."""
    core = claim.strip().rstrip("?!. ")
    core = re.sub(r"^(?:that|with|about)\s+", "", core, flags=re.IGNORECASE)
    core = _SAID_SO.sub("", _META_BEFORE.sub("", core))
    after = _META_AFTER.match(core)
    return after["core"] if after else core


def _as_clause(verb: str, claim: str) -> str:
    """What is expected or wanted as a clause: "grades to go up" → "grades will go up", "the dam removed" → "… should be …"."""
    if _SHOULD.match(verb) and _DONE.match(claim):
        return _DONE.sub(r"\g<what> should be \g<done>", claim)
    modal = "will" if _WILL.match(verb) else "should" if _SHOULD.match(verb) else ""
    return _TO.sub(rf"\g<what>{modal} \g<verb>", claim) if modal else claim
