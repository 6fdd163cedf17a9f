from __future__ import annotations

from pathlib import Path

import pytest

from eval.cases import EXAMPLE, Case, CaseError, Quote, load_cases, missing_quotes
from eval.suites import ROOT, SUITES, Suite
from index.load import LoadLimits, load

KINDS = frozenset(
    "fact attribution stance comparison paraphrase typo followup near_miss far_off false_premise injection swap".split()
)


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "mine.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_case_needs_no_more_than_a_question(tmp_path: Path) -> None:
    (case,) = load_cases(written(tmp_path, "", '{"question": "Who paid?"}'))
    assert (case.id, case.split, case.kind, case.answerable) == ("line-2", "dev", "fact", True)


def test_the_example_in_the_message_is_a_case(tmp_path: Path) -> None:
    assert load_cases(written(tmp_path, EXAMPLE))[0].needs[0][0].document == "offer.txt"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"question": "Who?", "answerabel": false}', "line 1, answerabel"),
        ('{"question": ""}', "line 1, question"),
        ("who?", "line 1"),
        ("", "holds no cases"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(CaseError, match=says):
        load_cases(written(tmp_path, line))


def test_ids_come_once(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="'a' comes twice"):
        load_cases(written(tmp_path, *['{"id": "a", "question": "Who?"}'] * 2))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="nowhere"):
        load_cases(tmp_path / "nowhere.jsonl")


def test_quotes_that_no_document_has_are_found() -> None:
    case = Case(
        id="a", question="?", needs=((Quote(document="d", quote="two\n words"), Quote(document="d", quote="x")),)
    )
    assert missing_quotes([case], {"d": "The two  words."}) == ["a: x"]


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_what_ships_quotes_its_documents(suite: Suite) -> None:
    cases = load_cases(suite.cases)
    named = {quote.document for case in cases for need in case.needs for quote in need}
    texts = {name: load(suite.documents / name, LoadLimits(50_000_000, 20_000_000)).text for name in named}
    assert missing_quotes(cases, texts) == [] and {case.kind for case in cases} <= KINDS


def test_the_cases_in_the_documentation_are_cases(tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "evaluation.md").read_text("utf-8")
    lines = [line for line in manual.splitlines() if line.startswith('{"question"')]
    assert [case.answerable for case in load_cases(written(tmp_path, *lines))] == [True, True, False]
    assert all(f"| `{field}` |" in manual for field in Case.model_fields)
