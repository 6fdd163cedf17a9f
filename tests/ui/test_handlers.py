"""The page's deeds, without a browser."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.errors import NotIndexed
from rag.errors import BadQuestion
from rag.types import Turn
from ui import texts
from ui.handlers import Handlers, find_citation
from ui.types import Exchange


@pytest.fixture
def handlers(assistant: SimpleNamespace) -> Handlers:
    return Handlers(assistant)


def test_a_question_waits_and_is_answered(handlers: Handlers) -> None:
    waiting, done = handlers.ask("  What does Bell say? ", ())
    assert waiting.conversation == (Exchange("What does Bell say?"),)
    assert waiting.source is None
    assert "<mark>“It is a mistake,” Bell said.</mark>" in str(done.source)


def test_a_blank_question_is_no_question(handlers: Handlers) -> None:
    assert list(handlers.ask(" \n", ())) == []


def test_a_follow_up_carries_the_conversation(handlers: Handlers, assistant: SimpleNamespace) -> None:
    *_, first = handlers.ask("What does Bell say?", ())
    *_, second = handlers.ask("and the plan?", first.conversation)
    plain = first.conversation[0].answer.plain
    assert assistant.asked[-1].history == (Turn("user", "What does Bell say?"), Turn("assistant", plain))
    assert texts.ASKED_AS in second.html


def test_a_question_that_cannot_be_asked_says_why(
    handlers: Handlers, assistant: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise BadQuestion("the question is too long; ask in at most 2,000 characters")

    monkeypatch.setattr(assistant, "ask", refuse)
    *_, done = handlers.ask("why?", ())
    assert "the question is too long" in done.html
    assert done.source is None


def test_a_stopped_question_says_so(handlers: Handlers) -> None:
    shown = handlers.stop((Exchange("why?"),))
    assert texts.STOPPED in shown.html
    assert not shown.conversation[0].waiting


def test_stopping_changes_no_answer(handlers: Handlers) -> None:
    *_, done = handlers.ask("What does Bell say?", ())
    assert handlers.stop(done.conversation).conversation == done.conversation


@pytest.mark.parametrize(
    "sent",
    [
        {}, {"turn": "0"}, {"turn": "5", "citation": "1"}, {"turn": "-1", "citation": "1"},
        {"turn": "0", "citation": "9"}, {"turn": "0", "nearest": "0"}, {"turn": "²", "citation": "1"},
        {"turn": {"a": 1}, "citation": [1]},
    ],
)  # fmt: skip
def test_what_the_page_sends_is_not_trusted(handlers: Handlers, sent: dict[str, object]) -> None:
    *_, done = handlers.ask("What does Bell say?", ())
    assert find_citation(done.conversation, sent) is None
    assert texts.SOURCE_LOST in handlers.cite(done.conversation, sent)


def test_the_nearest_passage_of_a_refusal_opens(handlers: Handlers) -> None:
    *_, done = handlers.ask("sourdough?", ())
    html = handlers.cite(done.conversation, {"turn": "0", "nearest": "0"})
    assert "<mark>The council voted on the harbour plan on Monday.</mark>" in html


def test_the_source_of_a_removed_document_is_gone(handlers: Handlers, assistant: SimpleNamespace) -> None:
    *_, done = handlers.ask("What does Bell say?", ())
    assistant.library.remove(assistant.town.id)
    assert texts.SOURCE_GONE in handlers.cite(done.conversation, {"turn": "0", "citation": "1"})


def test_files_are_added_reported_and_not_kept(handlers: Handlers, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text("A new text.")
    bad.write_text("%PDF")
    *_, last = handlers.upload([str(good), str(bad)])
    assert texts.REPORT["indexed"] in last
    assert "is damaged" in last
    assert not good.exists()
    assert handlers.overview().documents == 3


def test_too_many_files_are_named(handlers: Handlers, assistant: SimpleNamespace, tmp_path: Path) -> None:
    assistant.settings = assistant.settings.model_copy(update={"max_upload_files": 1})
    files = [tmp_path / name for name in ("one.txt", "two.txt")]
    for file in files:
        file.write_text(file.name)
    *_, last = handlers.upload([str(file) for file in files])
    assert texts.TOO_MANY_FILES.format(1, "two.txt") in last


def test_removing_what_is_not_there_says_so(handlers: Handlers, assistant: SimpleNamespace) -> None:
    assert texts.REMOVED in handlers.remove({"document": assistant.town.id}).shelf
    assert "nowhere" in handlers.remove({"document": "nowhere"}).shelf


def test_before_anything_is_indexed_the_page_says_so(
    handlers: Handlers, assistant: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def nothing() -> object:
        raise NotIndexed("nothing has been indexed yet")
        yield

    monkeypatch.setattr(assistant.library, "snapshot", nothing)
    assert texts.EMPTY in handlers.show(())
    assert texts.NO_DOCUMENTS in handlers.loaded().shelf
    assert texts.SOURCE_GONE in handlers.read({"document": "x"})
