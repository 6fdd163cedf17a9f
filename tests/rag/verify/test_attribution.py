from __future__ import annotations

import pytest

from rag.verify.attribution import credited, credits


@pytest.mark.parametrize(
    "text",
    [
        "Ada Berg said that the plan was unacceptable.",
        "Ada Berg, chair of the council, said the plan was unacceptable.",
        "According to Ada Berg, the plan was unacceptable.",
        "In May, Ada Berg argued that the plan was unacceptable.",
        "The plan was unacceptable, Ada Berg said on Monday.",
        "“The plan was unacceptable,” said Ada Berg.",
        "The plan was unacceptable, according to Ada Berg.",
        "Ada Berg: The plan was unacceptable.",
    ],
)
def test_who_is_credited_with_what(text: str) -> None:
    (said,) = credited(text)
    assert said.speaker == "Ada Berg"
    assert "plan was unacceptable" in text[said.start : said.end] and "Berg" not in text[said.start : said.end]


@pytest.mark.parametrize(
    "text",
    ["The council met on Monday.", "White recorded and produced for an album.", "We therefore regard it as low."],
)
def test_sentences_that_credit_nobody(text: str) -> None:
    assert credited(text) == ()


def test_a_pronoun_is_whoever_was_credited_before() -> None:
    assert credits("She denied that costs had tripled.", "Ada Berg")[0].speaker == "Ada Berg"
    assert credits("She denied that costs had tripled.") == ()
