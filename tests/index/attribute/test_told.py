from __future__ import annotations

import pytest

from tests.index.attribute.reading import told


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "The caterers said in a statement that 1,204 people had come, their biggest crowd since 2011.",
            "caterers", "that 1,204 people had come, their biggest crowd since 2011",
        ),
        (
            "The architect, Mr Bo Lund, explained at the public meeting that the roof will be planted with grass.",
            "Bo Lund", "that the roof will be planted with grass",
        ),
        (
            "The union said in a letter that was leaked on Friday that the pay was too low.",
            "union", "that the pay was too low",
        ),
        (
            "My cousin Arthur reckoned he was the meanest skipper on the coast, but I never found him so.",
            "Arthur", "he was the meanest skipper on the coast",
        ),
        ("Bo Lund said that the cutting was lost, though she denies it.", "Bo Lund", "that the cutting was lost"),
        ("Ann Lee told inspectors that work on it had been delayed.", "Ann Lee", "that work on it had been delayed"),
        ("The haulier informed us in writing that no van had come.", "haulier", "that no van had come"),
        (
            "A constable came. He said there was no sign of it, and that’s true, because nobody looked.",
            "constable", "there was no sign of it",
        ),
        (
            "My husband has given up. In his view I’ll stop when I’m bored, and he’s probably right.",
            "my husband", "I’ll stop when I’m bored",
        ),
        (
            "Marek Dostal showed that wages fell first there, and nobody has refuted him.",
            "Marek Dostal", "that wages fell first there",
        ),
        ("Bo Lund told her to get out of his way and pushed past her.", "Bo Lund", "to get out of his way"),
    ],
)  # fmt: skip
def test_where_a_report_begins_and_ends(text: str, speaker: str, content: str) -> None:
    assert (speaker, "indirect", content) in told(text)


def test_what_is_denied_behind_according_to_is_not_what_it_goes_back_to() -> None:
    text = "She keeps the cutting in a drawer, according to Luc Abernathy, though she denies it."
    assert ("Luc Abernathy", "indirect", "She keeps the cutting in a drawer") in told(text)
