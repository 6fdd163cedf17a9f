"""A page over documents held in memory: an assistant that answers from a script, with real types and real offsets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index.errors import UnknownDocument
from index.types import Chunk, Document, FileReport, Hit, Sentence, Span, Speaker, Statement
from index.view import State, Summary
from rag.conversations import Conversations
from rag.settings import RagSettings
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
    Stance,
    Voice,
)  # fmt: skip

TRAPS = (
    "<script>window.trapped = true</script> & a **Markdown** trap, ${1+1} and {{this}}\n\n"
    "<img src=x onerror='window.trapped=true'> said Eve <b>Adams</b>. “[1] It \"rains\" in Oslo.”\r\n"
    "A second line about Oslo & its harbour. </div></mark>"
)
TOWN = (
    "The harbour plan\n\nThe council voted on the harbour plan on Monday.\n\n"
    "Ana Bell, mayor, said the plan would ruin the old quay. “It is a mistake,” Bell said.\n\n"
    "Carl Dahl, harbour master, said the plan is sound.\n\nPhoto: The Herald"
)


def document(text: str, title: str, author: str, *statements: tuple[str, str, str], **more: Any) -> Document:
    """A document with statements given as (speaker, role, words)."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    made = tuple(
        Statement(speaker, "indirect", (Span(text.index(words), text.index(words) + len(words)),), role)
        for speaker, role, words in statements
    )
    sentences = tuple(Sentence(m.start(), m.end(), "Photo:" in m[0]) for m in re.finditer(r"[^\n]+", text))
    speakers = tuple(Speaker(name, "person", role) for name, role in dict.fromkeys((s[0], s[1]) for s in statements))
    made_document = Document(
        sha[:16], sha, text, title, "text", "en", author, kind="report", origins=(f"{title}.txt",),
        sentences=sentences, statements=made, speakers=speakers,
    )  # fmt: skip
    return replace(made_document, **more)


class FakeView:
    """What a store's snapshot offers the page."""

    def __init__(self, library: FakeLibrary) -> None:
        self.documents, self.generation = library.documents, library.generation
        self.state = State(library.generation, "fake")

    def summaries(self) -> list[Summary]:
        return [
            Summary(
                d.id, d.sha256, d.title, d.author, d.kind, d.published, d.format, d.language, len(d.text),
                len(d.sentences), len(d.statements), d.origins,
            )
            for d in self.documents.values()
        ]  # fmt: skip

    def speakers(self) -> list[Speaker]:
        return [speaker for document in self.documents.values() for speaker in document.speakers]

    def heard(self) -> set[str]:
        return {str(s.speaker) for document in self.documents.values() for s in document.statements}

    def document(self, document_id: str) -> Document:
        if document_id not in self.documents:
            raise UnknownDocument(document_id)
        return self.documents[document_id]


class FakeLibrary:
    """Documents in memory; a name with "bad" in it fails as a damaged file would."""

    def __init__(self, *documents: Document) -> None:
        self.documents = {d.id: d for d in documents}
        self.generation = 1
        self.settings = SimpleNamespace(max_file_mb=5)

    @contextmanager
    def snapshot(self) -> Iterator[FakeView]:
        yield FakeView(self)

    def upload(self, name: str, content: bytes, progress: Any = None) -> FileReport:
        if "bad" in name:
            return FileReport(name, "failed", reason=f"{name!r} is damaged; open and save it again")
        added = document(content.decode(), name, "Somebody")
        self.documents, self.generation = {**self.documents, added.id: added}, self.generation + 1
        return FileReport(name, "indexed", added.id)

    def remove(self, document_id: str) -> None:
        with self.snapshot() as view:
            view.document(document_id)
        self.documents = {key: d for key, d in self.documents.items() if key != document_id}
        self.generation += 1


def cited(number: int, doc: Document, words: str, speaker: str, role: str | None = None) -> Citation:
    """A citation of words that stand in the document."""
    start = doc.text.index(words)
    voice = Voice(speaker, role, "author" if speaker == doc.author else "indirect")
    return Citation(number, doc.id, doc.title, doc.sha256, words, start, start + len(words), None, voice)


def answered(question: str, lead: str, *said: tuple[Citation, Stance | None], interpreted: str = "") -> Answer:
    """An answer of a lead and quotations, with positions where a stance is given."""
    plain, marked, sentences = lead, lead, []
    for citation, stance in said:
        words = f"{citation.voice.speaker}: “{citation.text}”"
        start = len(marked) + 1
        marked, plain = f"{marked} {words} [{citation.id}]", f"{plain} {words}"
        sentences.append(
            AnswerSentence(words, start, start + len(words), "verbatim", (citation.id,), citation.voice.speaker, stance)
        )
    positions = tuple(
        Position("the plan is a mistake", stance, str(c.voice.speaker), (c.id,)) for c, stance in said if stance
    )
    return Answer(
        question, interpreted or question, marked, plain, Confidence(0.81, 0.55), Coverage(2, 2),
        Receipt("c0ffee" * 10, "5e771e" * 10, {"embedding": "all-MiniLM-L6-v2"}, "0.1.0"),
        tuple(sentences), tuple(c for c, _ in said), positions,
    )  # fmt: skip


def refused(question: str, *nearest: Citation) -> Answer:
    """A refusal with what came nearest."""
    message = "The documents say nothing that answers this."
    refusal = Refusal("no_evidence", message, nearest)
    return replace(answered(question, message), refusal=refusal)


class FakeAssistant:
    """Answers by the words of the question: "who" with positions, "trap" from the traps, "fail" not at all."""

    def __init__(self, library: FakeLibrary) -> None:
        self.library, self.settings = library, RagSettings(_env_file=None)
        self.asked: list[Inquiry] = []
        self.writer: object | None = None

    def ask(self, inquiry: Inquiry, listener: Callable[[Answer], None] | None = None) -> Answer:
        self.asked.append(inquiry)
        question = inquiry.question
        town, traps = self.town, self.traps
        if "who" in question.lower():
            return answered(
                question, "One source disputes it and one holds it.",
                (cited(1, town, "the plan would ruin the old quay", "Ana Bell", "mayor"), "disputes"),
                (cited(2, town, "the plan is sound", "Carl Dahl", "harbour master"), "affirms"),
            )  # fmt: skip
        if "trap" in question:
            words = traps.text[traps.text.index("<img") :]
            return answered(
                question, "From the traps:", (cited(1, traps, words, "Eve <b>Adams</b>", "<i>role</i>"), None)
            )
        if "fail" in question:
            raise ZeroDivisionError("nobody foresaw this")
        if "Bell" in question or inquiry.history:
            return answered(
                question, "One statement.",
                (cited(1, town, "“It is a mistake,” Bell said.", "Ana Bell", "mayor"), None),
                interpreted="What does Ana Bell say about the plan?" if inquiry.history else "",
            )  # fmt: skip
        return refused(question, cited(1, town, "The council voted on the harbour plan on Monday.", town.author or ""))

    def search(self, query: str, top_k: int, documents: object = None) -> list[Hit]:
        """Every sentence of the town's report as a passage."""
        spans = [(n, s.start, s.end) for n, s in enumerate(self.town.sentences)]
        return [Hit(n, Chunk(self.town.id, n, start, end, n, n, 9), 0.5, 1.0, 0.5) for n, start, end in spans]

    @property
    def town(self) -> Document:
        return next(d for d in self.library.documents.values() if d.text == TOWN)

    @property
    def traps(self) -> Document:
        return next(d for d in self.library.documents.values() if d.text == TRAPS)


class Page(HTMLParser):
    """What a browser makes of HTML: the tags in order, all text, and the text inside ``mark``."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text, self.marked, self._marks = "", "", 0
        self.feed(str(html))  # Markup would escape whatever is joined to it
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)
        self._marks += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._marks -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.text += data
        self.marked += data if self._marks else ""


@pytest.fixture
def made() -> SimpleNamespace:
    """The makers of documents, citations and answers, and the reader of HTML."""
    return SimpleNamespace(document=document, cited=cited, answered=answered, refused=refused, page=Page, traps=TRAPS)


def small_town() -> FakeAssistant:
    """An assistant over a small town's report and a document full of traps."""
    town = document(
        TOWN, "The harbour plan", "Tess Vale",
        ("Ana Bell", "mayor", "the plan would ruin the old quay"), ("Ana Bell", "mayor", "It is a mistake,"),
        ("Carl Dahl", "harbour master", "the plan is sound"),
    )  # fmt: skip
    traps = document(TRAPS, "Traps <script>alert(1)</script>", "<b>Eve</b>")
    return FakeAssistant(FakeLibrary(town, traps))


@pytest.fixture
def assistant() -> FakeAssistant:
    """A small town's assistant of the test's own."""
    return small_town()


@pytest.fixture(scope="module")
def resident() -> FakeAssistant:
    """A small town's assistant that a module's tests share."""
    return small_town()


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Conversations]:
    """A real store of conversations."""
    conversations = Conversations(tmp_path, 30)
    yield conversations
    conversations.close()
