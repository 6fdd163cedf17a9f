"""The source pane holds the document's text exactly, and marks exactly the cited words."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.types import Page, Span
from ui import texts
from ui.render.source import (
    WINDOW,
    citation_html,
    document_html,
    empty_html,
    text_html,
    voices_html,
    voices_of,
    window,
)

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=80)


@given(text=WORDS, first=st.integers(0, 80), second=st.integers(0, 80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, derandomize=True)
def test_the_text_and_the_mark_are_exact(made: SimpleNamespace, text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    shown = made.page(text_html(made.document(text, "t", "a"), Span(0, len(text)), Span(start, end)))
    assert shown.text == text
    assert shown.marked == text[start:end]


def test_traps_are_shown_not_obeyed(made: SimpleNamespace) -> None:
    document = made.document(made.traps, "<script>alert(1)</script>", "<b>Eve</b>")
    shown = made.page(document_html(document))
    assert not {"script", "img", "b"} & set(shown.tags)
    assert made.traps in shown.text


def test_a_citation_over_a_line_break_is_marked_whole(made: SimpleNamespace) -> None:
    document = made.document("One.\n\nTwo three.\r\nFour.", "t", "a")
    shown = made.page(citation_html(document, made.cited(1, document, "One.\n\nTwo three.\r\nFo", "a")))
    assert shown.marked == "One.\n\nTwo three.\r\nFo"


def test_what_is_not_there_is_not_marked(made: SimpleNamespace) -> None:
    document = made.document("The quay is old.", "t", "a")
    citation = replace(made.cited(1, document, "quay", "a"), start=3)
    shown = made.page(citation_html(document, citation))
    assert "mark" not in shown.tags
    assert texts.SOURCE_CHANGED in shown.text


def test_furniture_and_pages_are_laid_over_the_text(made: SimpleNamespace) -> None:
    document = replace(
        made.document("Plan.\nPhoto: The Herald\nMore.", "t", "a"), pages=(Page(1, 0, 6), Page(2, 6, 30))
    )
    html = text_html(document, Span(0, len(document.text)), Span(0, 8))
    assert '<mark><span class="furniture">Ph</span></mark>' in html
    assert 'data-page="page 2"' in html
    assert made.page(html).text == document.text


def test_a_long_text_is_shown_in_parts_around_the_passage(made: SimpleNamespace) -> None:
    text = "A line of text.\n" * 20_000
    part = window(text, 200_000)
    assert part.start <= 200_000 < part.end
    assert part.end - part.start < 2 * WINDOW
    html = document_html(made.document(text, "t", "a"), 200_000)
    assert texts.EARLIER in html
    assert texts.LATER in html


def test_a_text_without_line_breaks_is_shown_in_parts_too() -> None:
    part = window("a" * 500_000, 490_000)
    assert part == Span(440_000, 500_000)


def test_parts_reach_both_ends() -> None:
    text = "line\n" * 40_000
    assert window(text, 0).start == 0
    assert window(text, len(text) - 1).end == len(text)


def test_the_empty_pane_says_what_it_is_for() -> None:
    assert texts.SOURCE_EMPTY in empty_html()


def test_a_document_is_read_with_its_speakers_named(assistant: SimpleNamespace, made: SimpleNamespace) -> None:
    html = voices_html(assistant.town)
    assert '<span class="spoken" title="Carl Dahl" data-speaker="Carl Dahl">the plan is sound</span>' in html
    assert html.count('data-goto="Ana Bell"') == 1
    part = Span(0, len(assistant.town.text))
    assert (
        made.page(text_html(assistant.town, part, voices=voices_of(assistant.town, part))).text == assistant.town.text
    )


def test_words_within_words_are_the_inner_speakers(made: SimpleNamespace) -> None:
    document = made.document(
        "A said that B said it rains today.", "t", "a", ("A", "", "B said it rains today"), ("B", "", "it rains")
    )
    voices = [(v.speaker, document.text[v.span.start : v.span.end]) for v in voices_of(document, Span(0, 40))]
    assert voices == [("A", "B said "), ("B", "it rains"), ("A", " today")]
