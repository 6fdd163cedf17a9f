from __future__ import annotations

import pytest

from rag.interpret.origin import Origin, origin_asked


@pytest.mark.parametrize(
    ("question", "origin"),
    [
        ("Who wrote this?", Origin("author", "")),
        ("Who wrote the article on harbour fares?", Origin("author", "on harbour fares")),
        ("who is the author of that report", Origin("author", "")),
        ("By whom was the press release written?", Origin("author", "press release")),
        ("When was the piece by Ana Lee published?", Origin("date", "by Ana Lee")),
        ("What is the publication date of this document?", Origin("date", "")),
        ("On what date was the short review published?", Origin("date", "short review")),
        ("Who wrote to the council?", None),
        ("Who wrote nine novels?", None),
        ("When was the bridge opened?", None),
        ("Who wrote that the bridge is a danger?", None),
        ("When was the report that closed the bridge written?", Origin("date", "that closed the bridge")),
    ],
)
def test_who_wrote_a_document_and_when(question: str, origin: Origin | None) -> None:
    assert origin_asked(question) == origin
