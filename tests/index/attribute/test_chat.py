from __future__ import annotations

import pytest

from index.attribute.chat import find_messages
from index.shapes import is_noise

WHATSAPP = """\
[12/05/2024, 18:02:11] Tunde Bakare-Wells: evening all. who's got the keys
[12/05/2024, 18:03:40] Jo (Plot 9): Not me.
They said: ask Linda
[12/05/2024, 18:04:02] +44 7700 900461: hi all Karim here
[12/05/2024, 18:06:50] Tunde Bakare-Wells: found them
"""
ANDROID = """\
12/05/2024, 18:02 - Tunde Bakare: evening all
12/05/2024, 18:03 - Jo: Not me
12/05/2024, 18:04 - Tunde Bakare: who then
"""
SLACK = """\
Tunde Bakare 10:02 AM
evening all

Jo Marsh 10:03 AM
Not me.
Ask Linda.

Tunde Bakare 10:09 AM
found them
"""
IRC = """\
18:02 <tunde> evening all
18:03 <jo_m> not me
18:04 <tunde> who then
"""


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (WHATSAPP, [
            ("Tunde Bakare-Wells", "evening all. who's got the keys"), ("Jo", "Not me.\nThey said: ask Linda"),
            ("+44 7700 900461", "hi all Karim here"), ("Tunde Bakare-Wells", "found them"),
        ]),
        (ANDROID, [("Tunde Bakare", "evening all"), ("Jo", "Not me"), ("Tunde Bakare", "who then")]),
        (SLACK, [("Tunde Bakare", "evening all"), ("Jo Marsh", "Not me.\nAsk Linda."), ("Tunde Bakare", "found them")]),
        (IRC, [("tunde", "evening all"), ("jo_m", "not me"), ("tunde", "who then")]),
    ],
)  # fmt: skip
def test_each_message_is_its_writers(text: str, messages: list[tuple[str, str]]) -> None:
    assert [(t.label, text[t.content.start : t.content.end]) for t in find_messages(text)] == messages


def test_what_stands_in_brackets_behind_a_writer_is_the_role() -> None:
    assert [turn.role for turn in find_messages(WHATSAPP)] == [None, "Plot 9", None, None]


@pytest.mark.parametrize(
    "text",
    [
        "12/05/2024, 18:02 - Tunde: alone\n12/05/2024, 18:03 - Tunde: still alone\n12/05/2024, 18:05 - Tunde: gone\n",
        "The train leaves at 10:02 AM\nand arrives late.\n\nThe bus leaves at 10:30 AM\nand arrives early.\n",
        "Doors open 19:30\nTickets: at the door\n",
    ],
)
def test_other_texts_are_no_chat(text: str) -> None:
    assert find_messages(text) == ()


def test_a_picture_left_out_and_a_time_of_day_are_no_words_of_a_text() -> None:
    assert is_noise("[12/05/2024, 18:13:12] Marek Z: <Media omitted>")
    assert is_noise("4.44 pm")
    assert not is_noise("[12/05/2024, 18:13:12] Marek Z: give that man a plot")


FORUM = """\
# Allotments » Blight already?

**marrowman62** · 2 July 2022, 07:14

Half my Charlottes have brown patches.

**Tess_in_Todmorden** · 2 July 2022, 08:02

> Half my Charlottes have brown patches.

Sorry to hear it.

> patches

How many?

**Moderator (Jules)** · 3 July 2022, 10:00

Moving this.
"""
COMMENTS = """\
The market moves to Castle Square in May.

Ann Lee commented 3 hours ago:
Too far for me.

u/bo_lund · 2h ago
I like it.

Posted by Cy Marsh on 3 May 2024
So do I.
"""


def test_posts_of_a_forum_belong_to_whoever_is_named_over_them() -> None:
    told = [(t.label, t.role, FORUM[t.content.start : t.content.end]) for t in find_messages(FORUM)]
    assert told == [
        ("marrowman62", None, "Half my Charlottes have brown patches."),
        ("Tess_in_Todmorden", None, "Sorry to hear it."),
        ("Tess_in_Todmorden", None, "How many?"),
        ("Moderator", "Jules", "Moving this."),
    ]


def test_comments_below_a_text_belong_to_who_writes_them_and_the_text_does_not() -> None:
    told = [(t.label, COMMENTS[t.content.start : t.content.end]) for t in find_messages(COMMENTS)]
    assert told == [("Ann Lee", "Too far for me."), ("bo_lund", "I like it."), ("Cy Marsh", "So do I.")]


def test_things_with_their_dates_post_nothing() -> None:
    text = "Harbour Day, 3 May 2024\nBoats race.\n\nKite Fair, 4 May 2024\nKites fly.\n\nRegatta, 5 May 2024\nMore boats.\n"
    assert find_messages(text) == ()


def test_a_heading_over_comments_makes_a_name_and_a_day_their_heads() -> None:
    text = "Posted on 9 May 2024\n\nIt is late.\n\n## Comments\n\n"
    text += "**Maureen T.** – 9 May 2024\n\nMy mother too.\n\n**Colm Brady** – 10 May 2024\n\nNot mine.\n\n**nurse_b** – 10 May 2024\n\nSpot on.\n"
    assert [(t.label, text[t.content.start : t.content.end]) for t in find_messages(text)] == [
        ("Maureen T.", "My mother too."), ("Colm Brady", "Not mine."), ("nurse_b", "Spot on."),
    ]  # fmt: skip


def test_who_posts_and_when_may_stand_on_two_lines() -> None:
    text = "Thread: brakes\n\nPosted by: hollis_m\nDate: 3 March 2024, 19:12\nThey squeal.\n\n"
    text += "Posted by: Marit K\nDate: 4 March 2024, 08:05\nOil them.\n\nPosted by: hollis_m\nDate: 5 March 2024, 09:00\nThanks.\n"
    assert [(t.label, text[t.content.start : t.content.end]) for t in find_messages(text)] == [
        ("hollis_m", "They squeal."), ("Marit K", "Oil them."), ("hollis_m", "Thanks."),
    ]  # fmt: skip
