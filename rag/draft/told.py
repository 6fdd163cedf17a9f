"""What of the chosen evidence a drafted sentence tells, so that it need not be quoted as well."""

from __future__ import annotations

from rag.draft.types import Judged
from rag.types import Evidence, Question
from rag.verify.moments import moment_spans
from rag.verify.names import names, same_speaker
from rag.verify.quantities import quantities
from rag.verify.reading import form_of, read
from rag.verify.words import found, worth

SHARE = 0.3
"""Of what the evidence says beyond the question, the share by weight that a sentence must have to tell it."""
TYPED = 0.5
"""Of its numbers, dates or names beyond the question's, where such a thing is asked for."""


def tells(judged: Judged, evidence: Evidence, question: Question) -> bool:
    """Whether a sentence rests on this evidence, has of it what the question did not know, and says whose it is.

    Only where a fact is asked for may the speaker go unnamed.
    """
    if not judged.stands or not _rests_on(judged, evidence):
        return False
    if question.kind != "fact" and not _names_speaker(judged, evidence):
        return False
    there, said, asked = evidence.candidate.text, judged.drafted.text, question.text
    wanted = _wanted(there, question) - _wanted(asked, question)
    if wanted:
        return len(wanted & _wanted(said, question)) >= TYPED * len(wanted)
    fresh = [token for token in read(there).content if not found(token, read(asked))]
    return sum(worth(t) for t in fresh if found(t, read(said))) >= SHARE * sum(map(worth, fresh))


def _rests_on(judged: Judged, evidence: Evidence) -> bool:
    candidate, span = judged.finding.candidate, judged.finding.span
    is_there = candidate is not None and candidate.document_id == evidence.candidate.document_id
    return is_there and span is not None and span.overlaps(evidence.span)


def _names_speaker(judged: Judged, evidence: Evidence) -> bool:
    speaker = evidence.voice.speaker
    if speaker is None:
        return False
    if any(same_speaker(one.speaker, speaker) for one in judged.finding.claim.said):
        return True
    return bool({token.form for token in read(speaker).content} & read(judged.drafted.text).forms)


def _wanted(text: str, question: Question) -> set[str]:
    """The numbers, dates or names of a text, where the question asks for such a thing."""
    if question.answer_type == "number":
        return {_squeezed(text[one.start : one.end]) for one in quantities(text)}
    if question.answer_type == "time":
        return {_squeezed(text[start:end]) for start, end in moment_spans(text)}
    if question.answer_type in ("person", "place", "organisation"):
        return {form for one in names(text) for form in one.forms}
    return set()


def _squeezed(words: str) -> str:
    return " ".join(map(form_of, words.split()))
