"""What somebody says about something: that speaker's words and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.choose.base import SHORTEST, Desk, distinct, is_by, is_question, is_turn
from rag.choose.doubt import misses, refused, required
from rag.choose.envelope import asks_of_a_letter, is_envelope
from rag.choose.fact import fact
from rag.choose.weigh import weighed
from rag.evidence.asked import sure_names
from rag.evidence.text import read, stem
from rag.interpret.roster import name_words
from rag.retrieve import candidate
from rag.types import Candidate, Choice, Evidence, Named, Voice
from rag.wording import NOT_CITED, NOT_SAID_BY, SAID_BY_ANOTHER

MOST = 4
"""Statements cited on a topic."""
MOST_OF_ALL = 6
"""Statements cited where no topic is named."""
LENIENT = 0.3
"""Share of the threshold that is enough once the speaker is certain; see eval/LOG.md."""
RIVAL = 0.5
"""Share of the best probability that a further statement must reach."""
TOPICAL, NEAR = 0.35, 0.5
"""Share of the topic's words, or cosine with the question, that makes a statement one about the topic."""
SAME = 2
"""Words of the topic in another's words that correct whose they are taken for."""
SURE = 1.25
"""Times the threshold from which words of another speaker correct the one asked for."""

_VIEW = re.compile(
    r"\b(?:I|we)\b(?:['’]\w+)?(?: \w+){0,3}? (?:think|believe|feel|want|like|hope|fear|doubt|agree|disagree|accept|support|oppose|object|propose|"
    r"suggest|recommend|regret|apologi[sz]e|expect|insist|rather|am|are)\b|\bI['’]m (?:with|against|for|all for|not with)\b|\b(?:should|must|ought|my (?:view|fault|opinion|money|advice))\b",
    re.IGNORECASE,
)
"""Words with which somebody takes a view in their own person."""
_ASKS_A_VIEW = re.compile(
    r"\b(?:think|thinks|thought|feel|feels|felt|views?|opinions?|stands?|stood|sides?|takes? on|make of|makes of|made of)\b",
    re.IGNORECASE,
)
MOST_VIEWS = 2
"""Views cited that do not name the topic themselves."""
_PER_CENT = re.compile(r"\s*\bper\s?cent\b", re.IGNORECASE)
_NOTE = re.compile(r"([*_]{1,2})[^*_]+\1")
"""A line set apart: "*Ann Lee writes every Saturday.*" """


def statements(desk: Desk) -> Choice:
    """The named speaker's statements on the topic; a correction where they are another's; else a refusal."""
    named = desk.question.speakers[0]
    own = said_by(desk, named)
    if own:
        return Choice(tuple(own), max(e.probability for e in own))
    in_a_thread = _views_in_a_thread(desk, named)
    if in_a_thread:
        return Choice(tuple(in_a_thread), desk.threshold, certain=True)
    return _others(desk, named)


def said_by(desk: Desk, named: Named, most: int = MOST) -> list[Evidence]:
    """This speaker's statements that fit the question, best first; in text order where no topic is named."""
    if desk.question.topic is None:
        kept = distinct(ranked_by(desk, named), MOST_OF_ALL if most == MOST else most)
        return sorted(kept, key=lambda e: (e.candidate.document_id, e.span))
    ranked = [e for e in ranked_by(desk, named) if _on_topic(desk, e)]
    if not ranked or ranked[0].probability < _lenience(desk, ranked[0]) * required(desk, ranked[0]):
        return distinct([e for e in ranked if _names_all_of_it(desk, e)], 1)
    return distinct([e for e in ranked if e.probability >= RIVAL * ranked[0].probability], most)


def _names_all_of_it(desk: Desk, evidence: Evidence) -> bool:
    """Whether a statement has each of several words of the topic: it is about it, whatever it says of it."""
    topic, shared = _topic_and_shared(desk, evidence)
    return len(topic) >= SAME and shared == topic


def _views_in_a_thread(desk: Desk, named: Named) -> list[Evidence]:
    """The views that somebody takes in their own turn where the others there speak of the topic ("I'm with Ann")."""
    topic = {*read(desk.question.topic or "").content}
    if not topic or not _ASKS_A_VIEW.search(desk.question.text):
        return []
    threads = {
        d
        for d in desk.view.documents_of({named.name, *named.names}, desk.scope)
        if _is_thread_on(desk, d, topic, named)
    }
    if not threads:
        return []
    found = [e for e in ranked_by(desk, named) if e.candidate.document_id in threads and _takes_a_view(e, named)]
    return sorted(found[:MOST_VIEWS], key=lambda e: (e.candidate.document_id, e.span))


def _is_thread_on(desk: Desk, document_id: str, topic: set[str], named: Named) -> bool:
    """Whether most of the others who have a turn in a document name the topic in it."""
    document = desk.view.document(document_id)
    turns: dict[str, list[str]] = {}
    for one in document.statements:
        if is_turn(one) and one.speaker not in {named.name, *named.names, None}:
            turns.setdefault(str(one.speaker), []).extend(document.text[c.start : c.end] for c in one.content)
    on_it = sum(topic <= read(" ".join(texts)).known for texts in turns.values())
    return on_it * 2 >= len(turns) > 0


def _takes_a_view(evidence: Evidence, named: Named) -> bool:
    """Whether somebody says in a turn of their own where they stand."""
    voice = evidence.voice
    own = is_turn(voice) and is_by(voice, named)
    return own and bool(_VIEW.search(evidence.candidate.text)) and not evidence.candidate.text.rstrip().endswith("?")


def _lenience(desk: Desk, evidence: Evidence) -> float:
    """The share of what is required that is enough; all of it where a name that is asked about is missing."""
    names = sure_names(desk.question.text)
    return 1.0 if any(stem(word.lower()) in names for word in misses(desk, evidence.candidate)) else LENIENT


def ranked_by(desk: Desk, named: Named) -> list[Evidence]:
    """All of this speaker's sentences, best first; where no topic is named, those that can stand alone come first."""
    ranked = weighed(replace(desk, question=replace(desk.question, speakers=(named,))), sentences_by(desk, named))
    if desk.question.topic is not None:
        return ranked
    return sorted(ranked, key=lambda e: (-_standing(desk, e.candidate, named), e.candidate.document_id, e.span))


def _standing(desk: Desk, found: Candidate, named: Named) -> int:
    """How well a sentence shows that the speaker says this: cited by name and not as "he", here and at first hand.

    Of a whole letter or turn those sentences come first in which its writer takes a view.
    """
    document = desk.view.document(found.document_id)
    surnames = {name_words(name)[-1] for name in (named.name, *named.names)}
    best = 0
    for one in document.statements:
        if one.speaker not in {named.name, *named.names} or not any(found.span.overlaps(p) for p in one.content):
            continue
        source = document.text[one.source.start : one.source.end] if one.source else ""
        is_named = bool(set(name_words(source)) & surnames)
        is_cited = one.cue is not None and found.span.overlaps(one.cue)
        told = 4 * is_named + 2 * is_cited + (one.reported_by is None)
        if is_turn(one):
            told += bool(_VIEW.search(found.text)) - (len(name_words(found.text)) < SHORTEST)
        best = max(best, told)
    return best


def _on_topic(desk: Desk, evidence: Evidence) -> bool:
    """Whether a statement shares enough words with the topic, stands under it, or is near to the question in meaning."""
    topic, shared = _topic_and_shared(desk, evidence)
    under = bool(topic) and topic - shared <= read(evidence.candidate.heading).known
    return under or len(shared) >= TOPICAL * len(topic) or evidence.candidate.nearness >= NEAR


def _topic_and_shared(desk: Desk, evidence: Evidence) -> tuple[set[str], set[str]]:
    """The words of the topic, and those of them that a statement has."""
    topic = {*read(_PER_CENT.sub("%", desk.question.topic or "")).content}
    return topic, topic & read(_PER_CENT.sub("%", evidence.candidate.as_told)).known


def _is_the_same(desk: Desk, evidence: Evidence) -> bool:
    """Whether another's words are those that are asked for, and not only on the same matter ("the recall")."""
    _, shared = _topic_and_shared(desk, evidence)
    return len(shared) >= SAME and _on_topic(desk, evidence)


def _others(desk: Desk, named: Named) -> Choice:
    choice = fact(desk)
    if not named.cited:
        nearest = choice.evidence or choice.nearest
        return replace(refused(desk, nearest, "low_confidence"), message=NOT_CITED.format(speaker=named.name))
    if choice.evidence and choice.score >= min(1.0, SURE * desk.threshold):
        first = choice.evidence[0]
        if is_by(first.voice, named):
            return choice
        if first.voice.speaker and _is_the_same(desk, first):
            lead = SAID_BY_ANOTHER.format(asked=named.name, speaker=first.voice.speaker)
            return replace(choice, evidence=choice.evidence[:1], lead=lead)
    nearest = choice.evidence or choice.nearest
    return replace(refused(desk, nearest, "low_confidence"), message=NOT_SAID_BY.format(speaker=named.name))


def sentences_by(desk: Desk, named: Named) -> list[Candidate]:
    """Every sentence in scope that is this speaker's, in the order of the documents, each once."""
    asked = desk.searcher.embed(desk.question.search)
    found = {(c.document_id, c.number): c for c in desk.retrieved.candidates}
    of_a_letter = asks_of_a_letter(desk.question)
    candidates = []
    for document_id in desk.view.documents_of({named.name, *named.names}, desk.scope):
        whole = desk.view.read(document_id)
        for number, sentence in enumerate(whole.document.sentences):
            if sentence.furniture:
                continue
            one = found.get((document_id, number)) or candidate(whole, number, asked)
            # "Did she say that …?" says nothing of what she says; a question of her own does.
            own = [voice for voice in one.voices if is_by(voice, named)]
            asks = is_question(one) and all(voice.attribution == "indirect" for voice in own)
            only_signs = not of_a_letter and is_envelope(one)
            if own and not asks and not only_signs and not _presents(one, own, named):
                candidates.append(one)
    return candidates


def _presents(found: Candidate, own: Sequence[Voice], named: Named) -> bool:
    """Whether a document's sentence presents somebody by name ("X is a professor of …"), who says nothing in it."""
    note = _NOTE.fullmatch(found.text.strip()) is not None
    return named.name in found.text and (note or all(voice.attribution == "author" for voice in own))
