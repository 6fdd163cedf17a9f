"""Block quotations, and whose they are."""

from __future__ import annotations

import pytest

from tests.index.attribute.reading import told

LETTERS = """Graham Petty sent a drawing to Sir Robert Ainslie. Ainslie had written:

> Your submarine would sink, but in an interesting way. Move the ballast.

His biographer, Catherine Lovell, counts eleven thousand letters. In *A Steady Keel* she writes:

> He believed that a question left unanswered was cruel. I have come to think that he was lonely.

> "A letter is a visit without shoes."
> — Dorothy Ainslie, his daughter

I am not so sure.
"""


def test_a_block_quotation_is_of_whom_the_sentence_before_or_the_name_under_it_says() -> None:
    said = {words: speaker for speaker, how, words in told(LETTERS, "Nora Castellane") if how == "direct"}
    assert said["Your submarine would sink, but in an interesting way. Move the ballast."] == "Robert Ainslie"
    assert said['"A letter is a visit without shoes."'] == "Dorothy Ainslie"
    (book,) = (words for words in said if words.startswith("He believed"))
    assert said[book] == "Catherine Lovell" and book.endswith("lonely.")
    assert not any("not so sure" in words for words in said)


@pytest.mark.parametrize(
    "text",
    [
        "The notice on the door said nothing new. Ann Lee shrugged.\n\n> Closed until further notice.\n",
        "Three rules hold in the house:\n\n> No boots. No dogs.\n",
        "> " * 20_000,
        ">\n" * 20_000,
    ],
)
def test_a_block_that_nobody_is_named_for_is_nobodys(text: str) -> None:
    assert not [speaker for speaker, how, _ in told(text) if how == "direct"]


def test_words_behind_a_bold_label_of_whoever_says_them_are_theirs() -> None:
    text = '**Ingrid Solberg, Chief Executive, said:**\n\n"We were too slow to pass on costs. I take responsibility."\n'
    assert ("Ingrid Solberg", "direct") in {(speaker, how) for speaker, how, words in told(text) if "too slow" in words}
