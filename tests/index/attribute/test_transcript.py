from __future__ import annotations

import pytest

from index.attribute.transcript import examiner_before, find_turns, witness_of
from tests.index.attribute.reading import told

DEPOSITION = """DEPOSITION OF MARTA KOWAL

EXAMINATION BY MR. DREW

1   Q.  Where do you work?
    A.  At the mill. I have
        been there for years.
2   Q.  Who runs it?
    A.  Olga Brand.

(Recess.)
"""
HEARING = "THE CHAIR: We begin.\nMS. ORTIZ: Thank you. I object.\nTHE CHAIR: Noted.\nMS. ORTIZ: We move on.\n"


def spoken(text: str) -> list[tuple[str, str]]:
    return [(t.label, text[t.content.start : t.content.end]) for t in find_turns(text)]


def test_questions_and_answers_with_line_numbers() -> None:
    turns = spoken(DEPOSITION)
    assert [label for label, _ in turns] == ["Q", "A", "Q", "A"]
    assert turns[1][1].endswith("for years.")


def test_the_last_turn_ends_with_its_paragraph() -> None:
    assert spoken(DEPOSITION)[-1] == ("A", "Olga Brand.")


def test_names_at_the_head_of_lines() -> None:
    assert spoken(HEARING)[1] == ("MS. ORTIZ", "Thank you. I object.")


def test_a_letter_head_is_no_transcript() -> None:
    assert find_turns("From: Ann Lee\nTo: Bo Dahl\nSubject: Lamps\nFrom: Bo Dahl\nTo: Ann Lee\n") == ()


def test_who_asks_and_who_answers() -> None:
    assert examiner_before(DEPOSITION, len(DEPOSITION)) == "MR. DREW"
    assert witness_of(DEPOSITION, len(DEPOSITION)) == "MARTA KOWAL"


def test_an_interview_names_its_guest() -> None:
    assert witness_of("Jo Reed talks to Ines Valder, who built it", 100) == "Ines Valder"


def test_a_label_after_a_line_break_that_was_joined() -> None:
    joined = "    Q.  Where do you work, and since when?     A.  At the mill.\n    Q.  Who runs it?\n    A.  Olga.\n"
    assert spoken(joined)[:2] == [("Q", "Where do you work, and since when?"), ("A", "At the mill.")]


@pytest.mark.parametrize("stamp", ["[00:{n:02}] ", "(1:00:{n:02}) ", "00:{n:02} - ", "**[00:{n:02}] "])
def test_the_time_of_a_recording_stands_before_the_label(stamp: str) -> None:
    names = ("ANN LEE", "BO LUND (recording, June 2022)") * 2
    mark = "**" if "**" in stamp else ""
    text = "\n\n".join(f"{stamp.format(n=n)}{name}:{mark} I like the number {n}." for n, name in enumerate(names))
    assert [turn.label for turn in find_turns(text)] == ["ANN LEE", "BO LUND"] * 2


THREAD = (
    "wrenfield opened this issue: the viewer exits without a message.\n\nIt did not in 4.1.\n\n"
    "olamide-t (maintainer): Thanks, could you attach a log?\n\nwrenfield: Attached, it is the last line.\n\n"
    "olamide-t: That is a separate matter.\n"
)


def test_handles_of_a_thread_are_labels_and_what_stands_in_brackets_is_a_role() -> None:
    turns = find_turns(THREAD)
    assert [(turn.label, turn.role) for turn in turns] == [
        ("wrenfield", None), ("olamide-t", "maintainer"), ("wrenfield", None), ("olamide-t", None),
    ]  # fmt: skip


def test_fields_of_a_form_are_no_turns() -> None:
    assert find_turns("weight: 2 kg\nprice: 12 pounds.\nweight: 3 kg\nprice: 14 pounds.\n") == ()


def test_who_goes_on_asking_is_named_at_the_head_of_a_line() -> None:
    assert examiner_before("BY MR. OYELARAN:\nQ. When?\n", 20) == "MR. OYELARAN"


def test_questions_by_name_and_answers_by_letter() -> None:
    text = "MS. RHEE: When?\n\nA. In May.\n\nMS. RHEE: Who?\n\nA. My uncle.\n\nMR. VANCE: I object.\n"
    assert [label for label, _ in spoken(text)] == ["MS. RHEE", "A", "MS. RHEE", "A", "MR. VANCE"]


def test_who_plays_a_part_is_named_in_brackets() -> None:
    text = (
        "HOST (Mab): Welcome.\nGUEST (Dr Hollis Yeo, soil scientist): Hello.\nGUEST (Barney Croft, market gardener): Hello.\n"
        "HOST: Slugs?\nDR YEO: Few.\nGUEST (Barney Croft): Many.\n"
    )
    turns = [(turn.label, turn.role) for turn in find_turns(text)]
    assert turns[:4] == [
        ("Mab", "host"), ("Dr Hollis Yeo", "soil scientist"), ("Barney Croft", "market gardener"), ("Mab", None),
    ]  # fmt: skip
    assert [label for label, _ in turns[4:]] == ["DR YEO", "Barney Croft"]


def test_people_who_are_introduced_in_a_row() -> None:
    text = (
        "Anneke Vos, chief executive of Norsteel: We have lost 60 million.\n\nGary Stott, secretary: A buyer came in March.\n\n"
        "Kevin Stott, apprentice, 18: Hamble is too far off.\n\nDeadline: Friday.\n"
    )
    assert [(turn.label, turn.role) for turn in find_turns(text)] == [
        ("Anneke Vos", "chief executive of Norsteel"), ("Gary Stott", "secretary"), ("Kevin Stott", "apprentice"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "- Hana Lind, The Long Dam: A History of Lake Works\n- Bo Dahl, Mills: Their Use\n- Ann Lee, Nets: How to Mend Them\n",
        "Bo Lund, Norway: 10.32\nAnn Lee, Wales: 10.41\nJan Kerr, Kenya: 10.44\n",
        "fix: the parser no longer fails on empty input.\nfeat: a new option prints the whole tree.\n"
        "fix: long lines are cut at a space.\nfeat: the server reads its port from a file.\n",
        "1. What is the capital?\nA. Oslo\nB. Bergen\nHint: It is south.\n2. Who wrote it?\nA. Ibsen\nB. Hamsun\nHint: No.\n",
    ],
)
def test_books_results_changes_and_quizzes_are_no_talk(text: str) -> None:
    assert find_turns(text) == ()


def test_a_place_or_a_gesture_in_brackets_is_neither_a_name_nor_a_role() -> None:
    text = "Bo Lund (Milton Keynes): Closed.\nAnn Lee (laughs): Why?\nBo Lund: It flooded.\nAnn Lee: I see.\n"
    assert [(turn.label, turn.role) for turn in find_turns(text)][:2] == [
        ("Bo Lund", "Milton Keynes"),
        ("Ann Lee", None),
    ]


def test_a_wrapped_line_that_begins_with_by_is_no_heading() -> None:
    text = "EXAMINATION BY MR. DREW\n\nQ.  Who?\nA.  It was signed\nby Mr. Lind yesterday.\nQ.  When?\nA.  In May.\n"
    assert examiner_before(text, len(text)) == "MR. DREW"


def test_a_member_is_known_by_name_behind_seat_and_party_and_an_office_goes_by_the_name_in_brackets() -> None:
    text = (
        "The Secretary of State for Transport (Imelda Straker): I beg to move.\n\n"
        "Mr Corin Ashdown (West Fenmarsh) (Con): Will she give way?\n\n"
        "Imelda Straker: I will not.\n\n"
        "Siobhan Mac Giolla (Upper Bann, Ind): What does she say?\n\n"
        "The Secretary of State for Transport: I say no.\n\n"
        "Mr Corin Ashdown: A pity.\n"
    )
    assert [(turn.label, turn.role) for turn in find_turns(text)] == [
        ("Imelda Straker", "Secretary of State for Transport"), ("Mr Corin Ashdown", "West Fenmarsh, Con"),
        ("Imelda Straker", None), ("Siobhan Mac Giolla", "Upper Bann, Ind"), ("Imelda Straker", None),
        ("Mr Corin Ashdown", None),
    ]  # fmt: skip


def test_with_a_time_before_every_label_one_who_speaks_twice_is_enough() -> None:
    text = "[18:02] Tunde Bakare: Who has the keys?\n[18:03] Jo: Not me.\n[18:04] Marek Z: I gave them away.\n[18:06] Tunde Bakare: So.\n"
    assert [turn.label for turn in find_turns(text)] == ["Tunde Bakare", "Jo", "Marek Z", "Tunde Bakare"]


def test_who_plays_a_part_is_named_once_and_says_nothing_there() -> None:
    text = "Interviewer: Morwenna Clegg\nRecorded in Quay Street.\n\n" + "".join(
        f"CLEGG: Where was that, then?\nTREWHELLA: It was in the harbour, number {n}.\n" for n in range(3)
    )
    assert {turn.label for turn in find_turns(text)} == {"CLEGG", "TREWHELLA"}


INITIALS = """Rosalind Teague has restored forty church organs. She talks to Mateo Lindqvist about mice and money.

Mateo Lindqvist: You began as a plumber. How did that happen?

Rosalind Teague: By accident. The organist was crying.

ML: What was Houtman like?

RT: Impossible. He would throw a chisel at you.

ML: And you?

RT: I am softer than he was, I think.
"""


def test_initials_that_an_interview_goes_on_with_are_whose_they_are() -> None:
    assert {speaker for speaker, how, _ in told(INITIALS) if how == "direct"} == {"Rosalind Teague", "Mateo Lindqvist"}


HOUSE = """Sir Gerald Wynne (North Marches) (Con): I beg to move, That this House has considered bus services.

Fiona Keating (Eastmoor) (Lab): I congratulate the hon. Gentleman on securing this debate.

The Parliamentary Under-Secretary of State for Transport (Mr Oliver Haines): I thank my hon. Friend for his speech.

Fiona Keating: Will the Minister publish those figures?

Mr Haines: I will write to the hon. Lady.

Sir Gerald Wynne: I am grateful to the Minister.
"""


def test_a_long_office_with_a_name_in_brackets_is_who_speaks() -> None:
    said = [(speaker, words) for speaker, how, words in told(HOUSE) if how == "direct"]
    assert ("Oliver Haines", "I thank my hon. Friend for his speech.") in said
    assert ("Oliver Haines", "I will write to the hon. Lady.") in said


HEARD = """EMPLOYMENT TRIBUNAL
BETWEEN: Ms Farida Hassan (Claimant) and Copperline Logistics Ltd (Respondent)
Before: Employment Judge Rosalind Tate

STUART HOLLAND, sworn

Cross-examination by MR ECCLES

Q. Mr Holland, you were the depot manager in March 2022?

A. Yes. I had been there since 2015.

Q. What did she say?

A. Ms Hassan told me about the drivers.

Q. Did she say which driver?

A. She said it was Ray Dutton.

Q. Thank you.

JUDGE TATE: And did you discuss it with her?

THE WITNESS: Not until May, when it was too late.

JUDGE TATE: We will rise there.
"""


def test_the_judge_and_the_witness_go_by_their_names() -> None:
    said = {words: speaker for speaker, how, words in told(HEARD) if how == "direct"}
    assert said["And did you discuss it with her?"] == "Rosalind Tate"
    assert said["Not until May, when it was too late."] == said["Ms Hassan told me about the drivers."] != "The Witness"
    assert not {"Between", "Before", "BETWEEN"} & set(said.values())
    told_of = [(speaker, words) for speaker, how, words in told(HEARD) if how == "indirect"]
    assert ("Farida Hassan", "it was Ray Dutton") in told_of and all(words != "you" for _, words in told_of)
