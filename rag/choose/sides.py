"""Who disputes, affirms or reports a claim: statements about it from every document, each placed on a side.

A statement need not share a word with the question: a claim that is only named is first spelled out in the words of
whoever holds it, and searched for again in these, so that it finds its denial in another's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from rag.choose.base import Desk, distinct, is_by, is_question
from rag.choose.claims import content_of, said_to_be, says_something, spelled_out
from rag.choose.doubt import refused
from rag.choose.envelope import is_envelope
from rag.choose.in_reply import with_replies
from rag.choose.placing import Placed, claim_of, outright, place_closely, plainly, replied, says_that, speaks_of_another
from rag.choose.stated import Stated, answers_another, asks_whether, only_points, stated_near
from rag.choose.statements import sentences_by
from rag.choose.subject import is_about, is_of_another_item, own_words_of_section, section_before
from rag.choose.verbs import ACTS
from rag.interpret.roster import name_words
from rag.retrieve import retrieve
from rag.taken_back import withdrawal
from rag.types import OTHER_SIDE, Candidate, Choice, Evidence, Named, Question, Stance
from rag.voices import names_in
from rag.wording import ONE_SIDE_ONLY, STANCE_VERBS, counted

LOOKED_AT = 24
"""Statements nearest to a claim of which it is asked whether they are about it."""
WEIGHED = 8
"""Statements placed on a side for one question; each costs some 4 ms on two cores, asked both ways."""
OPPOSED = 0.15
"""Added to the nearness of a statement that holds words of opposition: a denial seldom repeats what it denies."""
CITED = 0.03
"""Added to the nearness of a statement that somebody is cited for."""
EACH = 2
"""Citations a speaker on a side."""
BEHIND = 2
"""Sentences behind one about somebody in which another may dispute it."""
MOST_NAME_WORDS = 4
"""Words of a claim that can be no more than somebody's name."""
UNASKED = 0.7
"""Least probability of the side that is not asked for: who is named there uncalled for must stand there surely."""
ASKED_OF_A_SIDE: dict[Stance, str] = {
    "affirms": "Who is for this: {claim}?",
    "disputes": "Who is against this: {claim}?",
}
"""As the reader was taught to be asked (`eval/train/reader_data.py`)."""
HEARD = -1.5
"""Least logit of the reader for a statement whose side was weighed, chosen on the dev cases; see eval/LOG.md."""
BESIDE_PLAIN = 0.6
"""Least probability of a weighed side where somebody takes one outright: no case on dev needs less, and less is seldom right."""
DEPTH = 8
"""Passages searched for the claim once it is spelled out."""

_PROCEDURE = re.compile(r"\b(?:seconded|voted|vote)\b", re.IGNORECASE)
_ACT_OF = {
    "seco": re.compile(r"seconded$", re.IGNORECASE),
    "vote": re.compile(r"(?:vot(?:e|es|ed|ing)|for|against|favou?r)$", re.IGNORECASE),
}
_VIEW_OF = re.compile(
    r"^(?:(?:the|Dr|Mr|Mrs|Ms|Prof(?:essor)?)\.? ?)*[\w.-]+(?: [A-Z][\w.-]+)*[’']s? (?:\w+ )?(?:findings?|views?|claims?|arguments?|conclusions?|opinions?|figures?|account|"
    r"explanation|theory|reading|analysis|verdict|assessment|judg\w+)\b"
)
_NOT = re.compile(r"\b(?:not|never|no)\b|n[’']t\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")
_NEITHER = re.compile(
    r"\b(?:(?:took|takes?|taking|had|has|have|with) no (?:position|side|sides|view|opinion|comment)|(?:declined|refused) to (?:comment|say|take (?:a )?sides?)|"
    r"(?:did|do|does|would|will) ?(?:not|n[’']t) (?:comment|take (?:a )?(?:position|side|sides))|(?:am|is|was|are|were|[’']m|remain(?:s|ed)?) (?:neutral|undecided|of two minds|not taking (?:a )?sides?)|"
    r"keep(?:s|ing)? (?:my|his|her|their) own (?:opinion|view|counsel)|(?:has|have|had)(?:n[’']t| not) (?:yet )?(?:made up|decided|taken a)|reserv(?:e|es|ed|ing) judg\w+)\b"
    r"|\b(?:not|n[’']t) tak(?:e|ing) (?:a )?sides?\b|^\W*(?:if|unless|should)\b[^.;]*,? (?:I|we)(?: will| would| shall|[’']ll|[’']d) (?:\w+ )?"
    r"(?:sign|support|back|accept|agree|vote|reconsider|change my mind)\b",
    re.IGNORECASE,
)
"""Says that somebody takes no side, or which one only under a condition."""
_OWN_VIEW = re.compile(r"\b(?:I|my|me|mine|our|ours|we|us|should|ought|must)\b", re.IGNORECASE)
"""Words of somebody who writes for himself; a reporter does without."""
_TO_BE_DONE = re.compile(r"\b(?:should|ought to|must) be\b", re.IGNORECASE)
"""A claim that is a plan, though it is told as what is so."""
_NOBODY = re.compile(r"^\W*(?:nobody|no one|none of)\b", re.IGNORECASE)
_OPPOSING = re.compile(
    r"\b(?:not|no|nor|never|against|unlikely|hardly|little|less|limited|den(?:y|ies|ied)|reject\w*|disput\w*|oppos\w*|"
    r"disagree\w*|doubt\w*|dismiss\w*|refus\w*|caution\w*|warn\w*|overstat\w*|exaggerat\w*|insignificant|wrong|false|"
    r"mistake\w*|instead|rather|contrary|however|nonetheless)\b|n[’']t\b",
    re.IGNORECASE,
)


def sides(desk: Desk) -> Choice:
    """The asked side first, speaker by speaker, then the other; a refusal where nobody takes the asked side."""
    desk = _held_by_named(desk)
    named = desk.question.proposition or desk.question.text
    claim = spelled_out(desk.question.proposition or desk.question.text, about(desk))
    if claim != desk.question.proposition:
        desk = _searched_for(desk, claim)
    holders = _holders(desk.question)
    placed = [
        p
        for p in [*_placed_near(desk, named), *_against(desk, holders)]
        if not any(is_by(p.evidence.voice, named) for named in holders)
    ]
    placed = [p for p in placed if p.evidence.voice.speaker not in desk.question.besides]
    heard = with_replies(desk, _heard(desk, placed))
    asked: Stance = desk.question.stance or "disputes"
    other = OTHER_SIDE[asked]
    sure = heard if desk.question.both_sides else [p for p in heard if p.certainty >= UNASKED]
    ours, theirs = _who_did_so(desk, _side(heard, asked), _side(sure, other))
    if desk.question.both_sides and not ours:
        asked, ours, theirs = other, theirs, []
    if not ours:
        nobody = ONE_SIDE_ONLY.format(verb=STANCE_VERBS[asked][0])
        nearest = [replace(p.evidence, probability=getattr(p, asked)) for p in placed]
        nearest.sort(key=lambda e: -e.probability)
        return replace(refused(desk, nearest, "low_confidence"), message=nobody)
    speakers = {name for e in ours for name in names_in(e)}
    return Choice((*ours, *theirs), max(e.probability for e in ours), counted(len(speakers), asked), claim)


def _who_did_so(desk: Desk, ours: list[Evidence], theirs: list[Evidence]) -> tuple[list[Evidence], list[Evidence]]:
    """Those alone who did what the question names, where it names an act of a meeting ("Who seconded …?").

    Who moved a thing has not seconded it; a vote may be told in other words.
    """
    asked = _PROCEDURE.search(desk.question.text)
    did = [
        e for e in ours if asked and e.voice.cue and _ACT_OF[asked[0][:4].lower()].match(e.candidate.part(e.voice.cue))
    ]
    if asked and asked[0].lower() == "seconded":
        return did, []
    return (did, []) if did else (ours, theirs)


def _searched_for(desk: Desk, claim: str) -> Desk:
    """The desk with the claim in these words, and with what they find beside what was found before."""
    asked = replace(desk.question, proposition=claim, search=claim)
    found = retrieve(asked, desk.view, desk.searcher, desk.scope, DEPTH)
    known = {(c.document_id, c.number) for c in found.candidates}
    others = tuple(c for c in desk.retrieved.candidates if (c.document_id, c.number) not in known)
    return replace(desk, question=asked, retrieved=replace(found, candidates=(*found.candidates, *others)))


def _held_by_named(desk: Desk) -> Desk:
    """For "who disagrees with NAME?": the claim is what NAME says, as near to the question as they say it."""
    question = desk.question
    if not _holders(question):
        return desk
    own = sentences_by(desk, question.speakers[0])
    if not own:
        return desk
    nearest = max(own, key=lambda c: c.dense).text
    claim = said_to_be(nearest) or nearest
    return _searched_for(desk, claim)


def _holders(question: Question) -> tuple[Named, ...]:
    """The speaker whose view is asked about, where the question names nothing but a speaker."""
    topic = question.topic or ""
    only_name = len(name_words(topic)) <= MOST_NAME_WORDS or _VIEW_OF.match(topic)
    return question.speakers[:1] if question.speakers and topic and only_name else ()


def _against(desk: Desk, holders: Sequence[Named]) -> list[Placed]:
    """Those whose verb disputes, right behind what is said of somebody whose view is asked about."""
    if not holders:
        return []
    surnames = {name_words(name)[-1] for name in (holders[0].name, *holders[0].names)}
    found = []
    for one in desk.retrieved.candidates:
        cue = one.part(one.voices[0].cue) if one.voices and one.voices[0].cue else ""
        before = section_before(desk.view.document(one.document_id), one.number, BEHIND)
        if ACTS["disputes"].match(cue) and not surnames.isdisjoint(name_words(" ".join((*before[1:], one.text)))):
            found.append(outright(Stated(one, one.voices[0], "disputes")))
    return found


def about(desk: Desk) -> list[Candidate]:
    """The statements that are most likely to take a side on the claim, nearest first."""
    asked = desk.searcher.embed(desk.question.search)
    # Each document once: reading one asks the store whether it has changed.
    vectors = {number: desk.view.read(number).vectors for number in {c.document_id for c in desk.retrieved.candidates}}

    def nearness(one: Candidate) -> float:
        cosine = float(np.dot(vectors[one.document_id][one.number], asked))
        cosine = max(cosine, one.prompt.dense) if one.prompt else cosine
        cited = any(voice.attribution != "author" for voice in one.voices)
        return cosine + OPPOSED * bool(_OPPOSING.search(one.text)) + CITED * cited

    answering = [c for c in desk.retrieved.candidates if _may_side(c)]
    return sorted(answering, key=lambda c: -nearness(c))[:LOOKED_AT]


def _may_side(found: Candidate) -> bool:
    """Whether a sentence says something that somebody answers for, and not only asks it or puts it to somebody."""
    first = found.voices[0] if found.voices else None
    if first is None or first.speaker is None or (found.is_put and first.cue is None):
        return False
    if first.attribution == "author" and not says_something(found.text):
        return False  # a dateline, a caption
    return not (
        is_question(found)
        or is_envelope(found)
        or asks_whether(found)
        or only_points(found)
        or _NOBODY.match(found.text)
        or _NEITHER.search(found.text)
    )


def _placed_near(desk: Desk, named: str) -> list[Placed]:
    """The statements about the claim: those whose own verb takes a side, and others by their words.

    ``named`` is the claim in the words of the question.
    """
    elsewhere = _of_other_matters(desk)
    stated = [s for s in stated_near(desk, claim_of(desk)) if not _is_elsewhere(desk, s.candidate, elsewhere)]
    known = {(s.candidate.document_id, s.candidate.number) for s in stated}
    near = (c for c in about(desk) if (c.document_id, c.number) not in known and not _is_elsewhere(desk, c, elsewhere))
    replies = [c for c in desk.retrieved.candidates if _may_side(c) and replied(desk, c)]
    known |= {(c.document_id, c.number) for c in replies}
    others = list(islice((c for c in near if _is_own_view(desk, c) and is_about(desk, c, named)), WEIGHED))
    others = [*replies, *(c for c in others if (c.document_id, c.number) not in known)]
    plain = [(c, plainly(desk, c)) for c in others if not speaks_of_another(desk, c)]
    sure = [outright(one) for _, one in plain if one]
    return _turned(desk, [*map(outright, stated), *sure, *place_closely(desk, [c for c, one in plain if not one])])


def _heard(desk: Desk, placed: Sequence[Placed]) -> list[Placed]:
    """Those that take their side outright, and of those whose words were weighed such as tell who is on that side.

    The weights know for from against, and hear a side in much that only stands near the claim; the reader knows what is about it.
    """
    neutral = _neutral(desk)
    whose = [(one.evidence.candidate.document_id, one.evidence.voice.speaker) for one in placed]
    unheard = {n for n, one in enumerate(placed) if not one.is_outright and whose[n] in neutral}
    for side, ask in ASKED_OF_A_SIDE.items():
        weighed = [n for n, one in enumerate(placed) if one.stance == side and not one.is_outright]
        logits = desk.hear(ask.format(claim=claim_of(desk)), [placed[n].evidence.candidate for n in weighed])
        unheard |= {n for n, logit in zip(weighed, logits, strict=True) if logit < HEARD}
    plain = any(one.is_outright for one in placed)
    kept = [one for n, one in enumerate(placed) if n not in unheard]
    return [one for one in kept if one.is_outright or not plain or one.certainty >= BESIDE_PLAIN]


def _neutral(desk: Desk) -> frozenset[tuple[str, str | None]]:
    """Who says of themselves that they take no side on the claim, with the document: what else they say there is no side."""
    claim = content_of(claim_of(desk))
    said = (c for c in desk.retrieved.candidates if c.voices and _NEITHER.search(c.text) and _OWN_VIEW.search(c.text))
    return frozenset((c.document_id, c.voices[0].speaker) for c in said if claim & content_of(c.text))


def _is_own_view(desk: Desk, found: Candidate) -> bool:
    """Whether a sentence may be a side on a plan: no reporter's account of it, and no answer to another's argument."""
    if answers_another(found):
        return False
    if found.voices[0].attribution != "author" or (says_that(desk) and not _TO_BE_DONE.search(claim_of(desk))):
        return True
    told = own_words_of_section(desk.view.document(found.document_id), found.number)
    return bool(_OWN_VIEW.search(_QUOTED.sub(" ", told)))


def _of_other_matters(desk: Desk) -> frozenset[str]:
    """The documents that have at most half as many of the claim's words as another one has."""
    claim, texts = content_of(claim_of(desk)), dict[str, list[str]]()
    for found in desk.retrieved.candidates:
        texts.setdefault(found.document_id, [found.title]).append(found.as_told)
    has = {one: len(claim & content_of(" ".join(parts))) for one, parts in texts.items()}
    most = max(has.values(), default=0)
    return frozenset(one for one, count in has.items() if count * 2 <= most and most > 0)


def _is_elsewhere(desk: Desk, found: Candidate, documents: frozenset[str]) -> bool:
    """Whether a statement is of another matter: in one of these documents, or under another item than the claim's."""
    if found.document_id in documents:
        return True
    return is_of_another_item(desk.view.document(found.document_id), found.number, claim_of(desk))


def _turned(desk: Desk, placed: Sequence[Placed]) -> list[Placed]:
    """The statements with those that their speakers take back turned to the other side, in the words that do it."""
    turned: dict[tuple[str, int], Placed | None] = {}
    for one in placed:
        found = one.evidence.candidate
        other = withdrawal(desk.view.read(found.document_id), found, one.evidence.voice.speaker) if one.stance else None
        if other is not None and not _is_part_of_it(found, other):
            side = OTHER_SIDE[one.stance]
            turned[found.document_id, found.number] = None
            turned[other.document_id, other.number] = outright(Stated(other, one.evidence.voice, side))
    kept = [one for one in placed if (one.evidence.candidate.document_id, one.evidence.candidate.number) not in turned]
    return [*kept, *(one for one in turned.values() if one)]


def _is_part_of_it(found: Candidate, other: Candidate) -> bool:
    """Whether a denial right before words that take something back only says what is so: "It was not. I was wrong." """
    return other.number == found.number + 1 and bool(_NOT.search(found.text))


def _side(placed: Sequence[Placed], stance: Stance) -> list[Evidence]:
    """Those on one side, speakers by their surest statement, each with at most ``EACH``; nobody is on both sides.

    Where somebody takes a side outright, what the model hears of them on the other one does not count.
    """
    sure = {(p.evidence.voice.speaker, p.stance) for p in placed if p.is_outright}
    placed = [p for p in placed if p.is_outright or (p.evidence.voice.speaker, OTHER_SIDE.get(p.stance)) not in sure]
    balance: dict[str | None, float] = {}
    for one in placed:
        if one.stance:
            sign = 1 if one.stance == "affirms" else -1
            balance[one.evidence.voice.speaker] = balance.get(one.evidence.voice.speaker, 0.0) + sign * one.certainty
    by_speaker: dict[str, list[Evidence]] = {}
    for one in sorted(placed, key=lambda p: -p.certainty):
        speaker = one.evidence.voice.speaker
        if one.stance == stance and speaker and (balance[speaker] > 0) == (stance == "affirms"):
            by_speaker.setdefault(speaker, []).append(replace(one.evidence, stance=stance))
    return [e for evidence in by_speaker.values() for e in distinct(evidence, EACH)]
