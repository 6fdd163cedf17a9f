"""The page's deeds, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.errors import NotIndexed
from rag.conversations import Conversations
from rag.errors import BadQuestion
from rag.types import Answer, Inquiry, Turn
from ui import texts
from ui.handlers import Handlers
from ui.sent import find_citation
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
    def refuse(_: object, listener: object) -> None:
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


def test_what_came_and_went_is_told(assistant: SimpleNamespace, tmp_path: Path) -> None:
    told: list[str] = []
    handlers = Handlers(assistant, None, lambda: told.append("changed"))
    (tmp_path / "good.txt").write_text("A new text.")
    list(handlers.upload([str(tmp_path / "good.txt")]))
    handlers.remove({"document": assistant.town.id})
    handlers.remove({"document": "nowhere"})
    assert told == ["changed"] * 2


def test_a_list_of_speakers_that_is_not_of_all_says_so(handlers: Handlers, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "first" not in handlers.loaded().people
    monkeypatch.setattr("ui.handlers.MOST_READ", 1)
    assert texts.SPEAKERS_OF.format(1) in handlers.loaded().people


def test_too_many_files_are_named(handlers: Handlers, assistant: SimpleNamespace, tmp_path: Path) -> None:
    assistant.settings = assistant.settings.model_copy(update={"max_upload_files": 1})
    files = [tmp_path / name for name in ("one.txt", "two.txt")]
    for file in files:
        file.write_text(file.name)
    *_, last = handlers.upload([str(file) for file in files])
    assert texts.TOO_MANY_FILES.format(1, "two.txt") in last


def test_removing_what_is_not_there_says_so(handlers: Handlers, assistant: SimpleNamespace) -> None:
    town = assistant.town.id
    scope, loaded = handlers.remove({"document": town}, (town,))
    assert texts.REMOVED in loaded.shelf and scope == () and loaded.scope == ""
    assert "nowhere" in handlers.remove({"document": "nowhere"})[1].shelf


def test_before_anything_is_indexed_the_page_says_so(
    handlers: Handlers, assistant: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def nothing() -> object:
        raise NotIndexed("nothing has been indexed yet")
        yield

    monkeypatch.setattr(assistant.library, "snapshot", nothing)
    assert texts.EMPTY in handlers.loaded().welcome
    assert texts.NO_DOCUMENTS in handlers.loaded().shelf
    assert texts.SOURCE_GONE in handlers.read({"document": "x"})


def test_an_answer_grows_by_a_cited_sentence_a_step(handlers: Handlers) -> None:
    _, part, done = handlers.ask("who disputes it?", ())
    assert part.conversation[0].waiting and not done.conversation[0].waiting
    assert "the plan would ruin" in part.html and "the plan is sound" not in part.html
    assert part.html.count("<h3>") == 2
    assert part.source and done.source is None


def test_what_a_model_writes_is_shown_as_it_stands(
    handlers: Handlers, assistant: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = replace(assistant.ask(Inquiry("who disputes it?")), llm_generated=True, positions=())
    so_far = replace(whole, sentences=whole.sentences[:1], marked=whole.marked[: whole.sentences[0].end])

    def write(inquiry: Inquiry, listener: Callable[[Answer], None]) -> Answer:
        assert inquiry.mode == "model"
        listener(so_far)
        return whole

    monkeypatch.setattr(assistant, "writer", object())
    monkeypatch.setattr(assistant, "ask", write)
    _, part, done = handlers.ask("who disputes it?", (), mode="model")
    assert part.conversation[0].waiting and part.conversation[0].told == 1 and part.source
    assert not done.conversation[0].waiting and texts.MODEL in done.html and done.source is None


def test_what_was_shown_of_a_stopped_answer_stays(handlers: Handlers) -> None:
    _, part, _ = handlers.ask("who disputes it?", ())
    stopped = handlers.stop(part.conversation)
    assert texts.STOPPED_SHORT in stopped.html
    assert "the plan would ruin" in stopped.html and "the plan is sound" not in stopped.html


def test_an_edited_question_is_asked_with_what_came_before_it(handlers: Handlers, assistant: SimpleNamespace) -> None:
    *_, first = handlers.ask("What does Bell say?", ())
    *_, second = handlers.ask("and the plan?", first.conversation)
    *_, third = handlers.again(second.conversation, {"turn": "1", "question": "Bell on the quay?"})
    assert [one.question for one in third.conversation] == ["What does Bell say?", "and the plan?", "Bell on the quay?"]
    assert len(assistant.asked[-1].history) == 2


def test_what_was_not_answered_gives_its_place_to_the_next_try(handlers: Handlers) -> None:
    stopped = (Exchange("What does Bell say?", problem=texts.STOPPED),)
    *_, again = handlers.again(stopped, {"turn": "0"})
    assert len(again.conversation) == 1 and again.conversation[0].answer
    assert list(handlers.again(stopped, {"turn": "7"})) == []


def test_a_judgement_is_kept_with_its_reason(assistant: SimpleNamespace, kept: Conversations) -> None:
    handlers = Handlers(assistant, kept)
    *_, done = handlers.ask("What does Bell say?", ())
    judged = handlers.judge(done.conversation, {"turn": "0", "good": "no"})
    assert 'data-good="no" aria-pressed="true"' in judged.html
    told = handlers.judge(judged.conversation, {"turn": "0", "good": "no", "text": " <b>not</b> hers "})
    assert texts.THANKED in told.html
    assert [(one.feedback.is_positive, one.feedback.text) for one in kept.judged()] == [
        (False, None), (False, "<b>not</b> hers"),
    ]  # fmt: skip


def test_what_is_not_kept_cannot_be_judged(handlers: Handlers) -> None:
    *_, done = handlers.ask("What does Bell say?", ())
    assert "judge" not in done.html and "data-link" not in done.html
    assert handlers.judge(done.conversation, {"turn": "0", "good": "no"}).conversation == done.conversation


def test_a_conversation_is_kept_under_one_id(assistant: SimpleNamespace, kept: Conversations) -> None:
    handlers = Handlers(assistant, kept)
    *_, first = handlers.ask("What does Bell say?", ())
    *_, second = handlers.again(first.conversation, {"turn": "0"})
    (outline,) = kept.outlines()
    assert outline.exchanges == 2 and len(second.conversation) == 2


def test_a_kept_answer_is_reopened_and_says_what_holds_no_more(assistant: SimpleNamespace, kept: Conversations) -> None:
    *_, done = Handlers(assistant, kept).ask("What does Bell say?", ())
    answer_id = done.conversation[0].record.id
    reopened = Handlers(assistant, kept).reopen(answer_id)
    assert "<mark>“It is a mistake,” Bell said.</mark>" in str(reopened.source)
    assert "stale" not in reopened.html
    assistant.library.remove(assistant.town.id)
    assert 'class="chip stale"' in Handlers(assistant, kept).reopen(answer_id).html


@pytest.mark.parametrize("answer_id", ["nowhere", "' OR 1=1", "<script>"])
def test_an_answer_that_is_not_kept_says_so(assistant: SimpleNamespace, kept: Conversations, answer_id: str) -> None:
    for handlers in (Handlers(assistant, kept), Handlers(assistant)):
        assert texts.NOT_KEPT in handlers.reopen(answer_id).html


def test_what_was_answered_from_a_removed_document_is_forgotten(
    assistant: SimpleNamespace, kept: Conversations
) -> None:
    handlers = Handlers(assistant, kept)
    *_, done = handlers.ask("What does Bell say?", ())
    handlers.remove({"document": assistant.town.id})
    assert texts.NOT_KEPT in handlers.reopen(done.conversation[0].record.id).html


def test_questions_are_restricted_to_chosen_documents(handlers: Handlers, assistant: SimpleNamespace) -> None:
    scope = handlers.restrict({"document": assistant.town.id}, ())
    list(handlers.ask("What does Bell say?", (), scope=scope))
    assert assistant.asked[-1].documents == (assistant.town.id,)
    assert "The harbour plan" in handlers.loaded(scope).scope
    assert 'aria-pressed="true"' in handlers.loaded(scope).shelf
    assert handlers.restrict({"document": assistant.town.id}, scope) == ()
    assert handlers.restrict({"document": "nowhere"}, ()) == ()


def test_speakers_are_listed_with_what_they_say(handlers: Handlers, assistant: SimpleNamespace) -> None:
    shut, opened = handlers.people(), handlers.person({"name": "Ana Bell", "was": "shut"})
    assert [(person.name, len(person.sayings)) for person in shut] == [("Ana Bell", 2), ("Carl Dahl", 1)]
    assert "the plan would ruin the old quay" in opened and "the plan is sound" not in opened
    assert "old quay" not in handlers.person({"name": "Ana Bell", "was": "open"})
    assert "3 statements by 2 speakers" in handlers.loaded().shelf
    html = handlers.open({"document": assistant.town.id, "statement": "2"})
    assert "<mark>the plan is sound</mark>" in html
    assert texts.SOURCE_GONE in handlers.open({"document": assistant.town.id, "statement": "9"})


def test_what_was_only_found_is_behind_a_fold(handlers: Handlers) -> None:
    *_, done = handlers.ask("who disputes it?", ())
    opened = handlers.uncited(done.conversation, {"turn": "0", "was": "shut"})
    found = opened.conversation[0].uncited
    assert found and not any("the plan is sound" in passage.text for passage in found)
    assert f"<mark>{found[1].text}</mark>" in handlers.passage(opened.conversation, {"turn": "0", "passage": "1"})
    assert texts.SOURCE_LOST in handlers.passage(done.conversation, {"turn": "0", "passage": "1"})
    assert handlers.uncited(opened.conversation, {"turn": "0", "was": "open"}).conversation == done.conversation


def test_beside_a_refusal_no_source_stays_open(handlers: Handlers) -> None:
    *_, done = handlers.ask("sourdough?", ())
    assert texts.SOURCE_EMPTY in str(done.source)
