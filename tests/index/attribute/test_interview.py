from __future__ import annotations

from index.attribute.interview import find_interview
from tests.index.attribute.reading import read

TALK = """# “The mountain doesn’t know your name”

*Annelise Brandvold has climbed eleven high peaks. She talks to Peter Quill about fear.*

**You turned back last year. Do you regret it?**

No. I cried for a day. My partner, Sigurd Haugen, said that the summit is only halfway.

**Some people called you timid afterwards.**

I have eight fingers and I keep them.

**What comes next?**

Three more peaks, perhaps.

*This interview has been shortened.*
"""


def test_questions_in_bold_are_the_interviewers_and_what_stands_between_them_the_others() -> None:
    told = [(turn.label, TALK[turn.content.start : turn.content.end][:12]) for turn in find_interview(TALK)]
    assert told == [
        ("Peter Quill", "You turned b"), ("Annelise Brandvold", "No. I cried "), ("Peter Quill", "Some people "),
        ("Annelise Brandvold", "I have eight"), ("Peter Quill", "What comes n"), ("Annelise Brandvold", "Three more p"),
    ]  # fmt: skip


def test_a_note_behind_the_last_answer_is_no_part_of_it() -> None:
    last = find_interview(TALK)[-1]
    assert TALK[last.content.start : last.content.end] == "Three more peaks, perhaps."


def test_whom_an_answer_cites_is_cited_by_whoever_answers() -> None:
    found = [(s.speaker, s.reported_by) for s in read(TALK)[0] if s.cue]
    assert ("Sigurd Haugen", "Annelise Brandvold") in found


def test_who_asks_may_be_the_author() -> None:
    plain = TALK.replace("She talks to Peter Quill about fear.", "")
    assert {turn.label for turn in find_interview(plain)} == {"Annelise Brandvold"}
    assert {turn.label for turn in find_interview(plain, "Bo Lund")} == {"Bo Lund", "Annelise Brandvold"}


def test_headings_in_bold_and_questions_that_nobody_answers_are_no_interview() -> None:
    text = "Ann Lee wrote this.\n\n**What is a weir?**\n\nA low dam.\n\n**Who built it?**\n\nMonks.\n\n**Is it safe?**\n\nYes.\n"
    assert find_interview(text) == ()
    assert find_interview(TALK.replace("?**", "**").replace(".**", "**")) == ()


def test_questions_that_a_body_answers_under_its_own_heading_are_nobodys() -> None:
    text = "# Recall\n\nI am sorry, said Gwen Moor.\n\n# Questions and answers from the Authority\n\n"
    text += "**Is mine affected?**\n\nLook at the label. We do not know yet.\n\n**What do I do?**\n\nUnplug it.\n\n"
    text += "**Who pays?**\n\nIn our view the maker does.\n"
    assert find_interview(text) == ()
