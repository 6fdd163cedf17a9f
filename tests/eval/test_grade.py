from __future__ import annotations

from typing import Any

from eval.cases import Case
from eval.grade import duplicates, grade, same_name, verbatim
from index.types import Span
from rag.types import Answer, Citation, Confidence, Coverage, Receipt, Refusal, Voice

TEXT = "Ines Okafor said: “It costs 12 crowns.” Paul Brandt said: “It costs nothing.”"
OKAFOR, BRANDT = (
    {"document": "offer.txt", "quote": "It costs 12 crowns."},
    {"document": "offer.txt", "quote": "It costs nothing."},
)


def cited(number: int, text: str, speaker: str | None) -> Citation:
    start = TEXT.index(text)
    voice = Voice(speaker, None, "direct", (Span(start, start + len(text)),))
    return Citation(number, "d1", "Offer", "sha", text, start, start + len(text), None, voice)


def answer(*citations: Citation, refused: bool = False) -> Answer:
    refusal = Refusal("low_confidence", "No.") if refused else None
    return Answer(
        "?", "?", "…", "…", Confidence(0.6, 0.1), Coverage(1, 1), Receipt("c", "s", {}, "0"),
        citations=citations, refusal=refusal,
    )  # fmt: skip


def judged(case: dict[str, Any], *citations: Citation, refused: bool = False) -> Any:
    return grade(Case(id="a", question="?", **case), answer(*citations, refused=refused), {"d1": "offer.txt"})


def test_a_sentence_that_holds_the_quote_covers_it() -> None:
    found = judged({"needs": [[OKAFOR]]}, cited(1, "Ines Okafor said: “It costs 12 crowns.”", "Ines Okafor"))
    assert found.passed and found.covered == 1 and found.useful == (1,)


def test_two_citations_of_one_thing_both_count_as_needed() -> None:
    both = cited(1, "It costs 12 crowns.", "Ines Okafor"), cited(2, "Ines Okafor said: “It costs 12 crowns.”", None)
    assert judged({"needs": [[OKAFOR]]}, *both).useful == (1, 2)


def test_a_citation_of_something_else_is_not_needed() -> None:
    found = judged({"needs": [[OKAFOR]]}, cited(1, "It costs nothing.", "Paul Brandt"))
    assert not found.passed and found.covered == 0 and found.useful == ()


def test_each_needed_thing_is_counted() -> None:
    found = judged({"needs": [[OKAFOR], [BRANDT]]}, cited(1, "It costs nothing.", "Paul Brandt"))
    assert found.covered == 1 and "does not cite “It costs 12 crowns.”" in found.faults


def test_the_wrong_name_beside_right_words_is_a_fault() -> None:
    case = {"needs": [[OKAFOR]], "speakers": ["Ines Okafor"], "not_speakers": ["Paul Brandt"]}
    found = judged(case, cited(1, "It costs 12 crowns.", "Paul Brandt"))
    assert set(found.faults) == {"does not credit Ines Okafor", "credits Paul Brandt"} and found.attributed == (0, 1)


def test_the_speaker_of_a_quote_is_held_against_its_citation() -> None:
    needs = [[{**OKAFOR, "speaker": "Ines Okafor"}], [{**BRANDT, "speaker": "Paul Brandt"}]]
    found = judged(
        {"needs": needs}, cited(1, "It costs 12 crowns.", "Okafor"), cited(2, "It costs nothing.", "Ines Okafor")
    )
    assert found.attributed == (1, 2)


def test_a_refusal_is_right_where_it_is_due_or_allowed() -> None:
    assert judged({"answerable": False}, refused=True).passed
    assert judged({"may_refuse": True}, refused=True).passed
    assert judged({}, refused=True).faults == ("refused",)
    assert judged({"answerable": False}, cited(1, "It costs nothing.", None)).faults == ("answered",)


def test_names_agree_by_surname_and_without_titles() -> None:
    assert same_name("John E. Herbst", "Herbst") and same_name("Timo Kivimäki", "Prof. Timo Kivimaki")
    assert not same_name("Ines Okafor", "Paul Brandt") and not same_name("Ines Okafor", None)


def test_verbatim_is_by_offset() -> None:
    one = cited(1, "It costs nothing.", None)
    assert verbatim(one, TEXT) and not verbatim(one, f" {TEXT}")
    assert duplicates([one, one]) == 1
