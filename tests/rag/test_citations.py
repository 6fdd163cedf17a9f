from __future__ import annotations

import hashlib
from dataclasses import replace
from types import SimpleNamespace

from index.types import Document, Page, Span
from rag.citations import cite, holds, page_of
from rag.types import Candidate, Citation, Evidence, Voice

TEXT = "Über the bridge 🌉 they went. Nobody spoke."
DOCUMENT = Document(
    "d", hashlib.sha256(TEXT.encode()).hexdigest(), TEXT, "T", "text", "en", pages=(Page(1, 0, 28), Page(2, 28, 43))
)
CITATION = Citation(1, "d", "T", DOCUMENT.sha256, "Nobody spoke.", 29, 42, 2, Voice(None, None, "author"))


def test_a_word_for_word_citation_holds() -> None:
    assert TEXT[29:42] == "Nobody spoke."
    assert holds(CITATION, DOCUMENT)


def test_one_character_off_does_not_hold() -> None:
    assert not holds(replace(CITATION, start=28, end=41), DOCUMENT)
    assert not holds(replace(CITATION, text="nobody spoke."), DOCUMENT)
    assert not holds(replace(CITATION, start=29, end=29, text=""), DOCUMENT)


def test_another_version_does_not_hold() -> None:
    assert not holds(replace(CITATION, document_sha256="0" * 64), DOCUMENT)
    assert not holds(CITATION, replace(DOCUMENT, text=TEXT + " "))


def test_the_page_is_found() -> None:
    assert page_of(DOCUMENT, 0) == 1
    assert page_of(DOCUMENT, 30) == 2
    assert page_of(replace(DOCUMENT, pages=()), 30) is None


def test_a_side_is_credited_only_to_those_on_it() -> None:
    spans = (Span(0, 12), Span(13, 28))
    own, other = (Voice(who, None, "indirect", (span,)) for who, span in zip(("Ann", "Bo"), spans, strict=True))
    found = Candidate("d", 0, Span(0, 28), TEXT[:28], "T", 0.5, voices=(own, other))
    view = SimpleNamespace(document=lambda _: DOCUMENT)
    for stance, speaker in (("disputes", "Ann"), (None, "Ann and Bo")):
        evidence = Evidence(found, found.span, 0.9, own, stance)  # type: ignore[arg-type]
        assert cite([evidence], view)[0].voice.speaker == speaker  # type: ignore[arg-type]
