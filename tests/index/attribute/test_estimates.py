from __future__ import annotations

import pytest

from tests.index.attribute.reading import read


def told(text: str) -> list[tuple[str | None, str]]:
    statements, _ = read(text)
    return [(s.speaker, text[s.content[0].start : s.content[-1].end]) for s in statements]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "The Harbour Board has placed the number of stranded ships at more than 300.",
            "Harbour Board", "the number of stranded ships at more than 300",
        ),
        ("The Lund Ministry of Health puts casualties at 40.", "Lund Ministry of Health", "casualties at 40"),
        (
            "Estimates by the Coastal Institute put the number of seals at 9,000.",
            "Coastal Institute", "the number of seals at 9,000",
        ),
        ("The Coastal Institute's estimate of 9,000 seals was too high.", "Coastal Institute", "9,000 seals"),
        ("According to the Coastal Institute’s figures, 40 seals died.", "Coastal Institute", "40 seals died"),
        ("Figures from the Tidewater Agency show that 40 seals died.", "Tidewater Agency", "that 40 seals died"),
    ],
)  # fmt: skip
def test_who_gives_a_figure_is_its_source(text: str, speaker: str, content: str) -> None:
    assert told(text) == [(speaker, content)]


def test_what_is_only_put_somewhere_is_no_estimate() -> None:
    assert told("Ann Lee put the 40 seals in a tank at noon.") == []
