"""Answers as HTML: who said what, on which side, and nothing from a document that a browser would obey."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from rag.types import Answer, AnswerSentence, Drafting
from ui import texts
from ui.render.answer import answer_html, conversation_html, exchange_html, lead, welcome_html
from ui.render.deeds import plain_copy
from ui.types import Example, Exchange, Overview

LOADED = Overview(2, 5, 3, (Example("What does <i>Ana</i> say?", "One speaker"),))


@pytest.fixture
def two_sides(assistant: SimpleNamespace) -> Answer:
    return assistant.ask(SimpleNamespace(question="who disputes it?", history=()))


def test_what_is_asked_for_comes_first(two_sides: Answer, made: SimpleNamespace) -> None:
    shown = made.page(answer_html(0, two_sides)).text
    assert shown.index("Disputes") < shown.index("Ana Bell") < shown.index("Affirms") < shown.index("Carl Dahl")


def test_positions_are_not_said_twice(two_sides: Answer, made: SimpleNamespace) -> None:
    html = answer_html(0, two_sides)
    assert html.count('<span class="words">the plan is sound</span>') == 1


def test_reports_stand_last(two_sides: Answer, made: SimpleNamespace) -> None:
    first, second = two_sides.positions
    mixed = replace(two_sides, positions=(first, replace(first, stance="reports"), second))
    shown = made.page(answer_html(0, mixed)).text
    assert shown.index("Affirms") < shown.index("Reports")


def test_the_lead_is_what_comes_before_the_first_statement(two_sides: Answer) -> None:
    assert lead(two_sides) == "One source disputes it and one holds it."


def test_a_chip_says_where_it_leads(two_sides: Answer) -> None:
    html = answer_html(3, two_sides)
    assert 'data-turn="3" data-citation="1"' in html
    assert 'aria-label="Source 1: Ana Bell, The harbour plan. Opens the document at this place."' in html
    assert 'aria-describedby="tip-3-1"' in html


def test_a_name_stands_once_over_what_follows_each_other(made: SimpleNamespace) -> None:
    document = made.document("It rains. It pours. It stops.", "Weather", "Al")
    said = [(made.cited(n, document, words, "Al"), None) for n, words in enumerate(("It rains.", "It pours."), 1)]
    assert answer_html(0, made.answered("q", "Two.", *said)).count('<div class="said">') == 1


def test_traps_are_shown_not_obeyed(assistant: SimpleNamespace, made: SimpleNamespace) -> None:
    answer = assistant.ask(SimpleNamespace(question="a trap <b>?</b>", history=()))
    shown = made.page(exchange_html(0, Exchange("a trap <b>?</b>", answer)))
    assert not {"script", "img", "i", "b"} & set(shown.tags)
    assert answer.citations[0].text in shown.text


def test_a_refusal_says_why_and_what_came_nearest(assistant: SimpleNamespace, made: SimpleNamespace) -> None:
    html = answer_html(0, assistant.ask(SimpleNamespace(question="sourdough?", history=())))
    assert "The documents say nothing that answers this." in html
    assert texts.NEAREST in html
    assert 'data-nearest="0"' in html


def test_a_refusal_without_anything_near_says_only_why(made: SimpleNamespace) -> None:
    assert texts.NEAREST not in answer_html(0, made.refused("sourdough?"))


def test_how_a_follow_up_was_understood_is_shown(two_sides: Answer) -> None:
    assert texts.ASKED_AS not in answer_html(0, two_sides)
    assert f"{texts.ASKED_AS}:</span> who is it?" in answer_html(0, replace(two_sides, interpreted="who is it?"))


def test_a_models_sentence_without_support_is_marked(two_sides: Answer, made: SimpleNamespace) -> None:
    sentence = AnswerSentence("It floats [9].", 0, 14, "unsupported", (9,))
    html = answer_html(0, replace(two_sides, llm_generated=True, positions=(), sentences=(sentence,)))
    assert f'<em class="flag">{texts.UNSUPPORTED}' in html
    assert "It floats." in html
    assert "chip" not in html


def test_what_came_of_asking_a_model_is_told(two_sides: Answer) -> None:
    html = answer_html(0, replace(two_sides, drafting=Drafting(failed=True, warnings=("the model is <away>",))))
    assert '<p class="note">the model is &lt;away&gt;</p>' in html and texts.MODEL not in html


def test_a_copy_holds_answer_and_sources(two_sides: Answer) -> None:
    assert plain_copy(two_sides).endswith("[2] “the plan is sound” (Carl Dahl, The harbour plan)")


def test_first_use_offers_examples() -> None:
    html = welcome_html(LOADED)
    assert 'data-question="What does &lt;i&gt;Ana&lt;/i&gt; say?"' in html


def test_first_use_without_documents_says_what_to_do() -> None:
    assert texts.EMPTY in welcome_html(Overview())


def test_what_is_waiting_is_told_to_screen_readers() -> None:
    html = conversation_html((Exchange("why?"),))
    assert f'aria-live="polite">{texts.WAITING}' in html
    assert 'class="turn waiting"' in html
