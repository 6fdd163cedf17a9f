from __future__ import annotations

from index.split import chunk_text, count_tokens, split
from index.types import Sentence

TEXT = "One two three. Four five six.\nSeven eight nine. Ten."
SENTENCES = [Sentence(0, 14), Sentence(15, 29), Sentence(30, 47), Sentence(48, 52)]


def test_chunks_are_whole_sentences_within_the_budget() -> None:
    chunks = split("d", TEXT, SENTENCES, budget=9)
    assert [(c.first, c.last) for c in chunks] == [(0, 1), (2, 3)]
    assert all(c.tokens <= 9 for c in chunks)
    assert [TEXT[c.start : c.end] for c in chunks] == ["One two three. Four five six.", "Seven eight nine. Ten."]


def test_a_long_sentence_is_a_chunk_of_its_own() -> None:
    assert len(split("d", TEXT, SENTENCES, budget=1)) == len(SENTENCES)


def test_furniture_is_in_no_chunk_text() -> None:
    sentences = [SENTENCES[0], Sentence(15, 29, furniture=True), SENTENCES[2]]
    (chunk,) = split("d", TEXT, sentences, budget=100)
    assert chunk_text(TEXT, sentences, chunk) == "One two three. Seven eight nine."


def test_only_furniture_makes_no_chunk() -> None:
    assert split("d", TEXT, [Sentence(0, 14, furniture=True)], budget=100) == []


def test_special_tokens_in_a_text_are_text() -> None:
    assert count_tokens("<|endoftext|>") > 1


def test_a_heading_comes_with_the_first_entry_under_it() -> None:
    text = "# Fees\n\n- Boat: 3\n- Punt: 2"
    sentences = [Sentence(0, 6, furniture=True), Sentence(8, 17), Sentence(18, 27)]
    (chunk,) = split("d", text, sentences, budget=100)
    assert chunk_text(text, sentences, chunk) == "Fees - Boat: 3 - Punt: 2"
