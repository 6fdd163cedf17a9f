"""What happens when something is done on the page: plain values in, HTML out; nothing here knows Gradio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from index.errors import IndexingError, NotIndexed, UnknownDocument
from index.types import Document, FileReport
from index.view import Summary
from rag.errors import RagError
from rag.types import Answer, Citation, Inquiry, Turn
from ui import texts
from ui.overview import overview
from ui.render.answer import conversation_html
from ui.render.documents import masthead_html, reports_html, shelf_html
from ui.render.source import citation_html, document_html, empty_html
from ui.types import Conversation, Exchange, Overview

if TYPE_CHECKING:
    from rag.assistant import Assistant

Sent = Mapping[str, Any]
"""What a button on the page sends: its data attributes. Anyone can send anything, so nothing in it is trusted."""


class Shown(NamedTuple):
    """A conversation with what the page shows of it; ``source`` is None where the pane stays as it is."""

    conversation: Conversation
    html: str
    source: str | None = None


class Loaded(NamedTuple):
    """What the page shows when documents have come or gone."""

    masthead: str
    shelf: str


class Handlers:
    """The page's deeds over one assistant; holds nothing of any visitor's."""

    def __init__(self, assistant: Assistant) -> None:
        """Nothing is read before the page is opened."""
        self._assistant = assistant
        self._known: tuple[int, Overview] | None = None

    def overview(self) -> Overview:
        """What is loaded; an empty overview where nothing has been indexed yet."""
        try:
            with self._assistant.library.snapshot() as view:
                if self._known is None or self._known[0] != view.generation:
                    self._known = (view.generation, overview(view))
        except NotIndexed:
            return Overview()
        return self._known[1]

    def loaded(self, note: str = "") -> Loaded:
        """Masthead and list of documents as they are now."""
        return Loaded(masthead_html(self.overview()), shelf_html(self._summaries(), note))

    def show(self, conversation: Conversation) -> str:
        """A conversation as it stands."""
        return conversation_html(conversation, self.overview())

    def ask(self, question: str, conversation: Conversation) -> Iterator[Shown]:
        """The conversation with the question waiting, then with what came of it; nothing for a blank question."""
        if not question.strip():
            return
        waiting = (*conversation, Exchange(question.strip()))
        yield Shown(waiting, self.show(waiting))
        exchange = self._answered(question.strip(), conversation)
        done = (*conversation, exchange)
        yield Shown(done, self.show(done), self._first_source(exchange))

    def stop(self, conversation: Conversation, why: str = texts.STOPPED) -> Shown:
        """The conversation with its waiting question given up, and why."""
        if conversation and conversation[-1].waiting:
            conversation = (*conversation[:-1], Exchange(conversation[-1].question, problem=why))
        return Shown(conversation, self.show(conversation))

    def clear(self) -> Shown:
        """A conversation that has not begun."""
        return Shown((), self.show(()), empty_html())

    def cite(self, conversation: Conversation, sent: Sent) -> str:
        """The source of the citation, or of the nearest passage, whose button was pressed."""
        citation = find_citation(conversation, sent)
        return empty_html(texts.SOURCE_LOST) if citation is None else self._cited(citation)

    def read(self, sent: Sent) -> str:
        """A document to read, at the part that holds the offset ``at``."""
        document = self._document(str(sent.get("document", "")))
        return document_html(document, _number(sent.get("at")) or 0) if document else empty_html(texts.SOURCE_GONE)

    def upload(self, paths: Sequence[str]) -> Iterator[str]:
        """The reports so far, before each file and after the last; the handed over files are deleted."""
        most = self._assistant.settings.max_upload_files
        reports: list[FileReport] = []
        for number, path in enumerate(map(Path, paths), start=1):
            if number <= most:
                yield reports_html(reports, texts.READING.format(path.name, number, min(len(paths), most)))
                reports.append(self._add(path))
            path.unlink(missing_ok=True)
        left_out = ", ".join(Path(path).name for path in paths[most:])
        yield reports_html(reports, texts.TOO_MANY_FILES.format(most, left_out) if left_out else "")

    def remove(self, sent: Sent) -> Loaded:
        """Documents as they are once the one whose button was pressed is removed."""
        try:
            self._assistant.library.remove(str(sent.get("document", "")))
        except IndexingError as error:
            return self.loaded(str(error))
        return self.loaded(texts.REMOVED)

    def _answered(self, question: str, before: Conversation) -> Exchange:
        try:
            return Exchange(question, self._assistant.ask(Inquiry(question, turns(before))))
        except (RagError, IndexingError) as error:
            return Exchange(question, problem=str(error))

    def _first_source(self, exchange: Exchange) -> str | None:
        """The pane beside a new answer: its first citation; as it was where there is none."""
        cited = exchange.answer.citations if exchange.answer else ()
        return self._cited(cited[0]) if cited else None

    def _cited(self, citation: Citation) -> str:
        document = self._document(citation.document_id)
        return citation_html(document, citation) if document else empty_html(texts.SOURCE_GONE)

    def _document(self, document_id: str) -> Document | None:
        try:
            with self._assistant.library.snapshot() as view:
                return view.document(document_id)
        except (UnknownDocument, NotIndexed):
            return None

    def _summaries(self) -> list[Summary]:
        try:
            with self._assistant.library.snapshot() as view:
                return view.summaries()
        except NotIndexed:
            return []

    def _add(self, path: Path) -> FileReport:
        try:
            return self._assistant.library.upload(path.name, path.read_bytes())
        except IndexingError as error:
            return FileReport(path.name, "failed", reason=str(error))


def turns(conversation: Conversation) -> tuple[Turn, ...]:
    """A conversation as the history of the next question: what was asked, and the plain answer."""
    pairs = ((exchange.question, exchange.answer) for exchange in conversation if exchange.answer)
    return tuple(
        turn for question, answer in pairs for turn in (Turn("user", question), Turn("assistant", answer.plain))
    )


def find_citation(conversation: Conversation, sent: Sent) -> Citation | None:
    """The citation that ``sent`` points to by turn and number; None where the conversation holds no such one."""
    turn, number, nearest = (_number(sent.get(name)) for name in ("turn", "citation", "nearest"))
    if turn is None or not 0 <= turn < len(conversation):
        return None
    answer = conversation[turn].answer
    if answer is None:
        return None
    return _nearest(answer, nearest) if number is None else _by_id(answer, number)


def _by_id(answer: Answer, number: int) -> Citation | None:
    return next((citation for citation in answer.citations if citation.id == number), None)


def _nearest(answer: Answer, place: int | None) -> Citation | None:
    passages = answer.refusal.nearest if answer.refusal else ()
    return passages[place] if place is not None and 0 <= place < len(passages) else None


def _number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
