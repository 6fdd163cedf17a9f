from __future__ import annotations

import re

from index.types import Document, Sentence, Span, Statement
from rag.exchanges import exchanges

TEXT = """Ann: Is the weir still safe?
Bo: It is not. The sill has gone.
Ann: Some say the otters did it.
Bo: Nonsense.
Ann: What now?
Bo: We wait."""


def transcript(text: str) -> Document:
    lines = [(m.start(), m["label"], Span(*m.span("said"))) for m in re.finditer(r"(?P<label>\w+): (?P<said>.+)", text)]
    turns = [Statement(label, "direct", (said,), source=Span(at, at + len(label))) for at, label, said in lines]
    sentences = tuple(Sentence(*m.span()) for m in re.finditer(r"[^ \n:][^.?:]*[.?]", text))
    return Document(text, text, text, "t", "txt", "en", statements=tuple(turns), sentences=sentences)


def prompts(text: str) -> dict[str, str | None]:
    document = transcript(text)
    spans = {s: exchanges(document).prompt_of(document, s) for s in document.sentences}
    return {text[s.start : s.end]: text[f.start : f.end] if f else None for s, f in spans.items()}


def test_an_answer_has_the_question_before_it() -> None:
    found = prompts(TEXT)
    assert found["It is not."] == found["The sill has gone."] == "Is the weir still safe?"
    assert found["Is the weir still safe?"] is None


def test_who_mostly_asks_asks_without_a_question_mark_too() -> None:
    assert prompts(TEXT)["Nonsense."] == "Some say the otters did it."


def test_what_is_put_to_somebody_is_known_from_what_is_answered() -> None:
    document = transcript(TEXT)
    put = [TEXT[s.start : s.end] for s in document.sentences if exchanges(document).is_put(s)]
    assert put == ["Is the weir still safe?", "Some say the otters did it.", "What now?"]


def test_people_who_talk_without_asking_answer_nothing() -> None:
    assert set(prompts("Ann: The weir is safe.\nBo: The sill has gone.\nAnn: It rains.\nBo: It does.").values()) == {
        None
    }


def test_of_a_long_question_its_end_is_read() -> None:
    document = transcript(f"Ann: {'So many words about the weir. ' * 20}Is it safe?\nBo: No.\nAnn: Why?\nBo: Rot.")
    found = exchanges(document).prompt_of(document, document.sentences[21])
    assert found is not None and found.end - found.start < 400
    assert document.text[: found.end].endswith("Is it safe?")
