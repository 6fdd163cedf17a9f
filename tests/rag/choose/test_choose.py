"""People who share a name, asked about by it."""

from __future__ import annotations

from rag.assistant import Assistant
from rag.types import Inquiry
from rag.wording import NAMESAKES
from tests.rag.choose.conftest import Over

FERRY = (
    "Helen Marsh, the harbour board’s chair, said the new ferry would pay for itself within nine years.\n\n"
    "Tom Marsh, who runs the chandlery, said the new ferry would cost him a third of his customers."
)
LEAD = NAMESAKES.format(name="Marsh", people="Helen Marsh, Tom Marsh")


def speakers(assistant: Assistant, question: str) -> list[str | None]:
    return sorted({citation.voice.speaker for citation in assistant.ask(Inquiry(question)).citations}, key=str)


def test_a_shared_name_is_asked_of_each_and_said_so(over: Over) -> None:
    assistant = over({"ferry.txt": FERRY})
    question = "What does Marsh say about the new ferry?"
    assert speakers(assistant, question) == ["Helen Marsh", "Tom Marsh"]
    assert assistant.ask(Inquiry(question)).plain.startswith(LEAD)


def test_a_title_or_first_name_asks_one_of_them(over: Over) -> None:
    assistant = over({"ferry.txt": FERRY})
    assert speakers(assistant, "What does Ms Marsh say about the new ferry?") == ["Helen Marsh"]
    assert speakers(assistant, "What does Tom Marsh say about the new ferry?") == ["Tom Marsh"]


def test_whoever_the_text_calls_so_is_meant(over: Over) -> None:
    called = FERRY + "\n\nMarsh also said that the old ferry, which he had sailed on as a boy, was good for years."
    assistant = over({"ferry.txt": called})
    assert speakers(assistant, "What does Marsh say about the old ferry?") == ["Tom Marsh"]


def test_who_somebody_of_a_shared_name_is(over: Over) -> None:
    answer = over({"ferry.txt": FERRY}).ask(Inquiry("Who is Marsh?"))
    assert "Helen Marsh" in answer.plain
    assert "Tom Marsh" in answer.plain
