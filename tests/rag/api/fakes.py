"""A small assistant that answers from memory, so that the HTTP face is tested alone and fast."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from index.errors import UnknownDocument
from index.settings import IndexSettings
from index.types import Chunk, Document, FileReport, Hit, Page, Sentence, Span, Statement
from index.view import Summary
from rag.types import (
    Answer,
    AnswerSentence,
    Citation,
    Confidence,
    Coverage,
    Inquiry,
    Position,
    Receipt,
    Refusal,
    Voice,
)

TEXT = "The council met on Monday. Ada Berg said the plan was rejected. It will not return."
DOCUMENT = Document(
    id="doc1", sha256="5ba1", text=TEXT, title="Minutes", format="text", language="en", author="Nils Holm",
    origins=("minutes.txt",), pages=(Page(1, 0, 83),),
    sentences=(Sentence(0, 26), Sentence(27, 63), Sentence(64, 83, True)),
    statements=(Statement("Ada Berg", "indirect", (Span(41, 62),), "chair", Span(27, 35), Span(36, 40)),),
)  # fmt: skip
CITATION = Citation(1, "doc1", "Minutes", "5ba1", TEXT[27:63], 27, 63, 1, Voice("Ada Berg", "chair", "indirect"))
SECOND = replace(CITATION, id=2, start=0, end=26, text=TEXT[:26], voice=Voice("Nils Holm", None, "author"))
MARKED = "Ada Berg: “the plan was rejected.” [1]\nNils Holm: “The council met.” [2]"
ANSWER = Answer(
    question="who?", interpreted="Who rejected the plan?", marked=MARKED,
    plain="Ada Berg: “the plan was rejected.”\nNils Holm: “The council met.”",
    confidence=Confidence(0.8, 0.5), coverage=Coverage(1, 1), receipt=Receipt("c", "s", {"embedding": "m"}, "0"),
    sentences=(AnswerSentence("the plan was rejected.", 11, 33, "verbatim", (1,), "Ada Berg", "disputes"),),
    citations=(CITATION, SECOND), positions=(Position("the plan", "disputes", "Ada Berg", (1,)),),
    timings_ms={"interpret": 0.1, "total": 1.23456},
)  # fmt: skip
REFUSED = replace(
    ANSWER, marked="The documents do not say.", plain="The documents do not say.", sentences=(), citations=(),
    positions=(), refusal=Refusal("no_evidence", "The documents do not say.", (CITATION,)),
)  # fmt: skip


@dataclass
class FakeView:
    """Documents in memory."""

    documents: dict[str, Document]
    generation: int = 7

    def document_ids(self) -> list[str]:
        return sorted(self.documents)

    def document(self, document_id: str) -> Document:
        if document_id not in self.documents:
            raise UnknownDocument("no such document")
        return self.documents[document_id]

    def summaries(self) -> list[Summary]:
        return [
            Summary(
                id=d.id, sha256=d.sha256, title=d.title, author=d.author, kind=d.kind, published=d.published,
                format=d.format, language=d.language, characters=len(d.text), sentences=2, statements=1,
                origins=d.origins,
            )
            for d in self.documents.values()
        ]  # fmt: skip


@dataclass
class FakeLibrary:
    """Takes every file; ``error`` is raised instead of a snapshot, ``reports`` say otherwise by name."""

    settings: IndexSettings
    view: FakeView
    reports: dict[str, FileReport] = field(default_factory=dict)
    uploaded: list[tuple[str, bytes]] = field(default_factory=list)
    error: Exception | None = None

    @contextmanager
    def snapshot(self) -> Iterator[FakeView]:
        if self.error is not None:
            raise self.error
        yield self.view

    def upload(self, name: str, content: bytes) -> FileReport:
        self.uploaded.append((name, content))
        return self.reports.get(name, FileReport(name, "indexed", "new"))

    def remove(self, document_id: str) -> None:
        self.view.document(document_id)
        del self.view.documents[document_id]


@dataclass
class FakeAssistant:
    """Answers with ``result`` after ``delay`` seconds, or raises it; who listens hears ``told`` before."""

    library: FakeLibrary
    result: Answer | Exception = ANSWER
    delay: float = 0
    asked: list[Inquiry] = field(default_factory=list)
    told: Sequence[Answer] = ()
    warm: Callable[[], object] = lambda: None
    hold: Callable[[], object] = lambda: None

    def warm_up(self) -> None:
        self.warm()

    def ask(self, inquiry: Inquiry, listener: Callable[[Answer], None] | None = None) -> Answer:
        self.asked.append(inquiry)
        for so_far in self.told if listener else ():
            listener(so_far)
        time.sleep(self.delay)
        self.hold()
        if isinstance(self.result, Exception):
            raise self.result
        return replace(self.result, question=inquiry.question)

    def search(self, query: str, top_k: int, documents: Sequence[str] | None = None) -> list[Hit]:
        hits = [Hit(1, Chunk("doc1", 0, 0, 63, 0, 1, 20), 0.7, 2.5, 0.03)]
        return [*hits, Hit(2, Chunk("gone", 0, 0, 5, 0, 0, 2), None, 1.0, 0.01)][:top_k]
