"""A whole text against a small index, with the stand-in embedder."""

from __future__ import annotations

from eval.trials.small import WordEmbedder
from index.search import Searcher
from index.store import Store
from rag.interpret.roster import Roster
from rag.speakers import everybody
from rag.verify.model import SupportModel
from rag.verify.sentence import Verifier
from rag.verify.text import Tools, claims_of, is_claim, same_sentence, verify_text
from tests.conftest import Desk

NOTES = "The plant in Hallstadt employs 1,240 people. Ada Berg said that the plan was “a step too far” for everybody."


def test_every_sentence_gets_a_verdict_and_a_citation_that_holds(
    desk: Desk, store: Store, embedder: WordEmbedder
) -> None:
    desk.add("notes.txt", NOTES)
    text = "The plant in Hallstadt employs 1,240 people. Why? The plant in Hallstadt employs 1,420 people."
    with store.snapshot() as view:
        tools = Tools(Searcher(store, embedder, 1), Roster(everybody(view)), Verifier(SupportModel.load()))
        found = verify_text(text, view, tools)
        assert verify_text(text, view, tools, ["nowhere"])[0].finding.verdict == "unknown"
    assert [one.finding.verdict for one in found] == ["supported", "unknown", "contradicted"]
    assert [one.finding.claims for one in found] == [True, False, True]
    for one in (found[0], found[2]):
        assert one.citation and NOTES[one.citation.start : one.citation.end] == one.citation.text


def test_a_sentence_of_a_document_is_found_by_its_words(desk: Desk, store: Store) -> None:
    desk.add("notes.txt", NOTES)
    with store.snapshot() as view:
        assert same_sentence("the plant in Hallstadt  employs 1,240 people", view)
        assert same_sentence("the plant in Hallstadt employs people", view) == ()
        assert same_sentence("?!", view) == ()


def test_claims_keep_their_places_and_know_who_is_meant() -> None:
    text = "Ada Berg said that the plan was bad.  She said that costs had tripled."
    first, second = claims_of(text)
    assert text[second.start : second.end] == second.text
    assert first.said[0].speaker == second.said[0].speaker == "Ada Berg"


def test_questions_and_single_words_claim_nothing() -> None:
    assert is_claim("The plan failed badly.") and not is_claim("Did the plan fail?") and not is_claim("Yes.")
