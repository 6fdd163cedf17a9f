"""Quotations are cited whole: a direct quote that runs over several sentences is not torn at the first full stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.types import Document, Sentence, Span
from index.view import View
from rag.types import Evidence

MOST_SENTENCES = 3
"""Longer quotations are cited by the sentence that answers."""
LONGEST_SIGNATURE = 5
"""Words of the last line of a letter, or the post below it."""


def whole(evidence: Sequence[Evidence], view: View) -> tuple[Evidence, ...]:
    """The evidence with direct quotations made whole, each span once, in order."""
    kept: dict[tuple[str, Span], Evidence] = {}
    for one in evidence:
        wider = replace(one, span=quotation(one, view.document(one.candidate.document_id)))
        kept.setdefault((one.candidate.document_id, wider.span), wider)
    return tuple(kept.values())


def quotation(evidence: Evidence, document: Document) -> Span:
    """The sentences that the evidence's quotation runs over; its own span where they are many, or none is direct."""
    voice, own = evidence.voice, evidence.span
    inside = [part for part in voice.content if voice.attribution == "direct"]
    if not inside:
        return own
    said = Span(min(own.start, *(p.start for p in inside)), max(own.end, *(p.end for p in inside)))
    touched = [s for s in document.sentences if s.start < said.end and said.start < s.end]
    while voice.cue is None and touched[-1].start >= own.end and _is_signature(document, touched[-1]):
        touched.pop()
    if len(touched) > MOST_SENTENCES or any(s.furniture for s in touched):
        return own
    return Span(touched[0].start, touched[-1].end)


def _is_signature(document: Document, last: Sentence) -> bool:
    """Whether a letter or turn ends in a line that says nothing: a few words and no full stop."""
    line = document.text[last.start : last.end].strip(" *_")
    return len(line.split()) <= LONGEST_SIGNATURE and not line.endswith((".", "?", "!", "…", "”", '"'))
