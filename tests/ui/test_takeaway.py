"""A conversation taken along: every quotation is whole in each form, and nothing from a document is markup."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from markdown_it import MarkdownIt

from rag.api.schemas import ConversationReply
from rag.conversations import Exchange
from ui import texts
from ui.takeaway import FORMATS, Format, parcel

AT = "2026-11-22T10:15:00.000+00:00"


@pytest.fixture
def records(assistant: SimpleNamespace) -> list[Exchange]:
    asked = ("who disputes it? <img src=x>", "a trap", "sourdough?")
    answers = [assistant.ask(SimpleNamespace(question=one, history=())) for one in asked]
    return [Exchange(f"a{number}", "s", AT, answer) for number, answer in enumerate(answers)]


def quotes(records: list[Exchange]) -> list[str]:
    answers = [record.answer for record in records]
    return [c.text for a in answers for c in (a.refusal.nearest if a.refusal else a.citations)]


@pytest.mark.parametrize(("wanted", "suffix"), [("markdown", "md"), ("html", "html"), ("json", "json")])
def test_a_file_is_named_by_its_day_and_form(records: list[Exchange], wanted: Format, suffix: str) -> None:
    assert parcel(records, wanted, {}).name == f"onrecord-2026-11-22.{suffix}"


def test_a_page_holds_every_quotation_exactly(records: list[Exchange], made: SimpleNamespace) -> None:
    html = parcel(records, "html", {}).text
    shown = made.page(html)
    assert all(quote in shown.text for quote in quotes(records))
    assert not {"script", "img", "i", "b"} & set(shown.tags)
    citation = records[0].answer.citations[0]
    assert f'data-start="{citation.start}" data-end="{citation.end}"' in html


def test_markdown_holds_every_quotation_and_obeys_none(records: list[Exchange], made: SimpleNamespace) -> None:
    shown = made.page(MarkdownIt("commonmark").render(parcel(records, "markdown", {}).text))
    words = " ".join(shown.text.split())
    assert all(" ".join(quote.split()) in words for quote in quotes(records))
    assert set(shown.tags) <= {"h1", "h2", "h3", "p", "em", "strong", "blockquote", "br"}


@pytest.mark.parametrize(
    "trap", ["# a", "- a", "1. a", "> a", "    a\nb", "a\n===", "a\n---", "`a`", "[a](b)", "<b>a", "&amp;", "~~a~~"]
)
def test_what_looks_like_markdown_is_words(made: SimpleNamespace, trap: str) -> None:
    document = made.document(f"Before. {trap}", "t", "a")
    answer = made.answered("q", "One.", (made.cited(1, document, trap, "a"), None))
    text = parcel([Exchange("a", "s", AT, answer)], "markdown", {}).text
    shown = made.page(MarkdownIt("commonmark").enable("strikethrough").render(text))
    assert " ".join(trap.split()) in " ".join(shown.text.split())
    assert set(shown.tags) <= {"h1", "h2", "h3", "p", "em", "blockquote", "br"}


def test_json_is_what_the_api_answers(records: list[Exchange]) -> None:
    text = parcel(records, "json", {"a0": frozenset({2})}).text
    reply = ConversationReply.model_validate_json(text)
    assert [one.cited_text for one in reply.exchanges[1].answer.citations] == [quotes(records)[2]]
    assert json.loads(text)["exchanges"][0]["stale"] == [2]


@pytest.mark.parametrize("wanted", FORMATS)
def test_what_holds_no_more_is_said(records: list[Exchange], wanted: Format) -> None:
    sign = '"stale": true' if wanted == "json" else texts.STALE
    assert sign not in parcel(records, wanted, {}).text
    assert sign in parcel(records, wanted, {"a0": frozenset({2})}).text
