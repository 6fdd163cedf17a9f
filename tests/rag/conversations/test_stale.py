"""Whether kept citations still hold, against a real store."""

from __future__ import annotations

from dataclasses import replace

from rag.conversations.stale import stale_ids
from rag.types import Answer, Citation, Voice
from tests.conftest import Desk
from tests.rag.api.fakes import ANSWER


def answer_citing(desk: Desk, document_id: str, start: int, end: int) -> Answer:
    with desk.store.snapshot() as view:
        document = view.document(document_id)
    voice = Voice(None, None, "author")
    words = document.text[start:end]
    return replace(
        ANSWER, citations=(Citation(7, document.id, document.title, document.sha256, words, start, end, None, voice),)
    )


def test_a_citation_holds_until_its_document_changes(desk: Desk) -> None:
    first = desk.add("minutes.txt", "The council met on Monday. The plan was rejected by seven votes.")
    answer = answer_citing(desk, first, 27, 64)
    with desk.store.snapshot() as view:
        assert stale_ids(answer, view) == frozenset()
    desk.add("minutes.txt", "The council met on Monday. The plan was accepted by seven votes.")
    with desk.store.snapshot() as view:
        assert stale_ids(answer, view) == {7}


def test_a_citation_of_other_words_does_not_hold(desk: Desk) -> None:
    document_id = desk.add("minutes.txt", "The council met on Monday. The plan was rejected by seven votes.")
    answer = answer_citing(desk, document_id, 27, 64)
    moved = replace(answer, citations=(replace(answer.citations[0], start=26),))
    with desk.store.snapshot() as view:
        assert stale_ids(moved, view) == {7}
