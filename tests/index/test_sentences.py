from __future__ import annotations

import pytest

from index.sentences import parse, sentence_spans, unwrap

WRAPPED = """The ferry left the harbour at six in the morning, as it had done every
day since the war, and nobody on the quay thought to wave at it, for it
always came back.

It did not come back that night."""


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in sentence_spans(parse(text, language))]


def test_unwrap_keeps_every_offset() -> None:
    assert len(unwrap(WRAPPED)) == len(WRAPPED)
    assert unwrap(WRAPPED).split("\n\n")[0].count("\n") == 0


def test_a_wrapped_sentence_is_one_sentence() -> None:
    assert len(sentences(WRAPPED)) == 2


def test_lines_of_a_list_stay_apart() -> None:
    assert sentences("- Ms Ode moved item 4\n- Item 5 was deferred") == [
        "- Ms Ode moved item 4",
        "- Item 5 was deferred",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Smith met the U.S. delegation on Nov. 3 at No. 4 Hill St. near the river.",
        "The rate was 3.2 percent, e.g. for loans, in the first half of the year.",
        "“It is, in my view, a mistake, right?” Okafor told the committee.",
    ],
)
def test_one_sentence_is_not_torn(text: str) -> None:
    assert sentences(text) == [text]


def test_a_number_at_the_end_ends_a_sentence() -> None:
    assert sentences("The vote fell on May 23. “We lost,” she said.") == [
        "The vote fell on May 23.",
        "“We lost,” she said.",
    ]


def test_other_languages_are_split_by_rule() -> None:
    assert sentences("Das Wasser ist sauber. Es wird täglich geprüft.", "de") == [
        "Das Wasser ist sauber.",
        "Es wird täglich geprüft.",
    ]


def test_an_unknown_language_is_split_all_the_same() -> None:
    assert len(sentences("Jedna veta. Druga veta.", "zz")) == 2


def test_an_endless_line_is_cut_at_spaces() -> None:
    pieces = sentences("word " * 2_000)
    assert max(map(len, pieces)) <= 2_000
    assert all(piece.startswith("word") and piece.endswith("word") for piece in pieces)


def test_nothing_has_no_sentences() -> None:
    assert sentences("") == []
    assert sentences(" \n \n") == []


@pytest.mark.parametrize(
    "line",
    [
        "2. Add a second line to the gatehouse. *Owner:* Dr. L. Haddad. *Due:* 15 March 2026.",
        "- **03:12** The valve opens and does not close.",
        "| Version | 2.1 (replaces 2.0. See there) |",
        "**Contact:** Service desk, Ms. Ottilie Farrant, Monday to Thursday",
    ],
)
def test_a_row_and_the_labelled_parts_of_an_item_are_one(line: str) -> None:
    assert sentences(f"Some words stand above.\n\n{line}") == ["Some words stand above.", line]


def test_sentences_of_an_item_stay_apart() -> None:
    assert len(sentences("- The valve was due in August. The service was skipped.")) == 2


def test_columns_are_not_taken_for_wrapped_lines() -> None:
    table = "Group        Colonies, step 3    Cells\nNorth bench  212                 4.3\nSouth bench  148                 3.0"
    assert len(sentences(table)) == 3


def test_a_unit_of_one_letter_ends_a_sentence() -> None:
    assert sentences("The pump has a power of 1,200 W. It costs nine crowns.") == [
        "The pump has a power of 1,200 W.", "It costs nine crowns.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "label",
    [
        "MR. FENWICK",
        "MR. ACHTERBERG",
        "COL. STRAND",
        "Ms Delorme (Finance)",
        "CHAIR",
        "**Ann Lee**",
        "kbrandt",
        "[19:05] Oskar",
    ],
)
def test_whose_turn_it_is_stays_with_what_is_said(label: str) -> None:
    turn = f"{label}: If the pumps hold, nothing; if they do not, another 70 million."
    assert sentences(f"How much more will it cost?\n\n{turn}") == ["How much more will it cost?", turn]


@pytest.mark.parametrize(
    "turn",
    [
        "**[02:22] GREGOR PELL:** Two of them: Edith Cropper and Nell Sansom.",
        "**[03:55] LUCINDA MARSH-BAPTISTE:** Can I be rude?",
        "**[01:12] GREGOR PELL (recording, June 2022):** We take every one of them back.",
        "**[06:30] LUCINDA MARSH-BAPTISTE:** ... No. Not on her.",
        "**Rasmus Voll [00:00:48]:** I came from trawlers.",
    ],
)
def test_a_bold_label_with_its_time_stays_with_what_is_said(turn: str) -> None:
    assert sentences(f"**[00:41] TAMSIN ODUYA:** Do we know?\n\n{turn}\n\nThe rest is lost.")[1:] == [
        turn,
        "The rest is lost.",
    ]
