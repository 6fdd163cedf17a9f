from __future__ import annotations

from tests.index.attribute.reading import read


def told(text: str) -> list[tuple[str | None, str]]:
    statements, _ = read(text)
    return [(s.speaker, " … ".join(text[c.start : c.end] for c in s.content)) for s in statements]


def test_an_aside_belongs_to_the_subject_of_its_own_sentence() -> None:
    text = "Mr Vance praised the plan. Mr Odell doubted that it would last: a wall without a drain, he warned, falls."
    assert told(text)[1:] == [
        ("Odell", "that it would last"),
        ("Odell", "a wall without a drain … falls"),
    ]


def test_both_sides_of_a_stop_are_kept_where_only_one_reports() -> None:
    text = "There are two roads; both are bad, Ann Lee said."
    assert told(text) == [("Ann Lee", "There are two roads; both are bad")]
