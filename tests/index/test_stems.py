from __future__ import annotations

import pytest

from index.stems import Stems, stemmed, stems_of, words_of


def test_stems_are_those_of_sqlite() -> None:
    (found,) = stems_of([("Müller’s Report", "Turbines were inspected; inspecting goes on_and_on.")])
    assert found == Stems(("muller", "s", "report"), ("turbin", "were", "inspect", "inspect", "goe", "on", "and", "on"))


def test_words_are_as_they_are_written() -> None:
    assert words_of([("Title", "Escalation was feared."), ("", "")]) == [{"escalation", "was", "feared"}, set()]


def test_a_row_gives_back_what_was_put_in() -> None:
    stems = Stems(("report",), ("turbin", "inspect"))
    assert Stems.split(stems.joined(100)) == stems
    assert len(Stems((), ("é" * 50,) * 9).joined(100).encode()) <= 100


@pytest.mark.parametrize("text", ["", "\"'*()", "—"])
def test_what_has_no_words_has_no_stems(text: str) -> None:
    assert stemmed(text) == ()
