from __future__ import annotations

from rag.evidence.text import read, stem


def test_numbers_are_compared_as_digits() -> None:
    assert stem("600,000") == "600000"
    assert stem("eleven") == "11"


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("killed") == stem("kills") == stem("killing")


def test_a_reading_knows_numbers_times_and_names() -> None:
    found = read("The Pentagon said on Tuesday that 3,000 troops came in 2024.")
    assert [found.words[n] for n in found.numbers] == ["3,000", "2024"]
    assert [found.words[n] for n in found.times] == ["tuesday", "2024"]
    assert [found.words[n] for n in found.names] == ["pentagon", "tuesday"]


def test_the_first_word_is_a_name_only_before_another() -> None:
    assert not read("Bridges are green.").names
    assert len(read("Anna Brandt left.").names) == 2


def test_a_question_mark_may_stand_before_a_closing_quote() -> None:
    assert read("“Is it true?”").asks
    assert not read("It is true.").asks


def test_an_empty_text_is_read() -> None:
    assert read("").words == ()


def test_a_wedding_is_no_wednesday() -> None:
    assert not {stem("wedding")} & read("Wed, 8 May").known
