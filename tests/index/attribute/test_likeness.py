from __future__ import annotations

from random import Random

from index.attribute.likeness import Surnames, like, plain

ZELENSKYY = ("zelensky", "zelenskyy", "zelenskiy", "zelenskij")


def test_spellings_of_one_surname_are_like() -> None:
    forms = {plain(name) for name in ZELENSKYY}
    assert all(like(one, other) for one in forms for other in forms)


def test_short_surnames_are_like_only_when_equal() -> None:
    assert like("smith", "smith")
    assert not like("smith", "smyth")


def test_surnames_that_only_look_alike_stay_apart() -> None:
    assert not like("clinton", "clifton")


def test_the_index_finds_what_a_walk_over_all_names_finds() -> None:
    draw = Random(7)
    names = ["".join(draw.choice("abln") for _ in range(draw.randint(5, 17))) for _ in range(300)]
    names += [name[:at] + "l" + name[at:] for name in names for at in (2, 5)]
    index = Surnames(names)
    for name in names[:60]:
        assert index.like(name) == {other for other in names if like(name, other)}
