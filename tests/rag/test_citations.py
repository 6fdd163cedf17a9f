from __future__ import annotations

import hashlib
from dataclasses import replace

from index.types import Document, Page
from rag.citations import holds, page_of
from rag.types import Citation, Voice

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
