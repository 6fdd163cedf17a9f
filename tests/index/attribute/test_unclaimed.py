from __future__ import annotations

import pytest

from tests.index.attribute.reading import read


def told(text: str) -> list[tuple[str | None, str, str]]:
    statements, _ = read(text)
    return [(s.speaker, s.attribution, " … ".join(text[c.start : c.end] for c in s.content)) for s in statements]


def test_a_quotation_alone_is_whoever_was_cited_last() -> None:
    text = "The floats had drifted, Ann Lee said, and the nets were torn. “We fished all night for nothing.”"
    assert told(text)[-1] == ("Ann Lee", "direct", "“We fished all night for nothing.”")


def test_not_over_the_end_of_a_paragraph() -> None:
    text = "Ann Lee said that the nets were torn.\n\nA sign stood there. “No fishing from this quay.”"
    assert [speaker for speaker, _, _ in told(text)] == ["Ann Lee"]


def test_what_follows_a_colon_is_the_same_speakers() -> None:
    text = "Ann Lee criticised the delay: with nine nets torn by May, the owners should have stopped."
    assert told(text)[-1] == ("Ann Lee", "indirect", "with nine nets torn by May, the owners should have stopped")


def test_nobody_cited_nobody_credited() -> None:
    assert told("The quay was empty. “We fished all night for nothing.”") == []


def test_a_quotation_that_is_the_next_paragraph_goes_on() -> None:
    text = "“We came with a map,” said Ann Lee.\n\n“The river has moved since, and nobody asked the farmers.”\n\nIt rained."
    assert [speaker for speaker, _, _ in told(text)] == ["Ann Lee", "Ann Lee"]


def test_a_quotation_is_whose_the_sentence_before_it_speaks_of() -> None:
    text = (
        "Felix Idowu said that the loans were covered. His colleague Marta Idowu, who follows bonds, took the other side. "
        "“You cannot sell a plot on the beach in a downturn.”"
    )
    assert [speaker for speaker, _, _ in told(text)] == ["Felix Idowu", "Marta Idowu"]


def test_an_answer_is_not_given_to_who_asks() -> None:
    text = "“Did you see the ship come in?” asked Ann Lee.\n\n“I saw it on the morning tide.”\n\n“Was it damaged?” Bo Lund asked."
    assert ("Ann Lee", "direct", "“I saw it on the morning tide.”") not in told(text)


def test_who_only_did_something_is_not_given_the_words_behind() -> None:
    text = "Ines Valder said that the plan was a mistake. Piet Moor had written it in May. “It will cost us dear for years.”"
    assert {speaker for speaker, _, _ in told(text)} == {"Ines Valder"}


def test_what_somebody_is_called_in_quotation_marks_is_whose_verb_it_is() -> None:
    text = "In recent weeks, Ann Lee went after Bo Lund as a “human leech who will bleed the town”."
    assert told(text) == [("Ann Lee", "direct", "“human leech who will bleed the town”")]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee brewed a beer and sold it as “Old Salt” at the quay.",
        "Ann Lee was known as the “gull” at the quay.",
        "The boat went down in the records as a “total loss”.",
    ],
)
def test_a_name_that_something_has_is_no_statement(text: str) -> None:
    assert told(text) == []


def test_a_quotation_told_of_somebody_is_nobody_elses() -> None:
    text = "The board has taken no position, Ann Lee said. “We will read every page of it,” promised its director, Karin Holm."
    assert told(text)[-1][0] == "Karin Holm"


def test_who_replies_and_has_no_name_is_not_whoever_they_are_asked_about() -> None:
    text = (
        "Danny Shaw admitted that Rovers were the best team. Asked whether Milo Ferrante would take the next penalty, "
        "the defender laughed. “If he wants it, it is his.”"
    )
    assert [speaker for speaker, *_ in told(text)] == ["Danny Shaw"]
