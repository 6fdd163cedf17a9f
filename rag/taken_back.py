"""What somebody takes back is not cited without the words that take it back: "I have changed my mind", a correction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.reading import Read
from index.view import View
from rag.evidence.text import read as words
from rag.retrieve import candidate
from rag.types import Candidate, Evidence

LATER, FURTHER = 4, 120
"""Sentences after a statement in which its speaker may take it back; beyond the first number the words must say what."""
ALIKE = 0.4
"""Share of a correction's content words that a statement must have for the correction to be about it."""
SHARED = 2
"""Content words that both must have, at least."""

_TAKES_BACK = re.compile(
    r"\b(?:I|he|she|they|we)(?:[’']ve)? (?:(?:have|has|had|now|since|must|would|then|later) )*(?:take (?:it|that|this|them|all of it) back|"
    r"t(?:ook|akes) (?:it|that|this|them) back|changed (?:my|his|her|their|our) minds?|(?:was|were|been|am|stand) (?:mistaken|corrected|"
    r"wrong (?:about|to)|wrong\b(?=[.,:;]))|no longer (?:think|thinks|thought|believe|believes|believed|hold|holds|say|says|support|supports)|"
    r"withdr(?:aw|aws|ew|awn) (?:it|that|this|the \w+|my|his|her)|retract(?:s|ed)? (?:it|that|this|the|my|his|her)|"
    r"thought (?:again|better of it)|come round to)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bwho\b.{0,40}\b(?:changed (?:his|her|their) minds?|(?:having been|been|was|were) (?:wrong|mistaken)|t(?:ook|akes?|aken) \w+ back|"
    r"no longer (?:thinks?|believes?|holds?))\b.*\?",
    re.IGNORECASE,
)
_CORRECTION = re.compile(r"^\W*(?:corrections?|clarification|erratum|corrigendum)\b", re.IGNORECASE)


def takes_back(text: str) -> bool:
    """Whether a sentence says, or asks, that somebody holds no longer what they said or thought."""
    return bool(_TAKES_BACK.search(text) or _ASKED.search(text))


def withdrawal(read: Read, found: Candidate, speaker: str | None) -> Candidate | None:
    """The sentence near behind a statement in which its speaker takes it back; None where none does."""
    if takes_back(found.text) or speaker is None:
        return None
    document = read.document
    for number in range(found.number + 1, min(found.number + 1 + FURTHER, len(document.sentences))):
        text = document.text[document.sentences[number].start : document.sentences[number].end]
        if not takes_back(text) or not (
            number <= found.number + LATER or _things(text) & _things(f"{found.before} {found.text}")
        ):
            continue
        one = candidate(read, number, read.vectors[number])
        if any(voice.speaker == speaker for voice in one.voices):
            return one
    return None


def with_withdrawals(evidence: Sequence[Evidence], view: View) -> tuple[Evidence, ...]:
    """The evidence, each piece followed by the sentences that take it back or correct it, where they are not there."""
    known = {(e.candidate.document_id, e.candidate.number) for e in evidence}
    kept: list[Evidence] = []
    for one in evidence:
        kept.append(one)
        read = view.read(one.candidate.document_id)
        behind = (withdrawal(read, one.candidate, one.voice.speaker), _correction(read, one.candidate))
        for other in (o for o in behind if o is not None and (o.document_id, o.number) not in known):
            known.add((other.document_id, other.number))
            kept.append(replace(one, candidate=other, span=other.span, voice=other.voices[0], stance=None))
    return tuple(kept)


def _correction(read: Read, found: Candidate) -> Candidate | None:
    """The sentence of a correction, further below, that is about a statement."""
    document = read.document
    for number in range(found.number + 1, len(document.sentences)):
        sentence = document.sentences[number]
        if _CORRECTION.match(document.text[sentence.start : sentence.end]):
            return next((c for c in _corrected(read, number) if _is_on(c.text, found.text)), None)
    return None


def _corrected(read: Read, first: int) -> Sequence[Candidate]:
    numbers = range(first, min(first + LATER, len(read.document.sentences)))
    return [candidate(read, n, read.vectors[n]) for n in numbers if not read.document.sentences[n].furniture]


def _is_on(correction: str, text: str) -> bool:
    own, said = _things(correction), _things(text)
    return len(own & said) >= max(SHARED, ALIKE * min(len(own), len(said)))


def _things(text: str) -> set[str]:
    """What a text is about, names left out: most corrections name somebody."""
    here = words(text)
    return set(here.content) - {here.stems[n] for n in here.names}
