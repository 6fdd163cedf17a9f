from __future__ import annotations

from index.types import Document, Sentence, Span
from rag.quotations import quotation, whole
from rag.types import Candidate, Evidence, Voice

TEXT = "“We waited. Nobody came. It was over,” she said. Then it rained."
SENTENCES = (Sentence(0, 11), Sentence(12, 24), Sentence(25, 48), Sentence(49, 64))
DOCUMENT = Document("d", "0", TEXT, "T", "text", "en", sentences=SENTENCES)
SHE = Voice("Ann Roe", None, "direct", (Span(0, 38),))


def evidence(number: int, voice: Voice) -> Evidence:
    span = Span(SENTENCES[number].start, SENTENCES[number].end)
    return Evidence(Candidate("d", number, span, TEXT[span.start : span.end], "T", 0.5), span, 0.9, voice)


class View:
    def document(self, document_id: str) -> Document:
        return DOCUMENT


def test_a_quotation_over_several_sentences_is_cited_whole() -> None:
    span = quotation(evidence(1, SHE), DOCUMENT)
    assert TEXT[span.start : span.end] == "“We waited. Nobody came. It was over,” she said."


def test_reported_speech_stays_a_sentence() -> None:
    told = Voice("Ann Roe", None, "indirect", (Span(0, 38),))
    assert quotation(evidence(1, told), DOCUMENT) == Span(12, 24)


def test_two_sentences_of_one_quotation_are_one_citation() -> None:
    kept = whole([evidence(0, SHE), evidence(2, SHE), evidence(3, Voice(None, None, "author"))], View())  # type: ignore[arg-type]
    assert [e.span for e in kept] == [Span(0, 48), Span(49, 64)]
