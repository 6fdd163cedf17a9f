"""The forms in which people ask what somebody says, who said something, and whether two agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.interpret.roster import ADDRESS, Mention, Roster, name_words
from rag.types import Named, QuestionKind


@dataclass(frozen=True, slots=True)
class Ask:
    """What kind of question it is, and what the statements asked for are about."""

    kind: QuestionKind
    topic: str | None = None


_COMPARE = re.compile(
    r"\b(?:compare|comparison|contrast|versus|vs\.?|differ(?:s|ence|ences|ent)?|agree with each other|both (?:documents|articles|texts|"
    r"sources|authors|pieces|reports)|in common|(?:two|each) (?:documents?|articles?|texts?|sources?|authors?|pieces?))\b",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = re.compile(
    r"\b(?:(?:dis)?agree[sd]?|differ(?:s|ed)?|share[sd]?|eye to eye|of one mind|the same|alike|similar(?:ly)?|match(?:es)?|at odds|"
    r"in line with|contradict(?:s|ed)?|than|beyond|both|square with|apart|part (?:company|ways)|fall out|clash|on opposite sides|on the same side|(?:does|do|did) each|each (?:make|say|give|think|put|want|take|call|see|describe|claim))\b",
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
    r"admit(?:s|ted)?|ha(?:s|ve) changed|no longer|took back|withdr(?:aws?|ew)|point(?:s|ed) out|note[sd]?|allege[sd]?|confirm(?:s|ed)?|accuse[sd]?)\b|\b(?:according to whom|whose (?:view|words|claim|opinion|"
    r"assessment|estimate|statement|argument|position)|by whom)\b",
    re.IGNORECASE,
)

_WHOSE_WORDS = re.compile(r"^\W*(?:and |so )?(?:who|whom|which \w+)\b.*[“\"]\w[^”\"]+[”\"]", re.IGNORECASE)
"""Asks for somebody by words that are quoted."""


def asked_of(text: str, roster: Roster) -> Ask:
    """Whether statements of those named are asked for, a comparison, who said something, or a plain fact."""
    mentions = roster.find(text)
    named = {mention.named.name for mention in mentions}
    if _COMPARE.search(text) or (len(named) >= 2 and _SIDE_BY_SIDE.search(text)):
        return Ask("comparison", without_names(text, roster) or None)
    if _WHO_SAID.search(text) or _WHOSE_WORDS.search(text):
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
    behind = words[mention.end : mention.end + 2]
    says = bool(behind) and (
        behind[0] in _AFTER_SPEAKER or (_owns(text, words[mention.end - 1]) and bool(_OPINION & {*behind}))
    )
    return 1 if says or (before and before[-1] in _BEFORE_SPEAKER) else BYSTANDER


_OPINION = frozenset(
    "argument view opinion reason reasons objection objections position recommendation choice analysis conclusion finding findings point".split()
)


def _owns(text: str, name: str) -> bool:
    """Whether a name stands in a question with what it owns ("Lee's argument")."""
    return re.search(rf"\b{re.escape(name)}[’']s?\s", text, re.IGNORECASE) is not None


_STRANGER = re.compile(
    r"\b(?:did|does|do|has|have)\s+(?:(?:[Pp]resident|[Pp]rime [Mm]inister|[Mm]inister|[Mm]ayor|[Ss]enator|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|"
    r"[Pp]rofessor|[Jj]udge|[Gg]eneral)\s+)?(?P<name>(?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){0,3})\s+(?:say|think|claim|argue|believe|"
    r"warn|suggest|want|call|describe|predict|propose|write|announce|tell)\b"
)


def stranger(text: str, roster: Roster) -> Named | None:
    """Somebody whose words are asked for and whom no document names; None where everybody asked about is known."""
    found = _STRANGER.search(text)
    if found is None or _is_known(found["name"], text, roster):
        return None
    return Named(found["name"], (), cited=False)


def _is_known(name: str, text: str, roster: Roster) -> bool:
    """Whether a word of a name names somebody where it stands: a first name does so inside a question."""
    words = name_words(text)
    return any(not set(words[m.first : m.end]).isdisjoint(name_words(name)) for m in roster.find(text))


_FORM_WORDS = (
    frozenset(
        """
        what who whom how why does do did is are was were say says said think thinks thought believe believes
        about on of the a an according to tell me show list give his her their view position opinion agree
        disagree each other compare and or whether differ differences between claim claims argue argues describe
        describes with it that this in find finds make sentence quote quotes by from please can you
    """.split()
    )
    | ADDRESS
)


def without_names(text: str, roster: Roster, only: Named | None = None) -> str:
    """What the question is about once its speakers, or ``only`` one, and the words that ask are taken out."""
    words = name_words(text)
    out = [mention for mention in roster.find(text) if only in (None, mention.named)]
    named = {n for mention in out for n in range(mention.first, mention.end)}
    return " ".join(w for n, w in enumerate(words) if n not in named and w not in _FORM_WORDS)
