"""Words that mean alike where they stand."""

from __future__ import annotations

import pytest

from index.embed import load_embedder
from index.embed.base import WordEmbedder
from index.settings import IndexSettings
from rag.evidence.likeness import Likeness

QUESTION = "How many troops did the ministry send?"


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    embedder = load_embedder(IndexSettings(_env_file=None))
    assert isinstance(embedder, WordEmbedder)
    return Likeness(embedder.words)


def test_a_word_of_like_meaning_is_found(likeness: Likeness) -> None:
    assert likeness.unlike(["troops"], QUESTION, "It dispatched 900 soldiers.") == ()


def test_what_nothing_means_is_named_in_order(likeness: Likeness) -> None:
    wanted = ["troops", "ministry"]
    assert likeness.unlike(wanted, QUESTION, "Rain fell on the quay.") == ("troops", "ministry")


def test_a_compound_is_found_by_one_of_its_parts(likeness: Likeness) -> None:
    asked = "Who has the know-how?"
    assert likeness.unlike(["know-how"], asked, "She has the knowledge.") == ()


def test_nothing_wanted_reads_nothing() -> None:
    assert Likeness(lambda text: pytest.fail(text)).unlike([], QUESTION, "Rain.") == ()


def test_a_text_without_words_is_like_nothing(likeness: Likeness) -> None:
    assert likeness.unlike(["troops"], QUESTION, " ") == ("troops",)


def test_another_town_is_not_this_one(likeness: Likeness) -> None:
    asked = "How many ships sailed from Bristol?"
    assert likeness.unlike(["bristol"], asked, "Eleven ships sailed from Plymouth.") == ("bristol",)
    assert likeness.unlike(["norway"], "What is the fee in Norway?", "Norwegian members pay 30 crowns.") == ()


def test_how_alike_is_enough_may_be_said(likeness: Likeness) -> None:
    assert likeness.unlike(["troops"], QUESTION, "It dispatched 900 soldiers.", 0.99) == ("troops",)


def test_a_question_in_capitals_has_no_names(likeness: Likeness) -> None:
    asked = "HOW MANY TROOPS DID THE MINISTRY SEND?"
    assert likeness.unlike(["troops"], asked, "It dispatched 900 soldiers.") == ()
