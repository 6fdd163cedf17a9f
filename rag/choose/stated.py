"""Statements whose own verb says which side they take: "did not accept the figures", "defended the firm".

Such a sentence holds no argument that could be weighed: what it says of the claim is in its verb, and what it is
about often only in the sentence before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.embed.base import Vectors
from index.reading import Read
from index.types import Span, Statement
from rag.choose.base import Desk
from rag.choose.claims import content_of, is_clause, words_of
from rag.choose.pointed import (
    CALLED_FOR,
    JUST_BEFORE,
    SENTENCES,
    VOTED_WITHIN,
    is_meant,
    is_pointing,
    is_pronoun,
    literally,
    pointed_at,
    points_elsewhere,
    shared,
    takes_up,
)
from rag.choose.subject import section_before
from rag.choose.verbs import ACTS
from rag.evidence.likeness import Likener, Unlike
from rag.retrieve import candidate
from rag.types import Candidate, Stance, Voice
from rag.voices import joined

SHORT = 8
"""Words of what is supported or disputed; more of them are an argument, which is weighed as one."""
ABOUT = 0.5
"""Share of the content words that what is named must have in common with the claim."""
DOCUMENTS = 6
"""Searched through for such statements: those with the best passages."""
REACH = 3
"""Words before a verb in which it may be denied."""
_HOLDS = re.compile(
    r"\b(?:believ|accept|agree|think|thought|buy|bought|share|convinc|persuad|want|like|trust)\w*", re.I
)
_CALLS_FOR = re.compile(
    r"\b(?:urg|recommend|propos|advocat|demand|insist|press|plead|pled|advis|call(?:s|ed|ing)? (?:for|on)|want|favou?r|mov(?:es|ed)\b|tabl(?:es|ed)\b)\w*",
    re.I,
)
_ASKS, _TO_DO = re.compile(r"^ask(?:s|ed|ing)?$", re.I), re.compile(r"\b(?:to [a-z]+|that .* be)\b", re.I)
_THEM = re.compile(r"\b(?:it|them|these|those)\b", re.I)
"""Stands for what the sentence before is about."""
_IS_SO = re.compile(
    r"^\W*(?!\w+ing\b)(?:(?!until|unless|if|when|while|that|which|who)[\w’'-]+\s+){1,6}?(?:is|are|was|were)\b(?!.*\b(?:should|ought|must|need(?:ed)?|necessary|required|essential|justified|warranted|right|wise|urgent|vital|overdue|better|best)\b)",
    re.I,
)
"""A claim that something is so, which nobody holds by calling for it."""
_TAKES_FOR = re.compile(r"\b(?:treat|see|regard|view|consider|call|describ|fram|tak)\w*\b", re.I)
"""Unless for taking it to be so, or not."""
_TAKES_IT_FOR = re.compile(
    r"^(?:against |not )?(?:treating|seeing|regarding|viewing|considering|calling|describing|framing|taking)\b.*\b(?:as|for|a|an)\b",
    re.I,
)
_ENDING = re.compile(
    r"\b(?:end|stop|abandon|scrap|drop|abolish|withdraw|reject|cancel|halt|oppos|block|clos|shut|delay|postpon|ban|remov|silenc|giv\w* up|"
    r"abolition|shelv)(?:e|es|ed|ing|s|ping|ped|ting|ning|ned|ure|d)?\b",
    re.I,
)
_KEEPING = re.compile(r"\b(?:keep|leav|retain|stay|remain|preserv)(?:e|es|ing|ed|s)?\b|\bkept\b", re.I)
_CHANGING = re.compile(r"\b(?:mov|shift|relocat|transfer|chang|replac|switch|convert)(?:e|es|ed|ing|s)?\b", re.I)
_NOT_TO = re.compile(r"^(?:[\w’']+\s){0,4}?not to\b", re.I)
_AGAINST = re.compile(r"\s+against\b", re.I)
_DOUBTS = re.compile(r"\b(?:doubt|disput|question|deny|denied|denies|contest)\w*", re.I)
"""Who does not doubt a thing holds it; who does not reject it need not."""
_SPOKE = re.compile(r"^(?:sp(?:oke|eaks?|eaking)|vot(?:e|es|ed|ing))$", re.I)
_SPOKE_UP = re.compile(
    r"^(?:(?:out|up|once more|again) )?(?:(?P<against>against)|for|in (?:favou?r|support|defen[cs]e)(?: of)?)\s*", re.I
)
_AND_SO_ON = re.compile(r"^(?:[:;,–—]|(?:and|but|because|as|since|saying)\b).*", re.I | re.S)
"""What goes on behind a bare "against" or "in favour"."""
_WAY = re.compile(r"^(?:for|favou?r|ayes?|(?P<against>against|nays?|noes))$", re.I)
_ALONE = re.compile(
    r"^(?:(?:dis)?agree[sd]?|dissent(?:s|ed)?|demur(?:s|red)?|object(?:s|ed)?|concur(?:s|red)?|seconded|opposed|(?:un)?convinced|(?:un)?persuaded)$",
    re.I,
)
"""Verbs that take a side without saying on what: on what was said before them."""
_OF_HERSELF = re.compile(
    r"(?:that )?(?:he|she|they|it) (?:(?:was|were|is|are|had|has|have|would|still|now|also|both|all|not|firmly|strongly|fully|wholly|totally|"
    r"completely|deeply|broadly|very much) )*(?P<verb>[a-z]+)\b",
    re.I,
)
"""How somebody is told to say what they do themselves ("that she was firmly opposed")."""
_MISGIVINGS = re.compile(r"\b(?:reservations?|misgivings?|qualms?|un(?:convinced|persuaded))\b", re.I)
_REASON = re.compile(
    r"[,;:]|\s(?:because|since|as|but|though|although|who|which|when|if|unless|until|on the grounds?|for fear|and (?:would|will|did|was|had))\b",
    re.I,
)
"""Begins what is no longer the thing that somebody is for or against."""
_WARNS = re.compile(r"^(?:warn|caution|fear|worr)", re.I)
_WOULD_BRING = re.compile(r"^(?:that )?(?P<what>.+?)\s(?:could|would|will|may|might)\b(?! not\b)", re.I)
_ACCUSES = re.compile(r"^(?:accus|alleg)(?:e[sd]?|ing)$", re.I)
_IN_MEETING = re.compile(rf"{_SPOKE.pattern}|{_WAY.pattern}|^seconded$", re.I)
_WHETHER = re.compile(r"whether\b", re.I)
_NEW_VERB = re.compile(r"[,;:]|\b(?:and|but|or)\b", re.I)
_NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|hardly|refus\w+ to|declin\w+ to)\b|n[’']t\b", re.I)
_ALLOWING = re.compile(
    r"^(?:(?:the )?(?:idea of|plans? (?:for|of|to have))\s)?(?:keeping|having|allowing|permitting|letting|getting|introducing|using)\s(?=\w)",
    re.I,
)
"""Begins a plan and is no part of what it is about: who is against bees is against keeping them."""


def stated(
    proposition: str, found: Candidate, voice: Voice, before: Sequence[str] = (), unlike: Likener = literally
) -> Stance | None:
    """The side that a statement's own verb takes on the proposition; None where it takes none, or on something else.

    ``before`` are the sentences in which what it points at is named, ``unlike`` tells which words of the claim a text
    has no word like.
    """
    if voice.cue is None or not found.span.overlaps(voice.cue):
        return None
    told, before = before, before[-SENTENCES:]
    asked, proposition = proposition, proposition if is_clause(proposition) else _ALLOWING.sub("", proposition)
    clause = is_clause(proposition)
    cue, said = found.part(voice.cue), _object(found, voice)
    ahead = found.text[: voice.cue.start - found.span.start]
    to_be = _IS_SO.search(proposition) and not _TAKES_FOR.search(said)
    asks = _ASKS.match(cue) and _TO_DO.search(said)
    points = _THEM.search(said) and content_of(said) & content_of(proposition)
    wanted = " ".join([*before, said]) if points else said
    if not clause and _TAKES_IT_FOR.match(said):
        return None  # who urges against taking a thing for grave is not against the thing
    if (asks or _CALLS_FOR.search(cue)) and not to_be and shared(proposition, wanted, unlike) >= CALLED_FOR:
        against = _NOT_TO.search(said) or _AGAINST.match(found.text[voice.cue.end - found.span.start :])
        ends = bool(_ENDING.search(said)) != bool(_ENDING.search(proposition)) or _keeps_what_changes(said, asked)
        return "affirms" if [bool(against), _denied(cue, ahead), ends].count(True) % 2 == 0 else "disputes"
    feared = _WOULD_BRING.match(said) if _WARNS.match(cue) and not clause else None
    if feared and shared(proposition, feared["what"]) >= CALLED_FOR:
        return "disputes"  # who warns of what a plan would bring
    if _ACCUSES.match(cue) and clause:  # who is accused of a thing has done it, by that account
        return "affirms" if shared(proposition, said, unlike) >= CALLED_FOR else None
    side, said = _side(cue, ahead, said)
    if side is None or len(said.split()) > SHORT:
        return None
    if points_elsewhere(said):
        meant = pointed_at(proposition, cue, said, told, bool(_IN_MEETING.match(cue)))
        return side if is_meant(proposition, said, (*meant, found.text), unlike) else None
    claim, named = content_of(proposition), words_of(said)
    if not named:
        return None
    if len(claim & named.keys()) >= ABOUT * min(len(claim), len(named)) and not _is_more(proposition, said, unlike):
        return side
    return side if _otherwise(proposition, said, list(named.values()), before, unlike) else None


def _keeps_what_changes(said: str, proposition: str) -> bool:
    """Whether one is to keep what the other is to move or change: "keep the market in the square" beside "moving it"."""
    return trade_places(said, proposition, _KEEPING, _CHANGING)


def trade_places(one: str, other: str, *forms: re.Pattern[str]) -> bool:
    """Whether each of two forms stands in one text and not in the other: "keep" here and "move" there."""
    return all(bool(form.search(one)) != bool(form.search(other)) for form in forms)


def _is_more(proposition: str, said: str, unlike: Likener) -> bool:
    """Whether half of what is supported or disputed, or more, is nothing that the claim speaks of."""
    named = words_of(said)
    other = [word for form, word in named.items() if form not in content_of(proposition)]
    return len(other) * 2 >= len(named) and len(unlike(other, said, proposition)) * 2 >= len(named)


def _otherwise(proposition: str, said: str, named: Sequence[str], before: Sequence[str], unlike: Unlike) -> bool:
    """Whether what is supported or disputed is the claim in other words, with the claim's own just before it."""
    if not is_clause(proposition) or len(unlike(named, said, proposition)) == len(named):
        return False
    return shared(proposition, " ".join(before[-JUST_BEFORE:])) >= CALLED_FOR


def _object(found: Candidate, voice: Voice) -> str:
    """What a statement says, or what stands behind its verb where its verb is a part of it ("spoke against it")."""
    if voice.cue is not None and any(part.start <= voice.cue.start < part.end for part in voice.content):
        end = max(part.end for part in voice.content)
        return _REASON.split(found.part(Span(voice.cue.end, end)))[0].strip(" .")
    return _said(found, voice)


def asks_whether(found: Candidate) -> bool:
    """Whether all that is said in a sentence is asked or wondered: it takes no side."""
    return bool(found.voices) and all(_WHETHER.match(_said(found, voice)) for voice in found.voices)


def only_points(found: Candidate) -> bool:
    """Whether somebody supports or disputes what only other sentences name ("She denied this"): no words to weigh."""
    return any(_only_points(found, voice) for voice in found.voices if voice.cue and found.span.overlaps(voice.cue))


def _only_points(found: Candidate, voice: Voice) -> bool:
    cue, said = found.part(voice.cue) if voice.cue else "", _object(found, voice)
    acts = any(words.search(cue) for words in ACTS.values()) or _ALONE.match(cue)
    return bool(acts) and (not said or is_pronoun(said))


def answers_another(found: Candidate) -> bool:
    """Whether somebody only dismisses, or takes up, what another has just said: a side on that and on nothing else."""
    cues = [v for v in found.voices if v.cue and any(words.search(found.part(v.cue)) for words in ACTS.values())]
    return any(takes_up(_object(found, voice)) for voice in cues)


def _said(found: Candidate, voice: Voice) -> str:
    return " ".join(found.part(part) for part in voice.content).strip()


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence in which somebody's verb takes a side."""

    candidate: Candidate
    voice: Voice
    stance: Stance


def stated_near(desk: Desk, proposition: str) -> list[Stated]:
    """Whose verb takes a side on the proposition, in the documents searched, in the order of their passages."""
    asked = desk.searcher.embed(desk.question.search)
    documents = list(dict.fromkeys(c.document_id for c in desk.retrieved.candidates))[:DOCUMENTS]
    return [found for document_id in documents for found in _in(desk, desk.view.read(document_id), proposition, asked)]


def _in(desk: Desk, read_document: Read, proposition: str, asked: Vectors) -> Iterator[Stated]:
    document = read_document.document
    text, starts = document.text, [sentence.start for sentence in document.sentences]
    acting = [s.cue.start for s in document.statements if s.cue and _acts(text, s)]
    for number in sorted({bisect_right(starts, at) - 1 for at in acting}):
        one = candidate(read_document, number, asked)
        before = section_before(document, number, VOTED_WITHIN)
        for told in one.voices:
            voice = _as_acting(document.text, told)
            side = stated(proposition, one, voice, before, desk.unlike)
            if side:
                yield Stated(one, joined([voice, *one.voices]), side)
                yield from _and_why(read_document, one, voice, side, asked)
                if not _votes(voice, one):
                    break  # one sentence, one side


def _and_why(read_document: Read, one: Candidate, voice: Voice, side: Stance, asked: Vectors) -> Iterator[Stated]:
    """The sentence in which somebody goes on who has only said that they disagree, or agree."""
    following = one.number + 1
    if _object(one, voice) or following >= len(read_document.document.sentences):
        return
    reason = candidate(read_document, following, asked)
    if reason.voices and reason.voices[0].speaker == voice.speaker and reason.voices[0].attribution == "direct":
        yield Stated(reason, reason.voices[0], side)


def _votes(voice: Voice, found: Candidate) -> bool:
    """Whether a voice is one group of those who vote: the others may vote otherwise."""
    return voice.cue is not None and bool(_SPOKE.match(found.part(voice.cue)) or _WAY.match(found.part(voice.cue)))


def _acts(text: str, one: Statement) -> bool:
    """Whether a statement's verb may take a side, or the verb of what it tells of its own speaker ("said she welcomed it")."""
    return one.cue is not None and (_may_act(text[one.cue.start : one.cue.end]) or _own_act(text, one) is not None)


def _own_act(text: str, one: Statement | Voice) -> re.Match[str] | None:
    """The verb by which somebody is told to say on which side they are themselves; None for other words."""
    if one.attribution != "indirect" or len(one.content) != 1:
        return None
    found = _OF_HERSELF.match(text, one.content[0].start, one.content[0].end)
    known = found is not None and any(words.search(found["verb"]) for words in (*ACTS.values(), _ALONE, _SPOKE))
    return found if known else None


def _as_acting(text: str, voice: Voice) -> Voice:
    """A voice whose verb only tells, as one of the verb that it tells: "said she welcomed it" as "welcomed it"."""
    if voice.cue is None or _may_act(text[voice.cue.start : voice.cue.end]):
        return voice
    inner = _own_act(text, voice)
    if inner is None:
        return voice
    rest = Span(inner.end("verb"), voice.content[0].end)
    content = (rest,) if text[rest.start : rest.end].strip(" .") else voice.content
    return replace(voice, cue=Span(*inner.span("verb")), content=content)


def _may_act(cue: str) -> bool:
    return any(
        words.search(cue)
        for words in (*ACTS.values(), _HOLDS, _CALLS_FOR, _SPOKE, _WAY, _ALONE, _MISGIVINGS, _ASKS, _WARNS)
    )


def _side(cue: str, before: str, said: str) -> tuple[Stance | None, str]:
    """What the verb does, and to what; what holds a thing to be so does it only denied, or where the thing is known."""
    denied = _denied(cue, before)
    way = _WAY.match(cue)
    if way:  # "was against it", "… and Mr Lund against", "Nay: Lund"
        against = bool(way["against"]) != denied
        return "disputes" if against else None if denied else "affirms", _AND_SO_ON.sub("", re.sub(r"^of\s", "", said))
    spoken = _SPOKE_UP.match(said)
    if _SPOKE.search(cue):
        side: Stance | None = None if spoken is None else "disputes" if spoken["against"] else "affirms"
        return side, _AND_SO_ON.sub("", said[spoken.end() :]) if spoken else said
    if not said and not _ALONE.search(cue):
        return None, said
    if ACTS["disputes"].search(cue) or _MISGIVINGS.search(cue):
        return "disputes" if not denied else "affirms" if _DOUBTS.search(cue) else None, said
    if ACTS["affirms"].search(cue) or _HOLDS.search(cue):
        known = not said or is_pointing(said) or ACTS["affirms"].search(cue)
        return "disputes" if denied else "affirms" if known else None, said
    return None, said


def _denied(cue: str, before: str) -> bool:
    governed = _NEW_VERB.split(" ".join(before.split()[-REACH:]))[-1]
    return bool(_NEGATION.search(cue) or _NEGATION.search(governed))
