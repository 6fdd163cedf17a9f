"""The forms in which people ask who holds something, what somebody says, and whether two agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.interpret.roster import Mention, Roster, name_words
from rag.types import Named, QuestionKind, Stance

_DISPUTE = (
    r"disput(?:es?|ed|ing)|den(?:y|ies|ied)|reject(?:s|ed)?|disagree[sd]?(?: with)?|oppos(?:e|es|ed)|contest(?:s|ed)?|"
    r"challeng(?:e|es|ed)|doubt(?:s|ed)?|question(?:s|ed)?|refut(?:e|es|ed)|dismiss(?:es|ed)?|downplay(?:s|ed)?|"
    r"play(?:s|ed)? down|criticis(?:e|es|ed)|criticiz(?:e|es|ed)|object(?:s|ed)? to|contradict(?:s|ed)?|"
    r"push(?:es|ed)? back (?:on|against)|argue[sd]? against|rebut(?:s|ted)?|rule[sd]? out|(?:is|are|was|were) (?:against|opposed to|"
    r"sceptical (?:of|about)|skeptical (?:of|about)|critical of|not convinced (?:by|that))|(?:does not|doesn.t|do not|don.t) "
    r"(?:think|believe|accept|agree(?: with| that)?|see|consider|support|buy|share|want)|warn(?:s|ed)? against|caution(?:s|ed)? against|"
    r"urge[sd]? against|voted? against|spoke against|speaks? against"
)
_AFFIRM = (
    r"support(?:s|ed)?|agree[sd]?(?: with| that)?|back(?:s|ed)?|endors(?:e|es|ed)|affirm(?:s|ed)?|defend(?:s|ed)?|"
    r"favou?r(?:s|ed)?|(?:is|are|was|were) (?:in favou?r of|for|behind|convinced (?:of|that))|hold(?:s)?(?: that)?|share[sd]?|"
    r"accept(?:s|ed)?(?: that)?|voted? for|spoke for|argue[sd]? for|advocat(?:e|es|ed)(?: for)?|champion(?:s|ed)?|welcom(?:e|es|ed)|"
    r"prais(?:e|es|ed)|call(?:s|ed)? for|wants?(?: to)?|approve[sd]?(?: of)?"
)
_OPINION = (
    r"think(?:s)?|thought|believe[sd]?|feel(?:s)?|felt|consider(?:s|ed)?|regard(?:s|ed)?|see(?:s)?|view(?:s|ed)?|argue[sd]?|"
    r"maintain(?:s|ed)?|insist(?:s|ed)?|claim(?:s|ed)?|say(?:s)?|said"
)
_WHO = (
    r"(?:who(?: else| all)?|does any(?:one|body)|do any(?: of \w+| \w+)?|did any(?:one|body)|has any(?:one|body)|"
    r"is any(?:one|body)|which (?:\w+ ){1,3}?|what (?:critics|experts|sources|speakers|people))"
)
_ASKED_DISPUTE = re.compile(
    rf"\b{_WHO}\s*(?:in (?:the|these) \w+ )?(?P<verb>{_DISPUTE})\s+(?P<claim>.+)", re.IGNORECASE
)
_ASKED_AFFIRM = re.compile(rf"\b{_WHO}\s*(?:in (?:the|these) \w+ )?(?P<verb>{_AFFIRM})\s+(?P<claim>.+)", re.IGNORECASE)
_ASKED_OPINION = re.compile(rf"\b{_WHO}\s*(?P<verb>{_OPINION})\s+(?:that\s+)?(?P<claim>.+)", re.IGNORECASE)
_ASKED: tuple[tuple[re.Pattern[str], Stance], ...] = (
    (_ASKED_DISPUTE, "disputes"), (_ASKED_AFFIRM, "affirms"), (_ASKED_OPINION, "affirms"),
)  # fmt: skip
_AGAINST = re.compile(
    r"^\W*(?:who|which \w+)\s+(?:is|are|was|were)\s+(?P<side>for|against)\s+(?P<claim>.+)", re.IGNORECASE
)
_BOTH_SIDES = re.compile(r",?\s+(?:and|or)\s+who\b.*$", re.IGNORECASE)
_META = (
    r"framing|claim|claims|idea|notion|view|narrative|argument|assertion|allegation|allegations|characteri[sz]ation|suggestion|"
    r"theory|position|statement|proposal|plan|belief|opinion|thesis|story|interpretation|accusation|conclusion|finding|label"
)
_META_BEFORE = re.compile(rf"^(?:the|a|an|this|that|any|such)?\s*(?:{_META})\s+(?:that|of|to)\s+", re.IGNORECASE)
_META_AFTER = re.compile(rf"^(?:the|this|that|a|an)?\s*(?P<core>.+?)\s+(?:{_META})$", re.IGNORECASE)
_AS = re.compile(r"^(?P<what>.+?)\s+(?:to be|as(?: being)?)\s+(?P<how>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim whose holders are asked for, and the side that is asked for.

    ``said`` is set where the question asks who said or thinks it rather than who is for or against it.
    """

    proposition: str
    stance: Stance
    said: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """What kind of question it is, and what the statements asked for are about."""

    kind: QuestionKind
    topic: str | None = None


def claim_asked(text: str) -> Claim | None:
    """The claim and side of "who disputes …", "who agrees that …", "does anyone think …"; None for other questions."""
    for pattern, stance in _ASKED:
        found = pattern.search(text)
        if found:
            both = _BOTH_SIDES.search(found["claim"])
            proposition = proposition_of(_BOTH_SIDES.sub("", found["claim"]))
            said = pattern is _ASKED_OPINION and not both
            return Claim(proposition, stance, said) if name_words(proposition) else None
    found = _AGAINST.match(text)
    if found:
        return Claim(proposition_of(found["claim"]), "affirms" if found["side"].lower() == "for" else "disputes")
    return None


def proposition_of(claim: str) -> str:
    """What is claimed, without the words that call it a claim: "the escalation framing" → "escalation"."""
    core = claim.strip().rstrip("?!. ")
    core = re.sub(r"^(?:that|with|about)\s+", "", core, flags=re.IGNORECASE)
    core = _META_BEFORE.sub("", core)
    after = _META_AFTER.match(core)
    return after["core"] if after else core


_COMPARE = re.compile(
    r"\b(?:compare|comparison|contrast|versus|vs\.?|differ(?:s|ence|ences|ent)?|agree with each other|both (?:documents|articles|texts|"
    r"sources|authors|pieces|reports)|in common|(?:two|each) (?:documents?|articles?|texts?|sources?|authors?|pieces?))\b",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = re.compile(
    r"\b(?:(?:dis)?agree[sd]?|differ(?:s|ed)?|share[sd]?|eye to eye|of one mind|the same|alike|similar(?:ly)?|match(?:es)?|at odds|"
    r"in line with|contradict(?:s|ed)?|than|beyond|both|square with|apart|(?:does|do|did) each|each (?:make|say|give|think|put|want|take|call|see|describe|claim))\b",
    re.IGNORECASE,
)
"""Words that set two speakers side by side, in a question that names two."""
_SAYS_WHAT = re.compile(
    r"\bwhat\b.*\b(?:say|says|said|think|thinks|thought|believe|believes|claim|claims|claimed|argue|argues|argued|warn|warns|warned|"
    r"suggest|suggests|suggested|want|wants|wanted|propose|proposes|proposed|predict|predicts|predicted|describe|describes|"
    r"described|tell|told|call|calls|called|recommend|recommends|recommended|conclude|concludes|concluded|mention|mentions|"
    r"mentioned|find|finds|found|expect|expects|expected|fear|fears|feared|note|notes|noted|announce|announced|ask|asked|"
    r"respond|responded|reply|replied|testify|testified|report|reported|assess|assessed|estimate|estimated|make of|view|"
    r"position|opinion|stance|take|concern|concerns|reason|reasons|argument|arguments)\b"
    r"|\bhow (?:does|do|did)\b.*\b(?:see|view|describe|characteri[sz]e|respond|react|justify|explain|answer|feel)\b"
    r"|\b(?:tell me|show me|list|give me|summari[sz]e)\b.*\b(?:said|says|say|told|thinks|views?|statements?|quotes?|position)\b"
    r"|^\W*(?:did|does|do|has|have|is it true that)\b.*\b(?:say|said|call|called|think|believe|claim|claimed|argue|argued|warn|"
    r"warned|suggest|suggested|describe|described|predict|predicted|propose|proposed|support|supported|deny|denied|promise|"
    r"promised|admit|admitted|confirm|confirmed|vote|voted)\b"
    r"|\bquotes? (?:by|from|of)\b|\baccording to\b|\bin the (?:view|opinion|words) of\b|\bwhy (?:does|do|did|is|are|was|were)\b",
    re.IGNORECASE,
)
_WHO_SAID = re.compile(
    r"\b(?:who(?: else)?|whom|which (?:\w+ ){1,2}?)\s*(?:first |also |has |have |had )?(?:say|says|said|warn|warns|warned|claim|claims|"
    r"claimed|think|thinks|believe|believes|argue|argues|argued|call|calls|called|describe[sd]?|characteri[sz]e[sd]?|urge[sd]?|"
    r"predict|predicts|predicted|suggest|suggests|suggested|estimate[sd]?|assess(?:es|ed)?|raise[sd]?|propose[sd]?|report(?:s|ed)?|"
    r"mention(?:s|ed)?|told|tells|testif(?:y|ies|ied)|complain(?:s|ed)?|wrote|writes|announce[sd]?|demand(?:s|ed)?|caution(?:s|ed)?|"
    r"point(?:s|ed) out|note[sd]?|allege[sd]?|confirm(?:s|ed)?|accuse[sd]?)\b|\b(?:according to whom|whose (?:view|words|claim|opinion|"
    r"assessment|estimate|statement|argument|position)|by whom)\b",
    re.IGNORECASE,
)


def asked_of(text: str, roster: Roster) -> Ask:
    """Whether statements of those named are asked for, a comparison, who said something, or a plain fact."""
    mentions = roster.find(text)
    named = {mention.named.name for mention in mentions}
    if _COMPARE.search(text) or (len(named) >= 2 and _SIDE_BY_SIDE.search(text)):
        return Ask("comparison", without_names(text, roster) or None)
    if _WHO_SAID.search(text):
        return Ask("speakers", without_names(text, roster) or None)
    speaking = speakers_first(text, mentions)
    if named and (
        (_SAYS_WHAT.search(text) and _rank(text, speaking[0]) < BYSTANDER)
        or len(name_words(text)) <= 1 + sum(m.end - m.first for m in mentions)
    ):
        return Ask("statements", without_names(text, roster, speaking[0].named) or None)
    return Ask("fact")


_BEFORE_SPEAKER = frozenset(
    "does did do has have had is are was were to by that what how why and of from with say".split()
)
_AFTER_SPEAKER = frozenset(
    """say says said think thinks thought believe believes claim claims claimed argue argues argued warn warns warned tell tells
    told suggest suggests suggested call calls called describe describes described want wants find finds view position""".split()
)


BYSTANDER = 2
"""Rank of a name that is only talked about."""


def speakers_first(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The names of a question, first whoever it goes by ("according to X"), then who says something, then the rest."""
    return sorted(mentions, key=lambda mention: (_rank(text, mention), mention.first))


def _rank(text: str, mention: Mention) -> int:
    words = name_words(text)
    before = [w for w in words[max(0, mention.first - 3) : mention.first] if w not in ("the", "a", "an")]
    if before and before[-1] in ("to", "by") and "according" in (*before, "according" if before[-1] == "by" else ""):
        return 0
    says = mention.end < len(words) and words[mention.end] in _AFTER_SPEAKER
    return 1 if says or (before and before[-1] in _BEFORE_SPEAKER) else BYSTANDER


_STRANGER = re.compile(
    r"\b(?:did|does|do|has|have)\s+(?:(?:[Pp]resident|[Pp]rime [Mm]inister|[Mm]inister|[Mm]ayor|[Ss]enator|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|"
    r"[Pp]rofessor|[Jj]udge|[Gg]eneral)\s+)?(?P<name>(?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){0,3})\s+(?:say|think|claim|argue|believe|"
    r"warn|suggest|want|call|describe|predict|propose|write|announce|tell)\b"
)


def stranger(text: str, roster: Roster) -> Named | None:
    """Somebody whose words are asked for and whom no document names; None where everybody asked about is known."""
    found = _STRANGER.search(text)
    if found is None or roster.find(found["name"]):
        return None
    return Named(found["name"], (), cited=False)


_FORM_WORDS = frozenset(
    """
        what who whom how why does do did is are was were say says said think thinks thought believe believes
        about on of the a an according to tell me show list give his her their view position opinion agree
        disagree each other compare and or whether differ differences between claim claims argue argues describe
        describes with it that this in find finds make sentence quote quotes by from please can you
    """.split()
)


def without_names(text: str, roster: Roster, only: Named | None = None) -> str:
    """What the question is about once its speakers, or ``only`` one, and the words that ask are taken out."""
    words = name_words(text)
    out = [mention for mention in roster.find(text) if only in (None, mention.named)]
    named = {n for mention in out for n in range(mention.first, mention.end)}
    return " ".join(w for n, w in enumerate(words) if n not in named and w not in _FORM_WORDS)
