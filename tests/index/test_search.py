from __future__ import annotations

from index.lexical import document_frequencies, search_words, terms, vocabulary
from index.search import Searcher, fuse
from tests.conftest import both_stores


@both_stores
def test_the_passage_with_the_words_comes_first(desk) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", "The lighthouse was built in 1852 by three brothers.")
    wanted = desk.add("b.txt", "Bread was baked in the village hall on Fridays.")
    searcher = Searcher(desk.store, desk.embedder, threads=1)
    with desk.store.snapshot() as view:
        hits = searcher.search(view, "Where was bread baked?", 5)
        assert hits[0].chunk.document_id == wanted
        assert hits[0].lexical is not None and hits[0].dense is not None


@both_stores
def test_the_nearest_in_meaning_come_behind_what_both_rankings_found(desk) -> None:  # type: ignore[no-untyped-def]
    for number in range(3):
        desk.add(f"{number}.txt", f"The vessel, the vessel {number}: a list of the vessel's cables.")
    wanted = desk.add("b.txt", "Boats leave the harbour at ten.")
    searcher = Searcher(desk.store, desk.embedder, threads=1)
    with desk.store.snapshot() as view:
        alone = searcher.search(view, "When does the vessel sail?", 1)
        both = searcher.search(view, "When does the vessel sail?", 1, nearest=4)
    assert both[:1] == alone and len(both) == 4
    assert len({hit.id for hit in both}) == len(both)
    assert wanted in {hit.chunk.document_id for hit in both}


@both_stores
def test_a_search_can_be_restricted(desk) -> None:  # type: ignore[no-untyped-def]
    first = desk.add("a.txt", "The lighthouse was built in 1852 by three brothers.")
    desk.add("b.txt", "The lighthouse was closed in 1990.")
    searcher = Searcher(desk.store, desk.embedder, threads=1)
    with desk.store.snapshot() as view:
        assert {h.chunk.document_id for h in searcher.search(view, "lighthouse", 5, [first])} == {first}
        assert searcher.search(view, "lighthouse", 5, []) == []


@both_stores
def test_words_match_by_stem_and_whatever_their_accents(desk) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", "Müller inspected the turbines.")
    with desk.store.snapshot() as view:
        assert search_words(view, "muller inspecting turbine", 5)
        assert search_words(view, "nothing like it", 5) == []


@both_stores
def test_syntax_of_the_full_text_engine_is_plain_text(desk) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", "The lighthouse was built in 1852.")
    with desk.store.snapshot() as view:
        assert search_words(view, 'lighthouse" OR NEAR( * ^ AND -x:y', 5)
        assert search_words(view, "\"'*()", 5) == []


def test_terms_leave_out_the_words_that_ask() -> None:
    assert terms("Who said that the bridge is closed?") == ["bridge", "closed"]
    assert terms("who is it") == ["who", "is", "it"]


@both_stores
def test_the_vocabulary_has_words_as_they_are_written(desk) -> None:  # type: ignore[no-untyped-def]
    desk.add("a.txt", "Escalation was feared. Nobody escalated.")
    with desk.store.snapshot() as view:
        assert {"escalation", "escalated", "feared"} <= set(vocabulary(view))
        assert document_frequencies(view, ["escalation", "absent"]) == {"escalation": 1}


def test_fusion_prefers_what_both_found_and_breaks_ties_by_id() -> None:
    assert [n for n, _ in fuse([(1, 0.9), (2, 0.8)], [(2, 5.0), (3, 4.0)])] == [2, 1, 3]
    assert [n for n, _ in fuse([(9, 0.9)], [(4, 5.0)])] == [4, 9]
