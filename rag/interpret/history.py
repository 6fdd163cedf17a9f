"""Follow-ups made standalone from the conversation, without a model.

What points back is replaced by what it points to: "And Turner?" takes the last question with another speaker,
"he" the last speaker, "that" what was asked about. The page shows the result and lets it be edited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.attribute.genders import gender_of_name
from index.attribute.titles import FEMALE, MALE
from index.lexical import STOP_WORDS
from rag.evidence.lexicon import MONTHS, WEEKDAYS
from rag.interpret.claims_asked import Claim, claim_asked
from rag.interpret.roster import Roster, name_words
from rag.types import Named, Turn

_QUESTION_WORD = r"(?:who|whom|whose|what|which|when|where|why|how)"
_ELLIPSIS = re.compile(
    r"^\W*(?:ok(?:ay)?\W+|so\W+|well\W+|thanks\W+)*(?:and|what about|how about|but what about|and what about|or)\s+(?P<rest>.+?)\W*$",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"^\W*(?:and\s+|but\s+|ok\W+|so\s+)*(?P<word>{_QUESTION_WORD}(?:\s+(?:many|much|long|often|so|exactly|else|not|come))*)\W*$",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|thanks?(?: you)?|thx|great|good|i see|right|yes|no|hm+|well|so|and|but|now|then|also)\b[\s,.!;:–-]*)+",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|him|she)\b|\b(?:his|her)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(
    r"\b(?:his|her|their)(?=\s+(?!(?:say|said|think|and|or|about|to|on|for|that|too|as)\b)\w)", re.IGNORECASE
)
"""Not the "her" of "who agrees with her?"."""
_PEOPLE = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
_GENDER = {"he": MALE, "him": MALE, "his": MALE, "she": FEMALE, "her": FEMALE}
_THING = re.compile(r"\b(?:it|this|that|these|those|there|then|such|the same|the latter|the former)\b", re.IGNORECASE)
_IT = re.compile(r"\bit\b", re.IGNORECASE)
_THAT_CLAUSE = re.compile(
    rf"\b(?:{_QUESTION_WORD}\b.*\b(?:that|this)\b\s+\w+\s+\w+|(?:say|said|says|think|thinks|claim|claims|claimed|argue|argues|"
    r"believe|believes|warn|warned|know|known|true|agree|agrees|idea|fact|view|clear|mean) that|(?:is|are|was|were) there|there (?:is|are|was|were)|"
    r"that (?:the|a|an|[A-Z]))\b"
)
_ASKS = re.compile(
    r"^\W*(?:who|what|when|where|why|how|which|did|does|do|is|are|was|were|can|could|will|would|should|has|have)\b",
    re.I,
)
_SO = re.compile(
    r"^\W*(?:and\s+|but\s+|so\s+)?(?:(?:does|do|did|has|is|are|would)\s+(?:any|some)(?:one|body)|who)(?P<others>\s+else)?\s+"
    r"(?:also\s+|really\s+|actually\s+)?(?:in\s+)?(?:(?P<against>disagree[sd]?|disput(?:e|es|ed|ing)|den(?:y|ies|ied)|doubt(?:s|ed)?|object(?:s|ed)?|"
    r"contradict(?:s|ed)?|reject(?:s|ed)?|oppose[sd]?)|think(?:s|ing)?|thought|believe[sd]?|agree[sd]?|agreement|argue[sd]?|(?<=else )sa(?:y|ys|id)|"
    r"share[sd]?|support(?:s|ed)?|accept(?:s|ed)?)"
    r"(?:\s+(?:with|to))?(?:\s+(?:so|it|likewise|(?:that|this|the same)(?:\s+(?:way|view|thing|claim|opinion|too))?))?"
    r"(?:\s+(?:too|as well|here|either))?\W*$",
    re.IGNORECASE,
)
"""Asks who shares, or does not share, what was just said: "Does anybody else think so?", "Who disagrees?"."""
_THINKS = r"(?:say|think|thought|believe|feel|want|make|claim|argue|suggest|propose)"
_OPINION_OF = re.compile(
    rf"(?P<asks>what (?:do|does|did|would) (?!(?:he|she|they|it|you|we|i)\b)(?:[\w’'.-]+ ){{1,5}}?{_THINKS})(?: (?:about|of) (?:it|that|this|them))?\W*",
    re.IGNORECASE,
)
_TOPIC_OF = re.compile(rf"^\W*what (?:do|does|did|would) .+? {_THINKS} (?P<topic>(?:about|of|on) .+)$", re.IGNORECASE)
"""What one and another is asked to say or think, and about what."""
_LABEL = re.compile(r"^(?:[A-ZÀ-Þ][\w.’'-]*\s+){0,3}[A-ZÀ-Þ][\w.’'-]*:\s+")
OWN_WORDS = 3
"""Content words from which a question is about something of its own, though it begins with "and"."""


def standalone(question: str, history: Sequence[Turn], roster: Roster) -> str:
    """The question as one that can be asked without the conversation; itself where it already stands alone."""
    asked = [turn.content for turn in history if turn.role == "user"]
    if not asked:
        return question
    earlier = ""
    for previous in asked:
        earlier = _resolve(previous, earlier, "", roster) if earlier else previous
    answers = [turn.content for turn in history if turn.role == "assistant"]
    return _resolve(question, earlier, answers[-1] if answers else "", roster)


def _resolve(question: str, earlier: str, answer: str, roster: Roster) -> str:
    bare = _BARE.match(question)
    if bare:
        return f"{bare['word'].capitalize()}: {earlier.rstrip('?! .')}?"
    on_claim = _on_the_claim(question, earlier)
    if on_claim:
        return on_claim
    so, said = _SO.match(question), _quoted(answer)
    claim = claim_asked(earlier) if so else None
    if so and claim:
        return _of_others(earlier, claim, bool(so["against"]), so["others"] or "")
    if so and said:
        return f"Who{so['others'] or ''} {'disputes' if so['against'] else 'thinks'} that {said}?"
    same_topic = _on_the_topic(question, earlier)
    if same_topic:
        return same_topic
    ellipsis = _ELLIPSIS.match(question)
    if ellipsis and not _ASKS.match(ellipsis["rest"]):
        return _replaced(earlier, ellipsis["rest"], roster)
    core = _FILLER.sub("", question) or question
    core = _persons(core, earlier, answer, roster)
    if _points_back(core, roster):
        return f"{core.rstrip('?! .')} ({_subject(earlier, answer, core)})?"
    return core


_OWN = r"(?:\s+(?:count|account|reckoning|estimates?|figures|numbers|telling))?"
_PREPOSITIONS = (
    "for|at|in|on|by|to|from|with|without|of|under|during|after|before|since|until|between|against|about|per|near|over"
)
_QUANTITY = re.compile(
    r"^\W*(?:how (?:many|much)|(?:what|which) (?:share|percentage|proportion|number|amount|part))\b", re.IGNORECASE
)
_OF_A_GROUP = ("with", "without", "in", "among", "under", "at", "on", "near")
_LEADING = re.compile(rf"({_PREPOSITIONS})\s+\S", re.IGNORECASE)
_PHRASE = rf"\b{{}}\s+(?:(?!(?:{_PREPOSITIONS}|and|or|that|who|which|when|where|if)\b)[^\s?,;:()]+\s*)+(?<!\s)"
"""A preposition and what it governs: up to the next one, a clause or a sign."""
_TIMES = (
    MONTHS
    | WEEKDAYS
    | frozenset(
        "may year month week day today yesterday morning evening night season spring summer autumn winter now then".split()
    )
)
_TIME = re.compile(rf"\b(?:\d{{4}}|{'|'.join(sorted(_TIMES))})s?\b", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w’'&.-]*(?<![.’']))(?:\s+[A-ZÀ-Þ][\w’'&-]*)*")
_NAME_LIKE = re.compile(r"(?:the\s+)?[A-ZÀ-Þ]")
"""Somebody put in the place of the one who was asked before ("... by the ministry?" "What about the Danes?")."""


def _replaced(earlier: str, other: str, roster: Roster) -> str:
    """The earlier question about somebody or something else."""
    mentions = roster.find(earlier)
    if roster.find(other) and mentions:
        names = {mentions[0].named.name, *mentions[0].named.names}
        for name in sorted(names, key=lambda n: (-len(n), n)):
            called = rf"(?:\b(?:mr|mrs|ms|miss|dr|prof|professor|sir|the)\b\.?\s+)?\b{re.escape(name)}\b"
            replaced = re.sub(called, other, earlier, count=1, flags=re.IGNORECASE)
            if replaced != earlier:
                return replaced
    by = _asked_by(earlier, [mention.named for mention in mentions]) if _NAME_LIKE.match(other) else None
    if by:
        return by.sub(lambda found: found[1] + other, earlier, count=1)
    return _alike_replaced(earlier, other, roster) or f"{earlier.rstrip('?! .')}: {other}?"


def _alike_replaced(earlier: str, other: str, roster: Roster) -> str | None:
    """The earlier question with ``other`` for its last phrase of that preposition, or for the one name in it.

    A speaker is no place that takes the place of another.
    """
    leading = _LEADING.match(other)
    if leading is None:
        names = [found for found in _NAME.finditer(earlier) if found.start()]
        alone = len(names) == 1 and _NAME.fullmatch(other) and not roster.find(other)
        return f"{earlier[: names[0].start()]}{other}{earlier[names[0].end() :]}" if alone else None
    phrases = list(re.finditer(_PHRASE.format(leading[1]), earlier, re.IGNORECASE)) or _last_group(earlier, leading[1])
    if not phrases or bool(_TIME.search(phrases[-1][0])) != bool(_TIME.search(other)):
        return None
    start, end = phrases[-1].span()
    return f"{earlier[:start]}{other}{earlier[end:]}"


def _last_group(earlier: str, leading: str) -> list[re.Match[str]]:
    """The phrase at the end of a question for a quantity that says of which group it is asked ("with salt", "in the north")."""
    if not _QUANTITY.match(earlier) or leading.lower() not in _OF_A_GROUP:
        return []
    ends = rf"(?:{_PHRASE.format('(?:' + '|'.join(_OF_A_GROUP) + ')')})(?=\W*$)"
    return list(re.finditer(ends, earlier, re.IGNORECASE))


def _asked_by(question: str, speakers: Sequence[Named]) -> re.Pattern[str] | None:
    """Finds the one by whose word the question goes ("by the ministry's count", "according to Lee")."""
    for name in (name for named in speakers for name in (named.name, *named.names)):
        by = re.compile(rf"(\b(?:by|according to)\s+)(?:the\s+)?{re.escape(name)}(?:[’']s?{_OWN})?", re.IGNORECASE)
        if by.search(question):
            return by
    return None


def _persons(question: str, earlier: str, answer: str, roster: Roster) -> str:
    """The question with "he", "her", "they" as the speaker that was last spoken of.

    A pronoun behind a name is that name's ("What does Lee say of his boat?"), one before it is not ("Does she agree with
    Lee?").
    """
    pattern = _PERSON if _PERSON.search(question) else _PEOPLE
    pronoun = pattern.search(question)
    if pronoun is None:
        return question
    mentions = roster.find(question)
    if mentions and mentions[0].first < len(name_words(question[: pronoun.start()])):
        return question
    named = _last_speaker(earlier, answer, roster, pronoun[0].lower())
    if named is None:
        return question
    most = 1 if mentions else 0  # 0 is all
    owned = _POSSESSIVE.sub(f"{named.name}’s", question, count=most)
    return owned if mentions and owned != question else pattern.sub(named.name, owned, count=most)


def _last_speaker(earlier: str, answer: str, roster: Roster, pronoun: str) -> Named | None:
    """Who was asked about, or else answered with; only somebody who can be "he" or "she" where that is the pronoun.

    Nobody whose first name the pronoun does not fit; and a name that several people have says less than that of one of them.
    """
    wanted = _GENDER.get(pronoun)
    named = [mention.named for text in (earlier, answer) for mention in roster.find(text)]
    fitting = [one for one in named if one.is_person or wanted is None]

    def fits(one: Named) -> bool:
        first = name_words(one.name)[:1]
        return wanted is None or not first or gender_of_name(first[0]) in ("", wanted)

    return min(filter(fits, fitting), key=lambda one: bool(one.namesakes), default=None)


def _points_back(question: str, roster: Roster) -> bool:
    """Whether the question leans on "it" or "that", or says too little to be asked alone."""
    thing = _THING.search(question)
    own = [w for w in name_words(question) if w not in STOP_WORDS]
    if thing and not _THAT_CLAUSE.search(question):
        return True
    return len(own) < OWN_WORDS - 1 and not roster.find(question)


def _subject(earlier: str, answer: str, question: str) -> str:
    """What "it" or "that" is: the answer's first quotation for "who said that", else the earlier question."""
    said = _quoted(answer)
    if said and re.search(r"\b(?:who|whom|whose)\b", question, re.IGNORECASE) and not _IT.search(question):
        return said
    return earlier.rstrip("?! .")


def _of_others(earlier: str, claim: Claim, against: bool, others: str) -> str:
    """The last question after who is for or against a claim, asked of others, or after the other side."""
    if not against:
        return re.sub(r"^\W*\w+(?:\s+(?:any|some)(?:one|body))?(?:\s+else)?", f"Who{others}", earlier, count=1)
    side = "supports" if claim.stance == "disputes" else "disputes that" if claim.said else "disputes"
    return f"Who{others} {side} {claim.proposition}?"


def _on_the_claim(question: str, earlier: str) -> str | None:
    """A question for those on a side of "it" where the last one was for those on a side of something ("Who spoke for it?")."""
    claim, it = claim_asked(earlier), _IT.search(question)
    if claim is None or claim.said or it is None:
        return None
    told = _FILLER.sub("", f"{question[: it.start()]}{claim.proposition}{question[it.end() :]}")
    return told if claim_asked(told) else None


def _on_the_topic(question: str, earlier: str) -> str | None:
    """What another is asked to say or think, on what the last one was asked about ("And what does Lee think?")."""
    other, before = _OPINION_OF.fullmatch(_FILLER.sub("", question).strip()), _TOPIC_OF.search(earlier)
    return f"{other['asks']} {before['topic'].rstrip('?! .')}?" if other and before else None


def _quoted(answer: str) -> str | None:
    """The first quotation of an answer that says enough to be asked about, without the label of who speaks."""
    quoted = re.search(r"“([^”]{10,300})”", answer)
    return _LABEL.sub("", quoted.group(1)).rstrip(".") if quoted else None
