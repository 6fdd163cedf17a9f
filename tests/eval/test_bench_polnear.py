from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.bench.polnear import relations_of
from eval.bench.polnear_data import Words, overlap_f1, parse_brat, read_articles
from eval.bench.polnear_score import Prediction, count, figures
from eval.bench.speakers import CASES, SpeakerCase, answers, read_cases, same_name
from index.types import Document, Span, Statement

TEXT = "Ann Lee said the dam would hold. Bo Dahl doubts it. Rain is expected on Sunday."
BRAT = """T1\tSource 0 7\tAnn Lee
T2\tCue 8 12\tsaid
T3\tContent 13 20;21 31\tthe dam would hold
T4\tAttribution 8 12\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
T5\tCue 55 66\tis expected
T6\tContent 51 55;67 76\tRain on Sunday
E2\tAttribution-no-source:T5 Cue:T5 Content:T6
"""
HOLD = Prediction((Span(0, 7),), (Span(13, 31),))


def test_brat_relations_keep_broken_spans() -> None:
    first, second = parse_brat(BRAT)
    assert first.content == (Span(13, 20), Span(21, 31))
    assert (first.source, second.source) == ((Span(0, 7),), ())


def test_a_blank_line_and_a_torn_text_are_skipped() -> None:
    assert len(parse_brat(BRAT.replace("hold\n", "hold\n\nrest of a text\n"))) == 2


def test_the_first_annotation_by_name_counts(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "a_b.txt").write_bytes(TEXT.encode())
    (tmp_path / "attributions" / "a_b_x1.ann").write_text(BRAT, encoding="utf-8")
    (tmp_path / "attributions" / "a_b_x2.ann").write_text("", encoding="utf-8")
    assert [len(article.relations) for article in read_articles(tmp_path)] == [2]


def test_words_are_compared_and_punctuation_is_not() -> None:
    words = Words(TEXT)
    assert overlap_f1(words.of([Span(13, 31)]), words.of([Span(13, 32)])) == 1.0


def test_a_right_relation() -> None:
    found = figures(count(TEXT, parse_brat(BRAT), [HOLD]))
    assert (found["precision"], found["recall"], found["source_given_content"]) == (1.0, 1.0, 1.0)
    assert found["strict_recall"] == 0.5


def test_the_right_content_of_another_source() -> None:
    found = figures(count(TEXT, parse_brat(BRAT), [Prediction((Span(33, 40),), HOLD.content)]))
    assert (found["f1"], found["source_given_content"], found["content_f1"]) == (0.0, 0.0, 1.0)


def test_a_relation_that_matches_a_sourceless_one_is_not_held_wrong() -> None:
    sourceless = Prediction((Span(33, 40),), (Span(51, 55), Span(67, 79)))
    assert figures(count(TEXT, parse_brat(BRAT), [HOLD, sourceless]))["precision"] == 1.0


def test_two_predictions_do_not_share_one_annotation() -> None:
    assert figures(count(TEXT, parse_brat(BRAT), [HOLD, HOLD]))["precision"] == 0.5


def test_joint_speakers_are_one_relation_and_nested_reports_none() -> None:
    content, cue = (Span(13, 31),), Span(8, 12)
    one = Statement("Ann Lee", "indirect", content, source=Span(0, 3), cue=cue)
    other = Statement("Bo Dahl", "indirect", content, source=Span(4, 7), cue=cue)
    inner = Statement("Jo", "indirect", (Span(17, 20),), source=Span(0, 2), reported_by="Ann Lee")
    assert relations_of([one, other, inner]) == [Prediction((Span(0, 3), Span(4, 7)), content)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Pentagon", "Pentagon", True),
        ("South Korea’s National Weather Service", "National Weather Service", True),
        ("Bill Moor", "Hana Moor", False),
        ("Moor", "Hana Moor", False),
    ],
)
def test_names_of_speakers(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_what_nobody_is_cited_for_is_the_authors() -> None:
    document = Document("d", "s", TEXT, "t", "text", "en", author="Jo Reed")
    assert answers(SpeakerCase("d", "Bo Dahl doubts it", "Jo Reed", "author"), document) == [("Jo Reed", "author")]


def test_the_cases_quote_the_seeds() -> None:
    seeds = Path(__file__).parents[2] / "seeds"
    cases = read_cases(CASES)
    assert len(cases) >= 40
    assert all(case.quote in (seeds / case.document).read_text(encoding="utf-8") for case in cases)
    assert json.dumps([case.attribution for case in cases]).count("author") >= 4
