"""What is missing from a candidate, how much more probable it must therefore be, and the refusal that follows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.sentences import PARSED_LANGUAGE
from rag.choose.base import Desk, as_unit, distinct, is_by, with_names, without_words
from rag.choose.premise import turned_round
from rag.choose.rows import beside_it, exact, is_one_of_a_kind, names_missing, of_another_row, of_their_kind, siblings
from rag.evidence.asked import asking, sure_names
from rag.evidence.beside import of_another, says_itself
from rag.evidence.likeness import CLOSELY
from rag.evidence.text import read, stem
from rag.evidence.value import YEAR, things_asked_of
from rag.interpret.roster import ADDRESS, NOT_NAMES, name_words
from rag.types import Candidate, Choice, Evidence, Named, Question, RefusalReason
from rag.wording import MISSING, NO_TASK, REFUSALS, listed

NEAREST = 3
"""Passages shown with a refusal."""
FAINT = 0.5
"""Share of the threshold below which nothing in the documents is even near."""
OTHER = 2.0
"""Raises the threshold, as a share of it, for each name or number of the question that stands nowhere near a sentence, and
where a word's contrary is there: it is of another. Chosen on dev cases and SQuAD 2.0; see eval/LOG.md."""
FOREIGN, LEAST_ASKED = 1.5, 2
"""So many names a sentence counts for that has nothing of what is asked about, where that is so many rare words or more: it is of
another document's matter."""
FOREIGN_DOUBT = 0.6
"""The same for each noun of a question in German, whose words are found in fewer of their forms."""
_ONESELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Yy]ou|[Yy]our)\b")
TASK = re.compile(
    r"^\W*(?:please |can you |could you )*(?:summari[sz]e|sum up|translate|rewrite|rephrase|paraphrase|draft|write)\s",
    re.IGNORECASE,
)
"""Wants a text written, which quotations are not."""


def required(desk: Desk, evidence: Evidence) -> float:
    """The probability that this evidence must have: the threshold, and more for what it lacks."""
    return min(1.0, desk.threshold * doubt(desk, evidence))


def doubt(desk: Desk, evidence: Evidence) -> float:
    """Times the threshold that evidence must have, 1 or more: each thing in which it is of something else adds to it.

    Only English is read closely enough to tell a name or a number from a common word.
    """
    asked = asking(desk.question.text)
    if asked.is_german:
        # Its nouns have capitals; a verb is more often another one than a thing is.
        nouns = [word for word in lacks(desk, evidence.candidate) if stem(word) in asked.names]
        return 1.0 + FOREIGN_DOUBT * len(nouns)
    if desk.view.document(evidence.candidate.document_id).language != PARSED_LANGUAGE:
        return 1.0
    return 1.0 + OTHER * _others(desk, with_names(desk, evidence.candidate))


def _others(desk: Desk, found: Candidate) -> float:
    """In how many things a candidate is of something else than the question."""
    asked_for = desk.question.text
    absent = lacks(desk, found)
    missing = misses(desk, found, [word for word in absent if _is_other(word, asked_for, found)])
    own = sum(_is_other(word, asked_for, found) for word in missing)
    # A row under another name is about another thing, however much of the question its headings share.
    others = names_missing(asked_for, found, missing) + _counts_others(desk, found)
    others += turned_round(asked_for, found, desk.retrieved.candidates) + _dated_otherwise(asked_for, found, missing)
    return own + others + (0 if own else FOREIGN * _shares_nothing(desk, found, absent))


def _shares_nothing(desk: Desk, found: Candidate, absent: Sequence[str]) -> bool:
    """Whether all that is asked about, two words or more, stands nowhere near a candidate, nor words like them, and there are other documents."""
    if desk.question.told or found.label or len(absent) < LEAST_ASKED:
        return False
    if all(one.document_id == found.document_id for one in desk.retrieved.candidates):
        return False
    nowhere = replace(without_words(found), heading="", context="")
    return len(misses(desk, found, absent)) >= len(desk.lacking(desk.question, nowhere))


def _is_other(word: str, question: str, found: Candidate) -> bool:
    """Whether a candidate without this word is of something else: it is a name or a number, or tells rows apart."""
    return is_one_of_a_kind(found) or stem(word.lower()) in sure_names(question) or exact(word, question)


def _dated_otherwise(asked_for: str, found: Candidate, missing: Sequence[str]) -> int:
    """How many years of the question stand only in the sentence before or after: what happened then is told there."""
    here = read(f"{found.whole} {found.title} {found.heading}").known
    years = {form for form in asking(asked_for).numbers if YEAR.fullmatch(form)}
    return len(years - here - {word.lower() for word in missing})


def _counts_others(desk: Desk, found: Candidate) -> bool:
    """Whether a candidate has neither what is to be counted nor a word that is close to it in meaning."""
    things, asked_for = things_asked_of(desk.question.text), desk.question.text
    if not things or {stem(thing) for thing in things} & read(f"{found.whole} {found.heading}").known:
        return False
    return len(desk.unlike(things, asked_for, f"{found.whole} {found.heading}", CLOSELY)) == len(things)


def misses(desk: Desk, found: Candidate, absent: Sequence[str] | None = None) -> tuple[str, ...]:
    """The rare words of the question that a candidate lacks, and has no word for that means the like.

    ``absent`` are those to look for; all that it lacks by default.
    """
    question, absent = desk.question.text, lacks(desk, found) if absent is None else absent
    around = f"{found.whole} {found.heading}" if found.label else found.whole
    words = [word for word in absent if not exact(word, question)]
    unlike = {*absent} - {*words} | {*desk.unlike(words, question, around)}
    # A heading that names another town has nothing like this one.
    unlike |= {*desk.unlike([word for word in words if stem(word) in sure_names(question)], question, found.whole)}
    rows = siblings(found, desk.retrieved.candidates)
    unlike |= of_another_row([word for word in words if word not in unlike], question, found, desk.unlike)
    unlike |= of_their_kind([word for word in words if word not in unlike], question, rows, desk.unlike)
    known = {word.lower() for word in unlike}
    told = " ".join((around, found.title, *_of_themselves(found)))
    others = of_another(question, found.as_told, told, bool(found.label))
    others = _typed(
        desk.question, (n for n in others if n.lower() not in known and not _goes_on_about(n, question, found))
    )
    missing = (*(word for word in absent if word in unlike), *others)
    beside = beside_it(missing, question, rows)
    return tuple(word for word in missing if word not in beside)


def _of_themselves(found: Candidate) -> list[str]:
    """Those who speak of themselves, or are asked of themselves: what they tell names them nowhere."""
    return [voice.speaker for voice in found.voices if voice.speaker and _ONESELF.search(found.as_told)]


def _goes_on_about(name: str, question: str, found: Candidate) -> bool:
    """Whether the thing of this name was named in full in the sentence before ("the Victoria Baths … the baths")."""
    thing = re.search(rf"\b{re.escape(name)}\s+([A-ZÀ-Þ][\w’'-]+)", question)
    if thing is None or f"{name} {thing[1]}".lower() not in found.before.lower():
        return False
    return stem(thing[1].lower()) in read(found.text).known


def lacks(desk: Desk, found: Candidate) -> tuple[str, ...]:
    """The question's rare words that stand nowhere near a candidate, names and titles of those it asks about aside.

    For a fact about somebody they are left out only where the candidate names them in some way, or is theirs.
    """
    speakers = desk.question.speakers
    if desk.question.kind == "fact":
        speakers = tuple(named for named in speakers if _is_of(found, named))
    called = [name for named in speakers for name in (named.name, *named.names, named.role or "")]
    names = {word for name in called for word in name_words(name)} | ADDRESS
    lacking = _typed(desk.question, desk.lacking(desk.question, as_unit(desk, found)))
    return tuple(w for w in lacking if not set(name_words(w)) <= names and not says_itself(w, found.as_told))


def _is_of(found: Candidate, named: Named) -> bool:
    """Whether a candidate, or what it is read with, has a word of somebody's names, or is their words."""
    words = {word for name in (named.name, *named.names) for word in name_words(name)} - NOT_NAMES
    around = f"{found.before} {found.whole} {found.title} {found.heading}"
    return any(is_by(voice, named) for voice in found.voices) or not words.isdisjoint(name_words(around))


def _typed(question: Question, words: Iterable[str]) -> tuple[str, ...]:
    """Those of the words that this question has itself: what it took from the one before is no longer asked for."""
    if not question.told:
        return tuple(words)
    own = set(name_words(question.asked))
    return tuple(word for word in words if set(name_words(word)) <= own)


def refused(desk: Desk, nearest: Sequence[Evidence], reason: RefusalReason | None = None) -> Choice:
    """No answer: nothing near, or not near enough, with what came nearest and what is missing from it."""
    best = max((e.probability for e in nearest), default=0.0)
    if TASK.match(desk.question.asked):
        return Choice((), best, reason="out_of_scope", message=NO_TASK)
    why: RefusalReason = reason or ("no_evidence" if best < FAINT * desk.threshold else "low_confidence")
    shown = tuple(distinct(nearest, NEAREST))
    # What stands in any of the passages shown is not missing from what came nearest.
    told = {word for one in shown[1:] for word in name_words(f"{one.candidate.whole} {one.candidate.heading}")}
    first = misses(desk, with_names(desk, shown[0].candidate)) if shown and why == "low_confidence" else ()
    lacking = tuple(word for word in first if told.isdisjoint(name_words(word)))
    message = REFUSALS[why] + (f" {MISSING.format(terms=listed(lacking))}" if lacking else "")
    return Choice((), best, reason=why, message=message, nearest=shown)
