from __future__ import annotations

from index.types import Document, Span, Statement
from rag.types import Candidate, Evidence, Voice
from rag.voices import joined, names_in, side_by_side, voices_in


def voice(speaker: str | None, *spans: tuple[int, int], role: str | None = None) -> Voice:
    return Voice(speaker, role, "indirect", tuple(Span(*span) for span in spans))


def test_those_who_share_words_are_one_voice() -> None:
    both = joined([voice("Ann Rowe", (0, 9), role="pilot"), voice("Bo Lind", (0, 9))])
    assert (both.speaker, both.role) == ("Ann Rowe and Bo Lind", "Ann Rowe: pilot")


def test_the_first_speaks_where_words_differ() -> None:
    assert joined([voice("Ann Rowe", (0, 9)), voice("Bo Lind", (20, 30))]).speaker == "Ann Rowe"


def test_a_sentence_of_two_is_credited_to_both() -> None:
    assert side_by_side([voice("Ann Rowe", (0, 9)), voice("Bo Lind", (20, 30))]).speaker == "Ann Rowe and Bo Lind"


def test_who_is_told_of_within_anothers_words_is_not_credited_with_them() -> None:
    assert side_by_side([voice("Ann Rowe", (0, 30)), voice("Bo Lind", (20, 30))]).speaker == "Ann Rowe"


def test_nobody_is_named_twice() -> None:
    assert side_by_side([voice("Ann and Bo", (0, 9)), voice("Bo", (20, 30))]).speaker == "Ann and Bo"


def test_words_of_nobody_known_stay_nobodys() -> None:
    assert side_by_side([voice(None, (0, 9)), voice("Bo Lind", (20, 30))]).speaker is None


def test_a_turn_does_not_answer_for_what_it_reports_of_others() -> None:
    text = "Yes, he did. He said that it would hold for years and years."
    said = (Span(21, 60),)
    turn = Statement("Ann Rowe", "direct", (Span(0, 60),))
    inner = Statement("Bo Lind", "indirect", said, cue=Span(16, 20), reported_by="Ann Rowe")
    document = Document("1", "1", text, "t", "txt", "en", statements=(turn, inner))
    voices = voices_in(document, Span(13, 60))
    assert [(v.speaker, v.content) for v in voices] == [("Bo Lind", said), ("Ann Rowe", (Span(0, 21),))]
    assert side_by_side(voices).speaker == "Bo Lind"


def test_each_of_those_who_share_words_is_named() -> None:
    both = (voice("Ann Rowe", (0, 9)), voice("Bo Lind", (0, 9)))
    found = Candidate("d", 0, Span(0, 9), "They left", "T", 0.5, voices=both)
    assert names_in(Evidence(found, found.span, 0.9, joined(both))) == ("Ann Rowe", "Bo Lind")
    assert names_in(Evidence(found, found.span, 0.9, both[0])) == ("Ann Rowe",)
