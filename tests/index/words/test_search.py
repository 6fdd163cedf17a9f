from __future__ import annotations


def test_scores_are_those_of_fts5_to_the_last_digit(by_both) -> None:
    own, fts5 = by_both()
    assert own == fts5 and any(own)


def test_a_search_stays_within_documents(large, by_both) -> None:
    with large.store.snapshot() as view:
        some = view.document_ids()[:2]
    own, fts5 = by_both(some)
    assert own == fts5 and any(own)
    assert not any(by_both([])[0])
