"""The page: what stands where, and which handler answers what; nothing is computed or worded here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import gradio as gr

from rag.types import Mode
from ui import texts
from ui.handlers import Handlers, Scope, Shown
from ui.render.documents import hint_html, reports_html
from ui.render.source import empty_html
from ui.render.take import take_html
from ui.types import Conversation

ASKING = 8
"""Questions answered at once; more wait their turn. Answering takes tens of milliseconds of one core."""

_Buttons = tuple[gr.Button, gr.Button, gr.Button]

CONVERSATION = ("ask", "cite", "again", "judge", "uncited", "passage")
"""What the buttons of a conversation send."""

OPENING: dict[str, Any] = {"queue": False, "trigger_mode": "multiple"}
"""Opening a source waits for nothing, and of two presses the second counts."""

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""The page shows by itself that it waits, and its events are no API: that is the HTTP contract's."""


def build_page(handlers: Handlers) -> gr.Blocks:
    """The page, to be mounted; what is loaded is read when it is built and on every visit."""
    loaded = handlers.loaded()
    page = gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True, delete_cache=(3600, 3600))
    with page:
        state, scope = gr.State(()), gr.State(())
        masthead = _html(loaded.masthead, "masthead")
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="left"), gr.Tabs(elem_id="rooms"):
                with gr.Tab(texts.ASK_TAB, elem_id="ask-room"):
                    welcome = _html(loaded.welcome, "welcome", "ask")
                    conversation = _html(handlers.show(()), "conversation", *CONVERSATION)
                    limits, box, take, mode, buttons = _composer(handlers.mode)
                    parcel = _html("", "parcel")
                with gr.Tab(texts.DOCUMENTS_TAB, elem_id="documents-room"):
                    _html(hint_html(), "adding")
                    files = gr.File(label=texts.UPLOAD, file_count="multiple", elem_id="upload", height=72)
                    reports = _html(reports_html(()), "reports")
                    shelf = _html(loaded.shelf, "shelf", "read", "only", "remove")
                with gr.Tab(texts.SPEAKERS_TAB, elem_id="speakers-room"):
                    people = _html(loaded.people, "people", "person", "open")
            with gr.Column(elem_id="right"):
                source = _html(empty_html(), "source", "part")
        chat = _Chat(handlers, [state, scope, mode], conversation, source, box)
        chat.wire(welcome, *buttons)
        take.take(chat.taken, state, parcel, **OPENING, **QUIET)
        shown = _Shown(masthead, welcome, shelf, people, limits)
        _wire_documents(handlers, files, reports, shown, source, scope)
        # A visit may come long after the page was built: what is loaded is read again.
        page.load(lambda scope: tuple(handlers.loaded(scope)), scope, list(shown), queue=False, **QUIET)
        page.load(chat.opened, state, chat.shown, queue=False, **QUIET)
    return page


def _html(value: str, name: str, *events: str) -> gr.HTML:
    """A part of the page that is rendered here; its buttons send ``events`` (see ``script.js``)."""
    # Gradio lets an HTML part have an event only where the code that runs on load names it.
    script = f"window.onrecord.bind(element, trigger, watch, {list(events)!r})"
    return gr.HTML(value, elem_id=name, js_on_load=script, apply_default_css=False)


def _composer(mode: Mode | None) -> tuple[gr.HTML, gr.Textbox, gr.HTML, gr.Radio, _Buttons]:
    """The question's box with its buttons: ask, stop, clear, take along; above it what questions are restricted to,
    and where there is a model, in whose words they are answered."""
    with gr.Row(elem_id="composer"):
        limits = _html("", "scope", "all")
        modes = gr.Radio(
            list(texts.MODES), value=mode or "extractive", label=texts.MODE, visible=mode is not None, elem_id="mode",
        )  # fmt: skip
        box = gr.Textbox(
            label=texts.QUESTION, placeholder=texts.PLACEHOLDER, lines=1, max_lines=6, max_length=texts.MOST_CHARACTERS,
            autofocus=True, container=False, show_label=False, elem_id="question", scale=1,
        )  # fmt: skip
        ask = gr.Button(texts.ASK, elem_id="ask", variant="primary", min_width=0, scale=0)
        stop = gr.Button(texts.STOP, elem_id="stop", variant="secondary", min_width=0, scale=0)
        clear = gr.Button(texts.CLEAR, elem_id="clear", variant="secondary", min_width=0, scale=0)
        take = _html(take_html(), "take", "take")
    return limits, box, take, modes, (ask, stop, clear)


class _Shown(NamedTuple):
    """The parts that show what is loaded, in the order of ``Loaded``."""

    masthead: gr.HTML
    welcome: gr.HTML
    shelf: gr.HTML
    people: gr.HTML
    limits: gr.HTML


class _Chat:
    """The wiring of the conversation: each method is one event, taking and giving components' values."""

    def __init__(
        self, handlers: Handlers, asking: list[Any], conversation: gr.HTML, source: gr.HTML, box: gr.Textbox
    ) -> None:
        """``asking`` are what a question is asked with: the conversation, the restriction and the mode."""
        self._handlers, self._state, self._box = handlers, asking[0], box
        self._conversation, self._source, self._asking = conversation, source, asking
        self.shown = [self._state, conversation, source]

    def wire(self, welcome: gr.HTML, ask: gr.Button, stop: gr.Button, clear: gr.Button) -> None:
        """Connect everything that asks, stops, clears and opens."""
        typed = gr.on(
            [self._box.submit, ask.click], self.typed, [self._box, *self._asking], [*self.shown, self._box],
            concurrency_limit=ASKING, trigger_mode="always_last", **QUIET,
        )  # fmt: skip
        picked = welcome.ask(self.picked, self._asking, self.shown, concurrency_limit=ASKING, **QUIET)
        again = self._conversation.again(self.again, self._asking, self.shown, concurrency_limit=ASKING, **QUIET)
        for asked in (typed, picked, again):
            asked.failure(self.failed, self._state, self.shown, queue=False, **QUIET)
        stop.click(self.stopped, self._state, self.shown, cancels=[typed, picked, again], queue=False, **QUIET)
        clear.click(self.cleared, None, self.shown, cancels=[typed, picked, again], queue=False, **QUIET)
        self._conversation.cite(self.cited, self._state, self._source, **OPENING, **QUIET)
        self._conversation.passage(self.passage, self._state, self._source, **OPENING, **QUIET)
        self._conversation.uncited(self.uncited, self._state, self.shown, **OPENING, **QUIET)
        self._conversation.judge(self.judged, self._state, self.shown, **OPENING, **QUIET)

    def typed(self, question: str, conversation: Conversation, scope: Scope, mode: Mode) -> Iterator[tuple[Any, ...]]:
        """The box's question asked; the box is emptied as soon as the question is taken, and then left alone."""
        for shown in self._handlers.ask(question, conversation, scope=scope, mode=mode):
            is_taken = shown.conversation[-1].waiting and shown.conversation[-1].answer is None
            yield (*_values(shown), "" if is_taken else gr.skip())

    def picked(
        self, conversation: Conversation, scope: Scope, mode: Mode, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        """An example's question asked."""
        question = str(_sent(event).get("question", ""))
        for shown in self._handlers.ask(question, conversation, scope=scope, mode=mode):
            yield _values(shown)

    def again(
        self, conversation: Conversation, scope: Scope, mode: Mode, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        """A turn's question asked again, as it was or as it was edited."""
        for shown in self._handlers.again(conversation, _sent(event), scope, mode):
            yield _values(shown)

    def judged(self, conversation: Conversation, event: gr.EventData) -> tuple[Any, ...]:
        """An answer judged."""
        return _values(self._handlers.judge(conversation, _sent(event)))

    def uncited(self, conversation: Conversation, event: gr.EventData) -> tuple[Any, ...]:
        """What was found for a question and not cited."""
        return _values(self._handlers.uncited(conversation, _sent(event)))

    def passage(self, conversation: Conversation, event: gr.EventData) -> str:
        """The source of a passage that was not cited."""
        return self._handlers.passage(conversation, _sent(event))

    def taken(self, conversation: Conversation, event: gr.EventData) -> str:
        """The conversation as a file."""
        return self._handlers.take(conversation, _sent(event))

    def opened(self, conversation: Conversation, request: gr.Request) -> tuple[Any, ...]:
        """A visit: the answer that its address names; otherwise nothing, for a question may have been asked by now."""
        answer_id = request.query_params.get("answer")
        if answer_id and not conversation:
            return _values(self._handlers.reopen(answer_id))
        return gr.skip(), gr.skip(), gr.skip()

    def stopped(self, conversation: Conversation) -> tuple[Any, ...]:
        """The waiting question given up."""
        return _values(self._handlers.stop(conversation))

    def failed(self, conversation: Conversation) -> tuple[Any, ...]:
        """The waiting question given up because of an error that nobody foresaw."""
        return _values(self._handlers.stop(conversation, texts.FAILED))

    def cleared(self) -> tuple[Any, ...]:
        """A new conversation."""
        return _values(self._handlers.clear())

    def cited(self, conversation: Conversation, event: gr.EventData) -> str:
        """A citation's source."""
        return self._handlers.cite(conversation, _sent(event))


def _wire_documents(
    handlers: Handlers, files: gr.File, reports: gr.HTML, shown: _Shown, source: gr.HTML, scope: gr.State
) -> None:
    """Connect documents and speakers: add, remove, restrict, read."""

    def read(event: gr.EventData) -> str:
        return handlers.read(_sent(event))

    def open_(event: gr.EventData) -> str:
        return handlers.open(_sent(event))

    def person(event: gr.EventData) -> str:
        return handlers.person(_sent(event))

    def remove(scope: Scope, event: gr.EventData) -> tuple[Any, ...]:
        left, loaded = handlers.remove(_sent(event), scope)
        return (left, *loaded)

    def restrict(scope: Scope, event: gr.EventData) -> tuple[Any, ...]:
        scope = handlers.restrict(_sent(event), scope)
        return (scope, *handlers.loaded(scope))

    def upload(paths: list[str] | None) -> Iterator[str]:
        yield from handlers.upload(paths or [])

    added = files.upload(upload, files, reports, concurrency_limit=1, **QUIET)
    added.then(lambda scope: (*handlers.loaded(scope), None), scope, [*shown, files], **QUIET)
    shown.shelf.remove(remove, scope, [scope, *shown], **QUIET)
    shown.shelf.only(restrict, scope, [scope, *shown], **OPENING, **QUIET)
    shown.limits.all(lambda: ((), *handlers.loaded()), None, [scope, *shown], **OPENING, **QUIET)
    shown.shelf.read(read, None, source, **OPENING, **QUIET)
    shown.people.person(person, None, shown.people, **OPENING, **QUIET)
    shown.people.open(open_, None, source, **OPENING, **QUIET)
    source.part(read, None, source, **OPENING, **QUIET)


def _values(shown: Shown) -> tuple[Any, ...]:
    """What was shown as values for state, conversation and source."""
    return shown.conversation, shown.html, gr.skip() if shown.source is None else shown.source


def _sent(event: gr.EventData) -> dict[str, Any]:
    """What the button sent; nothing where it is not what a button sends."""
    data = event._data
    return data if isinstance(data, dict) else {}
