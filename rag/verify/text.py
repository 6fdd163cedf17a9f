"""Any text against the documents, sentence by sentence.

sentences → retrieve for each → verify_sentence → cite
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.embed.base import Vectors
from index.lexical import phrase_chunks
from index.search import Searcher
from index.types import Document, Span
from index.view import View
from rag.citations import holds, page_of
from rag.errors import Unverified
from rag.interpret.roster import Roster
from rag.retrieve import candidate
from rag.types import Candidate, Citation, Voice
from rag.verify.attribution import credits
from rag.verify.checks.quoted import bare, plain
from rag.verify.reading import read
from rag.verify.sentence import Verifier, verify_sentence
from rag.verify.types import Claim, Finding, Verified
from rag.verify.wording import NO_CLAIM
from rag.verify.words import found
from rag.voices import author_voice

PASSAGES = 8
"""Passages whose sentences a claim is held against; what supports one is among the first few, or not there."""
MOST_CHUNKS = 20
"""Passages with the same words that are compared letter for letter."""
SHORTEST = 2
"""Content words below which a sentence claims nothing that could be looked up."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What verification of a text needs: search, the speakers of all documents, and the verifier."""

    searcher: Searcher
    roster: Roster
    verifier: Verifier


def verify_text(text: str, view: View, tools: Tools, documents: Sequence[str] | None = None) -> tuple[Verified, ...]:
    """Every sentence of a text with its verdict and, where something decides it, a verified citation.

    ``documents`` restricts what it is held against to these ids.
    """
    claims = claims_of(text)
    quoted = quotation_finder(view, documents)
    # A sentence of a document needs no search by meaning, and what is too short for one can still be found.
    same = [same_sentence(claim.text, view, documents) for claim in claims]
    sought = [claim.text for claim, there in zip(claims, same, strict=True) if not there and is_claim(claim.text)]
    vectors = dict(zip(sought, tools.searcher.embed_all(sought), strict=True)) if sought else {}
    findings = []
    for claim, there in zip(claims, same, strict=True):
        if not there and claim.text not in vectors:
            findings.append(Finding(claim, "unknown", 0.0, "unsupported", (NO_CLAIM,), claims=False))
            continue
        evidence = there or evidence_for(claim.text, vectors[claim.text], view, tools.searcher, documents)
        findings.append(verify_sentence(claim, evidence, tools.verifier, tools.roster, quoted))
    return tuple(_cited(findings, view))


def claims_of(text: str) -> tuple[Claim, ...]:
    """The sentences of a text at their offsets, each with whom it credits; "he" is whoever was credited before."""
    from index.sentences import PARSED_LANGUAGE, parse, sentence_spans  # spaCy: seconds of imports at first use

    claims: list[Claim] = []
    for span in sentence_spans(parse(text, PARSED_LANGUAGE)):
        sentence = text[span.start : span.end]
        before = next((c.said[0].speaker for c in reversed(claims) if c.said), None)
        said = credits(sentence, before)
        if re.search(r"\w", sentence):
            claims.append(Claim(sentence, span.start, span.end, said))
    return tuple(claims)


def is_claim(sentence: str) -> bool:
    """Whether a sentence says anything that could be held against documents: no question, not a word or two."""
    return len(read(sentence).content) >= SHORTEST and not sentence.rstrip(" \"”’')").endswith("?")


def evidence_for(
    claim: str, vector: Vectors, view: View, searcher: Searcher, documents: Sequence[str] | None = None
) -> tuple[Candidate, ...]:
    """The sentences of the passages found for a claim with this unit vector, best passage first, each once."""
    found_there: dict[tuple[str, int], Candidate] = {}
    for rank, hit in enumerate(searcher.search(view, claim, PASSAGES, documents, vector)):
        document = view.read(hit.chunk.document_id)
        for number in range(hit.chunk.first, hit.chunk.last + 1):
            if not document.document.sentences[number].furniture:
                found_there.setdefault(
                    (hit.chunk.document_id, number), candidate(document, number, vector, (hit, rank))
                )
    return tuple(found_there.values())


def compared(evidence: Sequence[Candidate], claim: Vectors, view: View) -> tuple[Candidate, ...]:
    """Evidence that was found for something else, with its cosines to a claim's unit vector."""
    # Each document once: reading one asks the store whether it has changed.
    vectors = {number: view.read(number).vectors for number in {one.document_id for one in evidence}}
    return tuple(replace(one, dense=float(np.dot(vectors[one.document_id][one.number], claim))) for one in evidence)


def same_sentence(claim: str, view: View, documents: Sequence[str] | None = None) -> tuple[Candidate, ...]:
    """The sentence of a document that the claim is word for word, if there is one."""
    wanted = bare(claim)
    chunks = view.chunks(phrase_chunks(view, claim, MOST_CHUNKS, documents))
    for number in sorted(chunks):
        read_there = view.read(chunks[number].document_id)
        for place in range(chunks[number].first, chunks[number].last + 1):
            sentence = read_there.document.sentences[place]
            if wanted == bare(read_there.document.text[sentence.start : sentence.end]) and not sentence.furniture:
                return (candidate(read_there, place, read_there.vectors[place]),)
    return ()


def quotation_finder(view: View, documents: Sequence[str] | None) -> Callable[[str], bool]:
    """Tells whether words stand in one of the documents, spaces and kinds of marks aside."""

    def quoted(words: str) -> bool:
        wanted = bare(words)
        chunks = view.chunks(phrase_chunks(view, words, MOST_CHUNKS, documents))
        return any(wanted in plain(view.document(c.document_id).text[c.start : c.end]) for c in chunks.values())

    return quoted


def _cited(findings: Sequence[Finding], view: View) -> list[Verified]:
    """Each finding with its citation, numbered from 1; Unverified where one does not hold."""
    verified, number = [], 0
    for finding in findings:
        if finding.candidate is None or finding.span is None:
            verified.append(Verified(finding, None))
            continue
        number += 1
        document = view.document(finding.candidate.document_id)
        verified.append(Verified(finding, cite_span(number, finding, document, finding.span)))
    return verified


def cite_span(number: int, finding: Finding, document: Document, span: Span) -> Citation:
    """A verified citation of a span; Unverified where it is not word for word there."""
    citation = Citation(
        number, document.id, document.title, document.sha256, document.text[span.start : span.end], span.start,
        span.end, page_of(document, span.start), _voice(finding, document),
    )  # fmt: skip
    if not holds(citation, document):
        raise Unverified(f"the passage at {span.start}–{span.end} of {document.title!r} is not what was found there")
    return citation


def _voice(finding: Finding, document: Document) -> Voice:
    """Who answers for what decides: of the voices in the sentence, the one whose words the claim has most of."""
    candidate, claim = finding.candidate, read(finding.claim.text)
    if candidate is None or not candidate.voices:
        return author_voice(document)

    def shared(voice: Voice) -> int:
        inside = read(" … ".join(document.text[part.start : part.end] for part in voice.content))
        return sum(found(token, inside) > 0 for token in claim.content)

    return max(candidate.voices, key=shared)
