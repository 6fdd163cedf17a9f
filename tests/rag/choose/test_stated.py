from __future__ import annotations

import pytest

from index.types import Span
from rag.choose.stated import answers_another, asks_whether, only_points, stated
from rag.types import Candidate, Voice

CLAIM = "closing the harbour bridge"


def said(text: str, cue: str, content: str) -> tuple[Candidate, Voice]:
    at, on = text.index(cue), text.index(content)
    voice = Voice("Ann Rowe", None, "indirect", (Span(on, on + len(content)),), Span(at, at + len(cue)))
    return Candidate("d", 0, Span(0, len(text)), text, "", 0.3, voices=(voice,)), voice


@pytest.mark.parametrize(
    ("text", "cue", "content", "side"),
    [
        ("Ann Rowe defended the closed harbour bridge.", "defended", "the closed harbour bridge", "affirms"),
        ("Ann Rowe rejects the claim.", "rejects", "the claim", "disputes"),
        ("Ann Rowe does not believe it.", "believe", "it", "disputes"),
        ("Ann Rowe did not doubt the town’s plan.", "doubt", "the town’s plan", "affirms"),
        ("Ann Rowe did not reject the plan.", "reject", "the plan", None),
        ("Ann Rowe believes that they will come.", "believes", "that they will come", None),
        ("Ann Rowe urged the town to close the bridge.", "urged", "the town to close the bridge", "affirms"),
        ("Ann Rowe was not happy and urged closing the bridge.", "urged", "closing the bridge", "affirms"),
        ("Ann Rowe urged them not to close the bridge.", "urged", "them not to close the bridge", "disputes"),
        ("Ann Rowe advised against closing the bridge.", "advised", "closing the bridge", "disputes"),
        ("Ann Rowe spoke against the motion.", "spoke", "Ann Rowe spoke against the motion", "disputes"),
        ("Ann Rowe voted in favour.", "voted", "Ann Rowe voted in favour", "affirms"),
        ("Ann Rowe disagreed.", "disagreed", "Ann Rowe disagreed", "disputes"),
        ("Ann Rowe seconded.", "seconded", "Ann Rowe seconded", "affirms"),
        ("Ann Rowe opposed the amendment.", "opposed", "the amendment", None),
        ("Ann Rowe questioned the figure.", "questioned", "the figure", None),
        ("Ann Rowe praised the soup at length.", "praised", "the soup", None),
    ],
)
def test_the_verb_takes_the_side(text: str, cue: str, content: str, side: str | None) -> None:
    assert stated(CLAIM, *said(text, cue, content), ["The council wants the harbour bridge closed."]) == side


def test_what_points_at_something_else_takes_no_side() -> None:
    found = said("Ann Rowe rejects the claim.", "rejects", "the claim")
    assert stated(CLAIM, *found, ["The baker says that his bread is best."]) is None


def test_words_without_a_cue_take_no_side() -> None:
    found, voice = said("Ann Rowe rejects the claim.", "rejects", "the claim")
    assert stated(CLAIM, found, Voice(voice.speaker, None, "direct", voice.content)) is None


def test_who_wonders_takes_no_side() -> None:
    found, _ = said("Ann Rowe asked whether the bridge was safe.", "asked", "whether the bridge was safe")
    assert asks_whether(found)
    assert not asks_whether(said("Ann Rowe said that it was safe.", "said", "that it was safe")[0])


def test_a_plan_that_somebody_wants_ended_is_disputed() -> None:
    found = said("Ann Rowe tabled a motion to end the ferry subsidy.", "tabled", "a motion to end the ferry subsidy")
    assert stated("subsidising the ferry", *found) == "disputes"


def test_an_amendment_is_pointed_at_where_it_was_proposed() -> None:
    before = ["Bo Lund moved to close the bridge.", "Cy Hale proposed an amendment for a trial of one term."]
    found = said("Ann Rowe opposed the amendment.", "opposed", "the amendment")
    assert stated("a trial of one term", *found, before) == "disputes"
    assert stated("closing the bridge", *found, before) is None


def test_a_denial_of_this_has_no_words_to_weigh() -> None:
    assert only_points(said("Ann Rowe denied this.", "denied", "this")[0])
    assert not only_points(said("Ann Rowe denied the theft.", "denied", "the theft")[0])


@pytest.mark.parametrize(
    ("claim", "side"),
    [
        ("the closure is a mistake", None),
        ("closing the ferry", "affirms"),
        ("the ferry should be closed", "affirms"),
        ("closing the ferry is overdue", "affirms"),
    ],
)
def test_who_calls_for_a_thing_does_not_say_that_it_is_so(claim: str, side: str | None) -> None:
    text = "Lee called for closing the ferry, which was closed by mistake."
    cue = Span(text.index("called for"), text.index("called for") + 10)
    voice = Voice("Lee", None, "indirect", (Span(cue.end + 1, len(text)),), cue)
    assert stated(claim, Candidate("d", 0, Span(0, len(text)), text, "T", 0.5, voices=(voice,)), voice) == side


@pytest.mark.parametrize(
    ("text", "cue", "side"),
    [
        ("Ann Rowe was against the plan because it would flood her field.", "against", "disputes"),
        ("Ann Rowe was in favour, as the piers had failed.", "favour", "affirms"),
        ("Ann Rowe was not in favour of the plan.", "favour", "disputes"),
        ("Ann Rowe was not against the plan.", "against", None),
        ("Ann Rowe had doubts about the paint but did not oppose closing the bridge.", "doubts", None),
        ("Nay: Ann Rowe", "Nay", "disputes"),
    ],
)
def test_where_somebody_stands_is_a_side(text: str, cue: str, side: str | None) -> None:
    assert stated(CLAIM, *said(text, cue, text), ["The council wants the harbour bridge closed."]) == side


def test_a_denial_is_of_what_was_said_just_before() -> None:
    found = said("Ann Rowe denied that.", "denied", "that")
    said_before = ["The harbour bridge is closed in secret.", "It rained.", "The soup was cold.", "The baker sang."]
    assert stated("the harbour bridge was closed in secret", *found, said_before) is None
    assert stated("the harbour bridge was closed in secret", *found, said_before[::-1]) == "disputes"


def test_a_view_that_is_dismissed_is_the_one_held_just_before() -> None:
    found = said("That view is dismissed by Ann Rowe.", "dismissed", "That view")
    before = [
        "Bo thinks that the harbour bridge is safe.",
        "Lee is unsure.",
        "He thinks a diver erred.",
        "He was there.",
    ]
    assert stated("the harbour bridge is safe", *found, before) is None
    assert stated("the harbour bridge is safe", *found, before[::-1]) == "disputes"


def test_who_dismisses_a_warning_of_a_plan_is_not_against_it() -> None:
    found = said("Ann Rowe dismissed the warning as noise.", "dismissed", "the warning as noise")
    assert stated(CLAIM, *found, ["Closing the harbour bridge will ruin us, said Bo."]) is None
    assert answers_another(found[0])


def test_whom_one_asks_to_do_a_thing_is_told_to() -> None:
    found = said("Ann Rowe will ask the town to bring them back.", "ask", "the town to bring them back")
    assert stated("harbour fees brought back", *found, ["The town did away with the harbour fees."]) == "affirms"


def test_a_report_is_no_plan_and_a_change_is_not_what_is_so() -> None:
    report = said("Ann Rowe denied the report.", "denied", "the report")
    assert stated("closing the harbour bridge", *report, ["The harbour bridge is to be closed."]) is None
    assert stated("reports of a closed harbour bridge", *report, ["The harbour bridge was closed."]) == "disputes"
    change = said("Ann Rowe supported the change.", "supported", "the change")
    assert stated("the harbour bridge is closed", *change, ["The harbour bridge was closed."]) is None
    assert stated("the harbour bridge should be closed", *change, ["The harbour bridge closed."]) == "affirms"


def test_a_country_that_both_name_makes_no_plan_the_same() -> None:
    found = said("Ann Rowe opposed the plan.", "opposed", "the plan")
    every = lambda words, *_: ()  # noqa: E731 - every word has one like it
    assert stated("throwing Norway out of the council", *found, ["The fleet of Norway sailed."], every) is None


def test_keeping_a_thing_is_about_the_thing() -> None:
    opposed = said("Ann Rowe was opposed.", "opposed", "Ann Rowe was opposed")
    assert stated("keeping bees", *opposed, ["Bees", "Bo Lind asked leave to put two hives there."]) == "disputes"


def test_a_vote_is_on_the_last_motion() -> None:
    voted = said("Ann Rowe voted against.", "voted", "Ann Rowe voted against")
    first = "Bo Lind moved that the harbour bridge be closed."
    second = "Cy Moss moved that bees be banned."
    assert stated(CLAIM, *voted, [first]) == "disputes"
    assert stated(CLAIM, *voted, [first, "It was late.", second]) is None
    assert stated(CLAIM, *voted, [second, first, "The amendment carried.", *["They talked on."] * 9]) == "disputes"


def test_who_urges_against_taking_a_thing_for_grave_is_not_against_the_thing() -> None:
    urged = said(
        "Ann Rowe urged against treating the harbour bridge as a disaster.",
        "urged",
        "against treating the harbour bridge as a disaster",
    )
    framed = said(
        "Ann Rowe urged treating the harbour bridge as a disaster.",
        "urged",
        "treating the harbour bridge as a disaster",
    )
    assert stated("the harbour bridge", *framed) is None
    assert stated("the harbour bridge is a disaster", *framed) == "affirms"
    assert stated("the harbour bridge is a disaster", *urged) == "disputes"


def test_who_warns_of_what_a_plan_would_bring_is_against_it() -> None:
    text = "Ann Rowe warned that closing the bridge could ruin the harbour."
    warned = said(text, "warned", "that closing the bridge could ruin the harbour")
    assert stated(CLAIM, *warned) == "disputes"
    assert stated("building a ferry terminal", *warned) is None


@pytest.mark.parametrize(
    ("claim", "text", "content", "side"),
    [
        ("moving the market from the square", "Ann Rowe asked the council to keep the market in the square.", "the council to keep the market in the square", "disputes"),
        ("keeping the market in the square", "Ann Rowe asked the council to move the market from the square.", "the council to move the market from the square", "disputes"),
        ("keeping the market in the square", "Ann Rowe asked the council to keep the market in the square.", "the council to keep the market in the square", "affirms"),
    ],
)  # fmt: skip
def test_who_would_keep_what_others_would_move_is_against_it(claim: str, text: str, content: str, side: str) -> None:
    assert stated(claim, *said(text, "asked", content)) == side
