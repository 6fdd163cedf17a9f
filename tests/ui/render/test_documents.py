"""The head of the page, the list of documents and the reports."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from index.types import FileReport
from ui import texts
from ui.render.documents import loaded, masthead_html, reports_html, shelf_html
from ui.types import Overview


def test_what_is_loaded_is_said_in_one_line() -> None:
    assert loaded(Overview(2, 61, 14)) == "2 documents, 61 statements by 14 speakers."
    assert loaded(Overview(1, 1, 1)) == "1 document, 1 statement by 1 speaker."
    assert loaded(Overview(9000, 120_000, None)) == "9,000 documents, 120,000 statements."


def test_nothing_loaded_is_said_too() -> None:
    assert texts.NO_DOCUMENTS in masthead_html(Overview())


def test_a_document_can_be_read_and_removed_once_confirmed(assistant: SimpleNamespace) -> None:
    with assistant.library.snapshot() as view:
        html = shelf_html(view.summaries())
    document_id = assistant.town.id
    assert f'data-act="read" data-document="{document_id}"' in html
    assert html.index(" hidden>") < html.index(f'data-act="remove" data-document="{document_id}"')


def test_where_files_lie_is_not_told(made: SimpleNamespace, assistant: SimpleNamespace) -> None:
    with assistant.library.snapshot() as view:
        (first, _) = view.summaries()
    html = shelf_html([replace(first, origins=("/home/ann/papers/plan.txt", "upload/plan.txt"))])
    assert '<p class="origin">plan.txt</p>' in html


def test_titles_are_escaped(assistant: SimpleNamespace, made: SimpleNamespace) -> None:
    with assistant.library.snapshot() as view:
        shown = made.page(shelf_html(view.summaries()))
    assert not {"script", "b"} & set(shown.tags)
    assert "Traps <script>alert(1)</script>" in shown.text


def test_reports_are_plain_words(made: SimpleNamespace) -> None:
    shown = made.page(reports_html([FileReport("<x>.pdf", "failed", reason="it asks for a password")], "Reading b.txt"))
    assert "<x>.pdf Not added" in shown.text
    assert "x" not in shown.tags
    assert "it asks for a password" in shown.text
    assert "Reading b.txt" in shown.text
