from __future__ import annotations

import pytest

from tests.index.attribute.reading import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haldane (2022), by contrast, maintains that it works.", [("Haldane", "that it works")]),
        ("As Brennan-Diaz notes, the sample was twenty-two.", [("Brennan-Diaz", "the sample was twenty-two")]),
        (
            "Using a similar design, Petrakis (2020) found no such advantage. She suggests that verbs differ.",
            [("Petrakis", "no such advantage"), ("Petrakis", "that verbs differ")],
        ),
        (
            "Contra Weiss (2004), who held that it was confined to the young, Mbeki-Larsson (2016) reports gains at five.",
            [("Weiss", "that it was confined to the young"), ("Mbeki-Larsson", "gains at five")],
        ),
        (
            "Haldane and Orr (2019) argue that naps help.",
            [("Haldane", "that naps help"), ("Orr", "that naps help")],
        ),
        ("It has been proposed that naps matter (Tanaka et al., 2015).", [("Tanaka", "that naps matter")]),
        ("According to Tanaka et al., naps matter.", [("Tanaka", "naps matter")]),
    ],
)  # fmt: skip
def test_who_is_cited_by_name_and_year(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(speaker, content) for speaker, _, content in told(text)] == expected


def test_a_year_behind_a_thing_cites_nobody() -> None:
    assert told("Sales (2019) rose. It has been raining since May (see Lund, 2015).") == []
