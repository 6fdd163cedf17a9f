from __future__ import annotations

from index.attribute.quotes import find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


def test_curly_and_straight_marks() -> None:
    assert quoted('“We lost,” she said. "Badly."') == ["“We lost,”", '"Badly."']


def test_double_apostrophes_open_and_close() -> None:
    assert quoted("''We lost,'' she said, ''badly.''") == ["''We lost,''", "''badly.''"]


def test_a_quotation_inside_a_quotation_belongs_to_the_outer_one() -> None:
    assert quoted("“He told me ‘go home’ and left,” she said.") == ["“He told me ‘go home’ and left,”"]


def test_single_marks_quote_and_apostrophes_do_not() -> None:
    assert quoted("The dogs’ owner said: ‘They don’t bite.’ It’s true.") == ["‘They don’t bite.’"]


def test_a_paragraph_that_opens_and_does_not_close_runs_to_its_end() -> None:
    first, second = find_quotations("“We lost.\n“We lost badly,” she said.")
    assert (first.closed, second.closed) == (False, True)
    assert first.end == len("“We lost.")


def test_an_inch_mark_opens_nothing() -> None:
    assert quoted('The 5" pipe broke and the 3" pipe held.') == []


def test_words_are_counted() -> None:
    assert [q.words for q in find_quotations("a “red line” and “no, we will not go there”")] == [2, 6]
