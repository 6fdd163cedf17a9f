from __future__ import annotations

from index.attribute.mail import find_mails
from index.attribute.reader import read_statements
from index.sentences import parse, sentence_spans
from index.types import Sentence

THREAD = """From: Ann Lee <ann@mill.example>
To: Bo Dahl <bo@mill.example>
Subject: The wheel

Bo, what does the new wheel cost?

---
From: Bo Dahl <bo@mill.example>
To: Ann Lee <ann@mill.example>
Subject: Re: The wheel

The wheel costs four thousand crowns. The smith says that it will last.

> what does the new wheel cost?

I shall ask the carpenter as well.
"""


def test_each_mail_belongs_to_who_wrote_it() -> None:
    found = [(turn.label, THREAD[turn.content.start : turn.content.end]) for turn in find_mails(THREAD)]
    assert found == [
        ("Ann Lee", "Bo, what does the new wheel cost?"),
        ("Bo Dahl", "The wheel costs four thousand crowns. The smith says that it will last."),
        ("Ann Lee", "> what does the new wheel cost?"),
        ("Bo Dahl", "I shall ask the carpenter as well."),
    ]


def test_words_under_on_wrote_are_that_writers() -> None:
    text = "Fine by me.\n\nOn Mon, 11 May 2026 at 08:52, Ann Lee <ann@mill.example> wrote:\n> The wheel is old.\n"
    text = "From: Bo Dahl <bo@mill.example>\nTo: Ann Lee\n\n" + text
    found = [(turn.label, text[turn.content.start : turn.content.end]) for turn in find_mails(text)]
    assert found == [("Bo Dahl", "Fine by me."), ("Ann Lee", "> The wheel is old.")]


def test_a_single_mail_is_no_thread() -> None:
    assert find_mails(THREAD.partition("---")[0]) == ()


def test_what_a_mail_reports_is_by_its_writers_account() -> None:
    doc = parse(THREAD, "en")
    statements, _ = read_statements(doc, [Sentence(s.start, s.end) for s in sentence_spans(doc)], "Ann Lee")
    assert [(s.speaker, s.reported_by) for s in statements if s.attribution == "indirect"] == [("smith", "Bo Dahl")]


def test_the_head_of_a_mail_may_be_one_line() -> None:
    text = "From: Ann Lee To: all, cc Bo Dahl\n\nWe move.\n\nFrom: Bo Dahl To: Ann Lee\n\nI stay.\n"
    assert [(turn.label, text[turn.content.start : turn.content.end]) for turn in find_mails(text)] == [
        ("Ann Lee", "We move."),
        ("Bo Dahl", "I stay."),
    ]


def test_a_head_may_be_the_writer_alone() -> None:
    text = "From: Ann Lee, Lee & Dahl\n\nWe move.\n\nFrom: Bo Dahl\n\nI stay.\n"
    assert [turn.label for turn in find_mails(text)] == ["Ann Lee", "Bo Dahl"]


def test_a_line_of_spaces_takes_no_time() -> None:
    assert find_mails("From: Ann" + " " * 50_000 + "b\n\nFrom: Bo" + ";,; " * 20_000 + "!\n") == ()


def test_months_and_towns_write_no_mails() -> None:
    assert find_mails("From: January\n\nRates rise.\n\nFrom: April\n\nThey fall.\n") == ()
    assert find_mails("From: Leeds To: York\n\nTen pounds.\n\nFrom: York To: Leeds\n\nEleven.\n") == ()


def test_the_post_below_the_name_at_the_end_of_a_mail_is_the_writers_role() -> None:
    text = (
        "From: Nadia Ferrant\nTo: Graham Tull\nSubject: Batch\n\nWe should recall it.\n\nNadia\nQuality manager, Hollin Dairy\n\n"
        "From: Graham Tull\nTo: Nadia Ferrant\nSubject: Re: Batch\n\nI disagree.\n\nGraham\nCall me on 0171 4444 any time\n"
    )
    assert {turn.label: turn.role for turn in find_mails(text)} == {
        "Nadia Ferrant": "Quality manager, Hollin Dairy", "Graham Tull": None,
    }  # fmt: skip
