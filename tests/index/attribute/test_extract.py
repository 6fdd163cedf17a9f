from __future__ import annotations

from pathlib import Path

import pytest

from index.attribute.extract import Relation, extract
from index.attribute.view import View, make_view
from index.attribute.weights import Linear, load_weights
from index.errors import ModelError
from index.sentences import parse, sentence_spans
from index.types import Sentence


def view_of(text: str) -> View:
    doc = parse(text, "en")
    return make_view(doc, [Sentence(s.start, s.end) for s in sentence_spans(doc)])


def relations(text: str) -> list[tuple[str, str, str]]:
    view = view_of(text)
    found = extract(view, load_weights())
    return [(_text(view, *one.source), view.word[one.cue], _content(view, one)) for one in found]


def _text(view: View, first: int, last: int) -> str:
    return view.text[view.start[first] : view.end[last]]


def _content(view: View, relation: Relation) -> str:
    return " … ".join(_text(view, first, last).strip("“”,") for first, last in relation.content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said the road was closed.", ("The mayor", "said", "the road was closed")),
        ("“We lost,” the coach told reporters.", ("the coach", "told", "We lost")),
        ("Voters fear that prices will rise.", ("Voters", "fear", "that prices will rise")),
        ("The board urged the town to close the road.", ("The board", "urged", "the town to close the road")),
        ("The road, the mayor said, was closed.", ("the mayor", "said", "The road … was closed")),
        ("His concern is that the dam will fail.", ("His", "concern", "that the dam will fail")),
        ("The plan was described by the mayor as a disaster.", ("the mayor", "described", "The plan … as a disaster")),
    ],
)
def test_forms(text: str, expected: tuple[str, str, str]) -> None:
    assert relations(text) == [expected]


def test_a_report_inside_a_report_names_its_outer_one() -> None:
    found = extract(view_of("The mayor said that voters believe that the road is closed."), load_weights())
    assert [relation.outer for relation in found] == [None, 0]


def test_an_empty_text() -> None:
    assert relations("") == []
    assert relations(" \n ") == []


def test_no_weights(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="train them again"):
        load_weights(tmp_path / "none.json")


def test_weights_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text('{"format": 0}', encoding="utf-8")
    with pytest.raises(ModelError, match="format 0"):
        load_weights(tmp_path / "old.json")


def test_unknown_features_weigh_nothing() -> None:
    assert Linear(0.5, {"a": 1.0}).score(["a", "b"]) == 1.5
