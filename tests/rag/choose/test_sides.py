"""Who stands on which side, over small documents of several kinds."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.types import Answer, Inquiry
from tests.rag.choose.conftest import Over

MINUTES = """# Minutes of the Tannery Lane garden committee

**Present:** Deborah Quist (Chair), Leonard Marsh (Treasurer), Hattie Brune, Pavel Dvorak, Sian Powell

## Water butts

Mr Dvorak proposed that a second row of water butts be bought for £640. Ms Brune was against the idea because the old
ones had leaked. The Chair was in favour, as the standpipe had failed in July.

## Bonfires

Ms Powell moved that bonfires be banned from May to September. Mr Marsh disagreed: they were the only way to be rid of
blighted tomatoes. The motion was lost.

At the end of the meeting the Chair thanked the caterers. She reported that the shed had a new roof. The keys are with
Ms Brune. The next meeting will be in June. Mr Marsh said that he had changed his mind about the bonfires.
"""
COLUMN = """# Let the leaves lie

By Corinna Haslam

A ban on petrol leaf blowers would be the kindest thing that the city could do. I have asked for it in my columns.

It is often claimed that battery blowers are as loud as petrol ones. They are not: ours makes less noise than a kettle.

Councillor Ned Tobin told me that he shared my dislike of the noise. "But I cannot support a ban," he said.
"""
INTERVIEW = """# Ringing the changes

*Alban Reyes is tower captain. Dora Finlay spoke to him.*

**[00:12] DORA FINLAY:** People say that the young have no patience for bell-ringing. Is that true?

**[00:20] ALBAN REYES:** Not a bit of it. Half my band is under twenty-five.

**[00:31] DORA FINLAY:** When do you ring?

**[00:40] ALBAN REYES:** On Sundays. We begin at nine.
"""


@pytest.fixture(scope="module")
def assistant(over: Over) -> Assistant:
    return over({"minutes.md": MINUTES, "column.md": COLUMN, "interview.md": INTERVIEW})


def stances(answer: Answer) -> dict[str, str]:
    return {p.speaker: p.stance for p in answer.positions}


def ask(assistant: Assistant, question: str) -> dict[str, str]:
    return stances(assistant.ask(Inquiry(question)))


def test_who_was_against_it_is_counted(assistant: Assistant) -> None:
    found = ask(assistant, "Who was against the second row of water butts?")
    assert found == {"Hattie Brune": "disputes", "Pavel Dvorak": "affirms", "Deborah Quist": "affirms"}


def test_what_is_taken_back_far_below_turns_the_side(assistant: Assistant) -> None:
    assert ask(assistant, "Who supports the ban on bonfires?")["Leonard Marsh"] == "affirms"


def test_another_document_s_ban_is_another_matter(assistant: Assistant) -> None:
    assert {"Corinna Haslam", "Ned Tobin"}.isdisjoint(ask(assistant, "Who supports the ban on bonfires?"))


def test_who_retells_a_claim_does_not_hold_it(assistant: Assistant) -> None:
    asked = "Who disputes that battery blowers are as loud as petrol ones?"
    assert ask(assistant, asked) == {"Corinna Haslam": "disputes"}


def test_who_cannot_support_a_thing_is_against_it(assistant: Assistant) -> None:
    found = ask(assistant, "Who opposes a ban on petrol leaf blowers?")
    assert found == {"Ned Tobin": "disputes", "Corinna Haslam": "affirms"}


def test_an_answer_that_begins_with_no_goes_on_so(assistant: Assistant) -> None:
    found = ask(assistant, "Who thinks that the young have no patience for bell-ringing?")
    assert "Alban Reyes" not in found
    found = ask(assistant, "Do the young have no patience for bell-ringing? Who says yes, who says no?")
    assert found["Alban Reyes"] == "disputes"


def test_a_post_of_a_body_is_found_by_its_pronoun(over: Over) -> None:
    text = "# Night ferry to stop\n\nThe Ashby Ferry Trust met on Monday. Its director, Moira Lennox, said that the ferry would stop."
    assistant = over({"news.md": text})
    answer = assistant.ask(Inquiry("Who is the director of the Ashby Ferry Trust?"))
    assert [c.text for c in answer.citations] == ["Its director, Moira Lennox, said that the ferry would stop."]


def test_who_takes_no_position_is_on_no_side(over: Over) -> None:
    text = (
        "# Food hall\n\nThe town would turn the fish hall into a food hall. Ann Rowe of the traders opposed the food hall. "
        "Lew Tarrant, who runs the freight desk, said he took no position on the food hall itself. "
        "Mayor Ida Poll would not comment on the food hall."
    )
    assistant = over({"news.md": text})
    found = ask(assistant, "Who opposes the food hall?")
    assert found == {"Ann Rowe": "disputes"}


def test_who_moved_a_thing_has_not_seconded_it(over: Over) -> None:
    text = (
        "# Minutes of the council\n\nPresent: Ann Rowe, Bo Lind and Cy Moss.\n\nAnn Rowe moved that the repair be paid for from the "
        "reserve fund. The motion failed for lack of a seconder.\n\nBo Lind moved that the pier be closed. Cy Moss seconded."
    )
    assistant = over({"minutes.md": text})
    assert ask(assistant, "Who seconded the motion to pay for the repair from the reserve fund?") == {}
    assert ask(assistant, "Who seconded the closing of the pier?") == {"Cy Moss": "affirms"}


def thread(*mails: tuple[str, str]) -> dict[str, str]:
    """A thread of mails on a batch, by writer and words, each to the others and signed with a first name."""
    writers = [writer for writer, _ in mails]
    texts = [
        f"From: {writer}\nTo: {'; '.join(w for w in writers if w != writer)}\nSubject: {'Re: ' * (n > 0)}Batch\n\n{said}\n\n{writer.split()[0]}\n"
        for n, (writer, said) in enumerate(mails)
    ]
    return {"mails.txt": "\n".join(texts)}


IN_FAVOUR = "A recall of the batch is the right thing, and I am in favour of it."


def test_who_takes_no_side_or_one_only_under_a_condition_is_on_none(over: Over) -> None:
    neither = "I'm not taking sides on the recall. But if we do recall it there is no sense in pretending that it was the fruit."
    mails = thread(
        ("Nadia Ferrant", IN_FAVOUR), ("Priya Vasan", neither),
        ("Graham Tull", "If any pot is above 100 I will sign the recall myself."),
    )  # fmt: skip
    answer = over(mails).ask(Inquiry("Who wants a recall?"))
    assert {position.speaker for position in answer.positions} == {"Nadia Ferrant"}
    assert answer.citations[0].text == "A recall of the batch is the right thing, and I am in favour of it."


def test_a_mail_that_agrees_or_disagrees_stands_where_or_opposite_the_one_it_answers(over: Over) -> None:
    mails = thread(
        ("Nadia Ferrant", IN_FAVOUR), ("Graham Tull", "With respect, I disagree. It would cost us the summer."),
        ("Bea Whitlow", "The notes came late. For what it's worth I'm with Nadia."),
    )  # fmt: skip
    dairy = over(mails)
    found = {p.speaker: p.stance for p in dairy.ask(Inquiry("Who is in favour of a recall of the batch?")).positions}
    assert found == {"Nadia Ferrant": "affirms", "Bea Whitlow": "affirms", "Graham Tull": "disputes"}
    assert "cost us the summer" in dairy.ask(Inquiry("Who is against a recall of the batch, and why?")).plain


MOOR = """# Turbine plan splits Carrick Moor

By Fenella Strang

More than 200 people packed the hall to argue over plans for fourteen wind turbines on Carrick Moor. On a clear
day the line of the hill is easy to see from here.

Norrland Renewables wants to build the turbines on land owned by the estate. Torquil Baines, its director, said the
moor was windy.

Hill farmer Elspeth Gow told the meeting that she was firmly opposed. “You cannot put peat back,” she said.

Dr Anwar Petrie, an ecologist, also spoke against the project. He said that two pairs of harriers nest there.

But the scheme has friends. Kirsty Maule, who runs the shop, said she welcomed it. “I would rather look at
turbines than at boarded windows,” she said.

Sir Alasdair Balfray did not attend. In a statement he described the turbines as “a responsible use of poor land”.
"""


def test_sides_that_only_point_at_the_plan_of_a_report(over: Over) -> None:
    told = stances(over({"moor.md": MOOR}).ask(Inquiry("Who is against the turbines?")))
    assert {name for name, side in told.items() if side == "disputes"} == {"Elspeth Gow", "Anwar Petrie"}
    assert {"Kirsty Maule", "Alasdair Balfray"} <= {name for name, side in told.items() if side == "affirms"}
    assert "Fenella Strang" not in told


DAM = """# A valley divided

By Petra Halloran

It runs like a pencil line down the face of Orrin Dam, and for those who live below it has become a border.

Tarn Hydro wants to repair the dam. Lucille Tremont, a biologist, thinks the dam should go.

Lord Cavanagh believes the museum should keep the box. Dr Amara Eze holds that the box was stolen and must go back.
"""


@pytest.mark.parametrize(
    ("question", "asked", "others"),
    [
        ("Who wants the dam removed?", set(), {"Tarn Hydro"}),
        ("Who wants the museum to keep the box?", {"Cavanagh"}, {"Amara Eze"}),
    ],
)
def test_who_would_have_a_thing_go_is_not_for_its_staying(
    over: Over, question: str, asked: set[str], others: set[str]
) -> None:
    told = stances(over({"dam.md": DAM}).ask(Inquiry(question)))
    assert asked <= {name for name, side in told.items() if side == "affirms"}
    assert not others & {name for name, side in told.items() if side == "affirms"}
    assert "Petra Halloran" not in told


LICENSING = """# Licensing Committee

### LR/43 The Old Ropeworks, Quay Street - new premises licence

Mr Emery presented the report. The applicant wanted a licence for 350 people.

**Objectors**

Mr Harold Finch, of 6 Quay Street, objected. He said that he could already hear bottles being emptied.

Mrs Yvonne Castell, head teacher of St Brannock's, opposed the application because children walked past.

**Supporters**

Mr Gareth Penrose of the Quay Traders' Association supported the application.

Ms Lola Adair, a musician, spoke in favour and said there was no other stage in the district.

**Debate**

Cllr Barry Tull said he would vote against: the road was too narrow for taxis to turn.

### LR/44 Taxi fares - increase in the tariff

Mr Emery explained that the tariff had not changed. Mrs Pauline Dray was against the increase: many of her members used taxis.
"""


def test_sides_in_minutes_are_on_the_item_that_they_stand_under(over: Over) -> None:
    minutes = over({"minutes.md": LICENSING})
    for question in ("Who objected to the Ropeworks application?", "Who opposed the Ropeworks licence?"):
        sides = {(one.speaker, one.stance) for one in minutes.ask(Inquiry(question)).positions}
        assert {name for name, side in sides if side == "disputes"} == {"Harold Finch", "Yvonne Castell", "Barry Tull"}
        assert {name for name, side in sides if side == "affirms"} == {"Gareth Penrose", "Lola Adair"}
    fares = minutes.ask(Inquiry("Who is against raising taxi fares?")).positions
    assert {one.speaker for one in fares} == {"Pauline Dray"}
