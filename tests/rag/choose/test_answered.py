from __future__ import annotations

import pytest

from index.types import Span
from rag.choose.answered import answered, distanced, retorted
from rag.types import Candidate, Prompt

CLAIM = "the harbour bridge is safe"


def answer(prompt: str | None, text: str, before: str = "") -> Candidate:
    put = Prompt(prompt, 0.5) if prompt else None
    return Candidate("d", 1, Span(0, len(text)), text, "", 0.3, before=before, prompt=put)


@pytest.mark.parametrize(
    ("prompt", "text", "side"),
    [
        ("Is the harbour bridge safe?", "It is.", "affirms"),
        ("Is the harbour bridge safe?", "A. No. I told them so.", "disputes"),
        ("The town says that the harbour bridge is safe. Do you accept that?", "I do not.", "disputes"),
        ("The town calls the harbour bridge safe. Is it wrong?", "Yes, it is.", "disputes"),
        ("The town calls the harbour bridge safe. Is it wrong?", "**Rowe:** No.", "affirms"),
        ("The town calls the harbour bridge safe. Do you agree with it, Mr Rowe?", "No, I don't.", "disputes"),
        ("There is talk that the harbour bridge is not safe.", "Nonsense.", "affirms"),
        ("The harbour bridge is safe, isn't it?", "Yes.", "affirms"),
        ("So you do not think that the harbour bridge is safe?", "No.", "disputes"),
        ("So you do not think that the harbour bridge is safe?", "Yes.", None),
        ("Was the harbour bridge safe?", "It was until the flood.", "disputes"),
        ("Is the harbour bridge safe?", "I do not know.", None),
        ("Is the harbour bridge safe?", "We closed it in May.", None),
        ("When was the harbour bridge made safe?", "Yes, in May.", None),
        ("Is the soup good?", "No.", None),
        ("You once said that the harbour bridge is safe.", "I did.", None),
        (None, "No.", None),
    ],
)
def test_yes_and_no_take_a_side(prompt: str | None, text: str, side: str | None) -> None:
    assert answered(CLAIM, answer(prompt, text)) == side


def test_who_grants_what_another_wants_takes_no_side_on_it() -> None:
    found = answer("He wants to use printed parts in organs.", "He does, and I have come round to it.")
    assert answered("using printed parts in organs", found) is None


def test_a_claim_with_a_no_of_its_own_turns_the_answer() -> None:
    asked = "They say that the test proved nothing. Do you accept that?"
    assert answered("the test proved nothing", answer(asked, "No.")) == "disputes"


def test_a_retort_is_to_what_was_said_before() -> None:
    assert retorted(CLAIM, answer(None, "That is simply not true.", before="They say the harbour bridge is safe."))
    assert not retorted(CLAIM, answer(None, "That is simply not true.", before="They say the soup is good."))


def test_who_passes_a_claim_on_as_what_one_is_to_believe_stands_back_from_it() -> None:
    assert distanced(CLAIM, "The town would like us to believe that the harbour bridge is safe.")
    assert not distanced(CLAIM, "I believe that the harbour bridge is safe.")


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("It is not: nine bolts are loose.", "disputes"),
        ("I do not believe it.", "disputes"),
        ("I have read their report and cannot agree.", "disputes"),
        ("She is right.", "affirms"),
        ("It is.", "affirms"),
        ("It is painted green.", None),
    ],
)
def test_a_short_retort_takes_a_side(text: str, side: str | None) -> None:
    assert retorted(CLAIM, answer(None, text, before="They say the harbour bridge is safe.")) == side
