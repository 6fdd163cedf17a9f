from __future__ import annotations

from tests.index.attribute.reading import read

HEAD = "Minutes of the board\nPresent: Ann Moor, Bo Lund and Cy Hale.\nAnn Moor moved that the weir be closed. "


def told(text: str) -> list[tuple[str | None, str]]:
    statements, _ = read(text)
    return [(s.speaker, " … ".join(text[c.start : c.end] for c in s.content)) for s in statements]


def test_each_side_of_a_vote_is_told_apart() -> None:
    found = told(HEAD + "The motion was carried, Ann Moor voting in favour and Bo Lund against.")
    assert ("Ann Moor", "Ann Moor voting in favour") in found
    assert ("Bo Lund", "Bo Lund against") in found


def test_who_seconds_is_cited_without_an_object() -> None:
    assert ("Bo Lund", "Bo Lund seconded") in told(HEAD + "Bo Lund seconded.")


def test_all_who_stand_behind_one_title_vote() -> None:
    found = told(HEAD + "The motion carried, 5 to 2. Councillors Bresler and Fairweather voted against.")
    assert {who for who, what in found if what.endswith("voted against")} == {"Bresler", "Fairweather"}


def test_news_of_a_vote_is_left_to_the_reports() -> None:
    assert ("Bo Lund", "Bo Lund against") not in told("Ann Moor is old. Ann Moor voting in favour and Bo Lund against.")


def test_who_shares_a_worry_is_cited_for_it() -> None:
    assert [who for who, _ in told("Ann Moor shared Bo Lund's worry about the weir.")] == ["Ann Moor"]


def test_a_colleague_is_called_by_name_and_sir_says_nothing() -> None:
    assert [who for who, _ in told('Your colleague Ines Quarto called it "wet".')] == ["Ines Quarto"]
    said = told("Sir, – As captain I have been quoted as saying that the timer would stop the clock.")
    assert "Sir" not in [who for who, _ in said]


def test_a_roll_call_is_a_vote_of_each() -> None:
    found = told(HEAD + "Failed 1-2. Aye: Moor. Nay: Lund, who said no.")
    assert [who for who, words in found if words.startswith("Nay")] == ["Bo Lund"]
    assert [who for who, words in found if words.startswith("Aye")] == ["Ann Moor"]


def test_who_votes_stands_right_before_the_vote() -> None:
    found = told(
        HEAD + "Ann Moor said that, having heard Cy Hale, she would vote for it. It was carried by two votes to one."
    )
    assert "Cy Hale" not in [who for who, _ in found]
