"""Plain text is kept as it is, in whatever encoding it comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Unreadable
from index.load import LoadLimits
from index.load.text import read

GERMAN = "Der Stadtrat hat über den Haushalt beraten. Die Gebühren steigen, erklärte der Bürgermeister."


def text_of(data: bytes) -> str:
    return read(data, LoadLimits()).text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text[0] != "\ufeff"))
def test_every_character_is_kept(text: str) -> None:
    assert text_of(text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_decide_and_go(encoding: str) -> None:
    assert text_of("Kivimäki – said".encode(encoding)) == "Kivimäki – said"


def test_line_ends() -> None:
    assert text_of(b"one\r\ntwo\nthree") == "one\ntwo\nthree"
    assert text_of(b"one\rtwo") == "one\ntwo"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", GERMAN),
        ("cp1252", "The café’s owner said “no” to the plan."),
        ("cp1250", "Zażółć gęślą jaźń, proszę państwa, dziękuję bardzo za wszystko."),
        ("cp1251", "Совет собрался во вторник и принял решение о бюджете."),
        ("cp932", "議会は火曜日に開かれ、予算案を可決した。次回は来月です。"),
    ],
)
def test_old_encodings(encoding: str, text: str) -> None:
    assert text_of(text.encode(encoding)) == text


def test_a_wrong_byte_does_not_spoil_the_rest() -> None:
    text = text_of((GERMAN + " ").encode() * 3 + b"\xff end")
    assert text.startswith(GERMAN) and text.endswith("\ufffd end")


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert text_of(b"\xff\xfea\x00\x00\xd8b\x00") == "a\ufffdb"


@pytest.mark.parametrize("data", [b"words\0and more", bytes(range(256)), b"\x89PNG\r\n\x1a\n\x00\x00", b"\x01\x02ab"])
def test_what_is_not_text(data: bytes) -> None:
    with pytest.raises(Unreadable, match="does not look like text"):
        text_of(data)
