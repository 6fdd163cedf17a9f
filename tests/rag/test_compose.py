from __future__ import annotations

from dataclasses import replace

from index.types import Span
from rag.compose import compose, introduced, quoted
from rag.types import Candidate, Choice, Citation, Evidence, Prompt, Question, Voice

OKAFOR = Voice("Ines Okafor", "harbour master", "direct")
AUTHOR = Voice(None, "author", "author")


def made(number: int, text: str, voice: Voice, stance: str | None = None) -> tuple[Evidence, Citation]:
    span = Span(0, len(text))
    evidence = Evidence(Candidate("d", number, span, text, "T", 0.5), span, 0.9, voice, stance)  # type: ignore[arg-type]
    return evidence, Citation(number, "d", "T", "0", text, 0, len(text), None, voice)


def test_every_sentence_is_at_its_offsets() -> None:
    pairs = [made(1, "Fares will rise.", OKAFOR), made(2, "Nobody was\nsurprised.", AUTHOR)]
    choice = Choice(tuple(e for e, _ in pairs), 0.9, lead="Two things.")
    composed = compose(Question("q", "q", "q"), choice, [c for _, c in pairs])
    assert composed.marked == (
        "Two things. Ines Okafor (harbour master): “Fares will rise.” [1] “Nobody was surprised.” [2]"
    )
    assert "[1]" not in composed.plain
    for sentence in composed.sentences:
        assert composed.marked[sentence.start : sentence.end] == sentence.text


def test_words_with_quotation_marks_get_no_second_pair() -> None:
    _, citation = made(1, "“No,” she said.", OKAFOR)
    assert quoted(citation, OKAFOR) == "Ines Okafor (harbour master): “No,” she said."


def test_the_reporter_s_words_are_not_the_speaker_s() -> None:
    reported = Voice("Ines Okafor", None, "indirect")
    _, citation = made(1, "Okafor said fares will rise.", reported)
    assert quoted(citation, reported) == "Ines Okafor, as reported: “Okafor said fares will rise.”"


def test_a_bare_answer_is_shown_with_its_question() -> None:
    evidence, citation = made(1, "I doubt it.", OKAFOR)
    prompt = Prompt("It rains. Will fares rise?", 0.5)
    put = replace(evidence, candidate=replace(evidence.candidate, prompt=prompt))
    composed = compose(Question("q", "q", "q"), Choice((put,), 0.9), [citation])
    assert composed.plain == "Ines Okafor (harbour master), asked “Will fares rise?”: “I doubt it.”"


def test_a_row_is_told_under_the_heads_of_its_columns_once() -> None:
    pairs = [made(1, "| Tap | 47 |", AUTHOR), made(2, "| Well | 48 |", AUTHOR)]
    rows = [replace(e, candidate=replace(e.candidate, columns="Water | Plants")) for e, _ in pairs]
    composed = compose(Question("q", "q", "q"), Choice(tuple(rows), 0.9), [c for _, c in pairs])
    assert composed.plain == "Under “Water | Plants”: “| Tap | 47 |” “| Well | 48 |”"
    _, citation = pairs[0]
    assert quoted(citation, OKAFOR, columns="Water | Plants") == (
        "Ines Okafor (harbour master), under “Water | Plants”: “| Tap | 47 |”"
    )


def test_the_other_side_is_announced() -> None:
    pairs = [made(1, "No.", OKAFOR, "disputes"), made(2, "Yes.", Voice("Brandt", None, "direct"), "affirms")]
    choice = Choice(tuple(e for e, _ in pairs), 0.9, lead="One source disputes it.")
    composed = compose(Question("q", "q", "q"), choice, [c for _, c in pairs])
    assert "[1] One source affirms it. Brandt: “Yes.” [2]" in composed.marked
    assert [composed.marked[s.start : s.end] for s in composed.sentences] == [s.text for s in composed.sentences]


def test_a_report_at_second_hand_says_so() -> None:
    voice = Voice("Brandt", None, "indirect", reported_by="Ines Okafor")
    assert introduced(voice) == "Brandt (by Ines Okafor’s account)"


def test_positions_join_a_speaker_s_citations() -> None:
    pairs = [made(1, "No.", OKAFOR, "disputes"), made(2, "Never.", OKAFOR, "disputes")]
    choice = Choice(tuple(e for e, _ in pairs), 0.9)
    (position,) = compose(Question("q", "q", "q", proposition="p"), choice, [c for _, c in pairs]).positions
    assert (position.speaker, position.stance, position.citation_ids) == ("Ines Okafor", "disputes", (1, 2))
