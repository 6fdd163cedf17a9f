"""What happens when something is done on the page: plain values in, HTML out; nothing here knows Gradio."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from index.errors import IndexingError, NotIndexed, UnknownDocument
from index.types import Document, Hit, Span
from index.view import State, Summary, View
from rag.conversations import Conversations, Feedback
from rag.conversations import Exchange as Record
from rag.conversations.stale import quoted, stale_ids
from rag.conversations.store import now
from rag.errors import ConversationsError, RagError, UnknownAnswer
from rag.types import Answer, Citation, Inquiry, Mode, Turn
from ui import texts
from ui.live import live
from ui.overview import overview
from ui.people import MOST_READ, people, speaker_counts
from ui.render.answer import conversation_html, welcome_html
from ui.render.documents import masthead_html, scope_html, shelf_html
from ui.render.markup import NOTHING
from ui.render.people import people_html
from ui.render.source import citation_html, empty_html, passage_html, statement_html, voices_html
from ui.render.take import parcel_html
from ui.sent import Sent, find_citation, number_of, turn_of
from ui.takeaway import FORMATS, parcel
from ui.types import Conversation, Exchange, Judgement, Overview, Passage, Person
from ui.uploads import take

if TYPE_CHECKING:
    from rag.assistant import Assistant
    from rag.draft.types import Listener

Scope = tuple[str, ...]
"""Ids of the documents that questions are restricted to; all where there is none."""

MOST_STEPS = 6
"""Steps in which an answer appears at most: each is drawn anew, and a long answer must not be late for it."""
MOST_UNCITED = 8
"""Passages that are looked through for those that an answer does not cite, as many as answering looks at."""
LONGEST_REMARK = 5_000
"""Characters of a visitor's reason for a judgement, as the HTTP contract has it."""

_log = logging.getLogger("onrecord.page")


class Shown(NamedTuple):
    """A conversation with what the page shows of it; ``source`` is None where the pane stays as it is."""

    conversation: Conversation
    html: str
    source: str | None = None


class Loaded(NamedTuple):
    """What the page shows when documents have come or gone."""

    masthead: str
    welcome: str
    shelf: str
    people: str
    scope: str


class Handlers:
    """The page's deeds over one assistant; holds nothing of any visitor's."""

    def __init__(
        self, assistant: Assistant, kept: Conversations | None = None, changed: Callable[[], None] = lambda: None
    ) -> None:
        """Nothing is read before the page is opened; without ``kept`` no answer outlives its page.

        ``changed`` is called when documents have come or gone.
        """
        self._assistant, self._kept, self._changed = assistant, kept, changed
        self._known: tuple[State, Overview] | None = None
        self._people: tuple[State, tuple[Person, ...]] | None = None

    def overview(self) -> Overview:
        """What is loaded; an empty overview where nothing has been indexed yet."""
        try:
            with self._assistant.library.snapshot() as view:
                if self._known is None or self._known[0] != view.state:
                    self._known = (view.state, overview(view))
        except NotIndexed:
            return Overview()
        return self._known[1]

    def people(self) -> tuple[Person, ...]:
        """Who is cited, and with what; nobody where nothing has been indexed yet."""
        try:
            with self._assistant.library.snapshot() as view:
                if self._people is None or self._people[0] != view.state:
                    self._people = (view.state, people(view))
        except NotIndexed:
            return ()
        return self._people[1]

    @property
    def mode(self) -> Mode | None:
        """How questions are answered unless the visitor chooses; None where there is no model to choose."""
        return None if self._assistant.writer is None else (self._assistant.settings.mode or "model")

    def loaded(self, scope: Scope = (), note: str = "") -> Loaded:
        """Masthead, what to begin with, documents, speakers and what questions are restricted to, as they are now."""
        summaries = self._summaries()
        titles = [summary.title or texts.UNTITLED for summary in summaries if summary.id in scope]
        shelf = shelf_html(summaries, note, speaker_counts(self.people()), scope)
        overview, people = self.overview(), self._people_html()
        return Loaded(masthead_html(overview), welcome_html(overview), shelf, people, scope_html(titles))

    def person(self, sent: Sent) -> str:
        """The speakers, with the words of the one whose button was pressed; pressed again they go."""
        name = None if sent.get("was") == "open" else str(sent.get("name", ""))
        return self._people_html(name)

    def _people_html(self, chosen: str | None = None) -> Markup:
        is_part = self.overview().documents > MOST_READ
        return people_html(self.people(), chosen, texts.SPEAKERS_OF.format(MOST_READ) if is_part else "")

    def restrict(self, sent: Sent, scope: Scope) -> Scope:
        """What questions are restricted to once a document's button was pressed."""
        document_id = str(sent.get("document", ""))
        if document_id in scope:
            return tuple(one for one in scope if one != document_id)
        return (*scope, document_id) if self._document(document_id) else scope

    def show(self, conversation: Conversation) -> str:
        """A conversation as it stands."""
        return conversation_html(conversation)

    def ask(
        self, question: str, conversation: Conversation, before: Conversation | None = None, scope: Scope = (),
        mode: Mode | None = None,
    ) -> Iterator[Shown]:  # fmt: skip
        """The conversation with the question waiting, then with its answer growing; nothing for a blank question.

        The question is understood from the exchanges ``before`` it, which are all of them unless it was edited.
        """
        question = question.strip()
        if not question:
            return
        waiting = (*conversation, Exchange(question))
        yield Shown(waiting, self.show(waiting))
        history = turns(conversation if before is None else before)
        inquiry = Inquiry(question, history, scope or None, mode=mode)
        source: str | None = None
        for part in self._parts(inquiry, session_of(conversation)):
            told = (*conversation, part)
            opened = self._first_source(part) if source is None else None
            source = source or opened
            yield Shown(told, self.show(told), opened)

    def again(
        self, conversation: Conversation, sent: Sent, scope: Scope = (), mode: Mode | None = None
    ) -> Iterator[Shown]:
        """The question of a turn asked again, or what it was edited to; what was not answered gives up its place."""
        turn = turn_of(conversation, sent)
        if turn is None:
            return
        asked = conversation[turn]
        question = str(sent.get("question") or asked.question)
        is_last = turn == len(conversation) - 1
        kept = conversation[:turn] if is_last and asked.answer is None else conversation
        yield from self.ask(question, kept, conversation[:turn], scope, mode)

    def stop(self, conversation: Conversation, why: str = "") -> Shown:
        """The conversation with its waiting question given up, and why; what was shown of its answer stays."""
        if conversation and conversation[-1].waiting:
            short = texts.STOPPED_SHORT if conversation[-1].answer else texts.STOPPED
            conversation = (*conversation[:-1], replace(conversation[-1], problem=why or short))
        return Shown(conversation, self.show(conversation))

    def judge(self, conversation: Conversation, sent: Sent) -> Shown:
        """The conversation with the visitor's judgement of an answer, which is kept with their reason for it."""
        turn = turn_of(conversation, sent)
        if turn is not None and sent.get("good") in ("yes", "no"):
            reason = str(sent.get("text") or "").strip()[:LONGEST_REMARK]
            judged = self._judged(conversation[turn], sent["good"] == "yes", reason or None)
            conversation = (*conversation[:turn], judged, *conversation[turn + 1 :])
        return Shown(conversation, self.show(conversation))

    def uncited(self, conversation: Conversation, sent: Sent) -> Shown:
        """The conversation with what else was found for a turn's question; pressed again it goes."""
        turn = turn_of(conversation, sent)
        if turn is not None and (answer := conversation[turn].answer):
            scope = conversation[turn].scope
            found = None if sent.get("was") == "open" else self._uncited(answer, scope)
            changed = replace(conversation[turn], uncited=found)
            conversation = (*conversation[:turn], changed, *conversation[turn + 1 :])
        return Shown(conversation, self.show(conversation))

    def passage(self, conversation: Conversation, sent: Sent) -> str:
        """The source of a passage that was found and not cited."""
        turn, place = turn_of(conversation, sent), number_of(sent.get("passage"))
        found = conversation[turn].uncited or () if turn is not None else ()
        if place is None or place >= len(found):
            return empty_html(texts.SOURCE_LOST)
        document = self._document(found[place].document_id)
        return passage_html(document, found[place]) if document else empty_html(texts.SOURCE_GONE)

    def reopen(self, answer_id: str) -> Shown:
        """The answer with this id as it was given, with the citations that hold no more."""
        try:
            record = self._kept.exchange(answer_id) if self._kept else None
        except UnknownAnswer:
            record = None
        except ConversationsError as error:
            _log.warning("%s", error)
            record = None
        if record is None:
            lost = (Exchange(texts.REOPENED, problem=texts.NOT_KEPT),)
            return Shown(lost, self.show(lost))
        answer = record.answer
        exchange = Exchange(answer.question, answer, record=record, is_kept=True, stale=self._stale(record))
        return Shown((exchange,), self.show((exchange,)), self._first_source(exchange))

    def clear(self) -> Shown:
        """A conversation that has not begun."""
        return Shown((), self.show(()), empty_html())

    def take(self, conversation: Conversation, sent: Sent) -> Markup:
        """The conversation as a file in the format that was chosen; nothing where there is no answer in it."""
        records = [exchange.record for exchange in conversation if exchange.record]
        wanted = next((name for name in FORMATS if name == sent.get("format")), None)
        if not records or wanted is None:
            return NOTHING
        return parcel_html(parcel(records, wanted, {record.id: self._stale(record) for record in records}))

    def cite(self, conversation: Conversation, sent: Sent) -> str:
        """The source of the citation, or of the nearest passage, whose button was pressed."""
        citation = find_citation(conversation, sent)
        return empty_html(texts.SOURCE_LOST) if citation is None else self._cited(citation)

    def read(self, sent: Sent) -> str:
        """A document to read, at the part that holds the offset ``at``."""
        document = self._document(str(sent.get("document", "")))
        return voices_html(document, number_of(sent.get("at")) or 0) if document else empty_html(texts.SOURCE_GONE)

    def open(self, sent: Sent) -> str:
        """A statement in its document, marked."""
        document, number = self._document(str(sent.get("document", ""))), number_of(sent.get("statement"))
        if document is None or number is None or number >= len(document.statements):
            return empty_html(texts.SOURCE_GONE)
        return statement_html(document, number)

    def upload(self, paths: Sequence[str]) -> Iterator[str]:
        """The reports so far at every stage, and all of them at last; see ``ui.uploads``."""
        yield from take(paths, self._assistant.settings.max_upload_files, self._assistant.library)
        self._changed()

    def remove(self, sent: Sent, scope: Scope = ()) -> tuple[Scope, Loaded]:
        """What is restricted and loaded once the document whose button was pressed is gone, with answers from it."""
        document_id = str(sent.get("document", ""))
        try:
            self._assistant.library.remove(document_id)
            if self._kept is not None:
                self._kept.forget_document(document_id)
        except (IndexingError, ConversationsError) as error:
            return scope, self.loaded(scope, str(error))
        self._changed()
        left = tuple(one for one in scope if one != document_id)
        return left, self.loaded(left, texts.REMOVED)

    def _parts(self, inquiry: Inquiry, session: str) -> Iterator[Exchange]:
        """The exchange with more of its answer each time: as a model writes it, or a whole one step by step."""
        if self._assistant.writer is None or inquiry.mode == "extractive":
            yield from growing(self._answered(inquiry, session))
            return
        shown = 0
        for part in live(partial(self._answered, inquiry, session)):
            if isinstance(part, Exchange):
                yield from (one for one in growing(part) if one.told is None or one.told > shown)
            else:
                shown = len(part.sentences)
                yield Exchange(inquiry.question, part, told=shown)

    def _answered(self, inquiry: Inquiry, session: str, listener: Listener | None = None) -> Exchange:
        try:
            answer = self._assistant.ask(inquiry, listener=listener)
        except UnknownDocument:
            return Exchange(inquiry.question, problem=texts.SCOPE_GONE)
        except (RagError, IndexingError) as error:
            return Exchange(inquiry.question, problem=str(error))
        record = Record(str(uuid.uuid4()), session, now(), answer, inquiry.history)
        is_kept, scope = self._keep(record), inquiry.documents or ()
        return Exchange(inquiry.question, answer, record=record, is_kept=is_kept, scope=scope)

    def _keep(self, record: Record) -> bool:
        """Whether the exchange could be kept; where it could not, the answer is shown all the same."""
        if self._kept is None or not self._kept.keep_days:
            return False
        try:
            self._kept.save(record)
        except ConversationsError as error:
            _log.warning("%s", error)
            return False
        return True

    def _judged(self, exchange: Exchange, is_positive: bool, reason: str | None) -> Exchange:
        if not (exchange.is_kept and exchange.record and self._kept):
            return exchange
        given = Feedback(str(uuid.uuid4()), exchange.record.id, is_positive, reason)
        try:
            self._kept.add_feedback(given)
        except ConversationsError as error:
            _log.warning("%s", error)
            return exchange
        return replace(exchange, judgement=Judgement(is_positive, reason is not None))

    def _uncited(self, answer: Answer, scope: Scope) -> tuple[Passage, ...]:
        try:
            hits = self._assistant.search(answer.interpreted, MOST_UNCITED, scope or None)
            with self._assistant.library.snapshot() as view:
                return tuple(uncited(hits, answer, view))
        except (RagError, IndexingError) as error:
            _log.warning("%s", error)
            return ()

    def _stale(self, record: Record) -> frozenset[int]:
        try:
            with self._assistant.library.snapshot() as view:
                return stale_ids(record.answer, view)
        except NotIndexed:
            return frozenset(citation.id for citation in quoted(record.answer))

    def _first_source(self, exchange: Exchange) -> str | None:
        """The pane beside a new answer: its first citation, nothing beside a refusal, as it was beside a problem."""
        if exchange.answer is None:
            return None
        cited = exchange.answer.citations
        return self._cited(cited[0]) if cited else empty_html()

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


def turns(conversation: Conversation) -> tuple[Turn, ...]:
    """A conversation as the history of the next question: what was asked, and the plain answer."""
    pairs = ((exchange.question, exchange.answer) for exchange in conversation if exchange.answer)
    return tuple(
        turn for question, answer in pairs for turn in (Turn("user", question), Turn("assistant", answer.plain))
    )


def growing(exchange: Exchange) -> Iterator[Exchange]:
    """The exchange with more of its answer each time, a cited sentence at a step, in the order of the answer."""
    sentences = exchange.answer.sentences if exchange.answer else ()
    ends = [number for number, sentence in enumerate(sentences, start=1) if sentence.citation_ids][:-1]
    for end in ends[:: -(-len(ends) // MOST_STEPS) or 1]:
        yield replace(exchange, told=end)
    yield exchange


def uncited(hits: Sequence[Hit], answer: Answer, view: View) -> Iterator[Passage]:
    """What was found and holds nothing that the answer cites, in the order it was found."""
    cited = [(citation.document_id, Span(citation.start, citation.end)) for citation in quoted(answer)]
    for chunk in (hit.chunk for hit in hits):
        span = Span(chunk.start, chunk.end)
        if not any(document_id == chunk.document_id and span.overlaps(other) for document_id, other in cited):
            document = view.document(chunk.document_id)
            words = document.text[chunk.start : chunk.end]
            yield Passage(document.id, document.title, chunk.start, chunk.end, words)


def session_of(conversation: Conversation) -> str:
    """The id that a conversation is kept under; a new one where nothing of it is yet."""
    known = (exchange.record.session_id for exchange in conversation if exchange.record)
    return next(known, None) or str(uuid.uuid4())
