from __future__ import annotations

import pytest

from index.attribute.reader import read_statements
from index.sentences import parse
from index.types import Sentence
from tests.index.attribute.reading import read, told


def test_a_quotation_that_runs_on_is_one_statement() -> None:
    text = "“The dam will hold,” said Ines Valder, a senior engineer at Lake Works. “We tested it twice.”"
    assert told(text) == [("Ines Valder", "direct", "“The dam will hold,” … “We tested it twice.”")]


def test_the_role_is_what_the_text_says() -> None:
    statements, _ = read("Ines Valder, a senior engineer at Lake Works, said the dam would hold.")
    assert statements[0].speaker_role == "senior engineer at Lake Works"


def test_what_somebody_is_bent_on_is_no_role() -> None:
    _, speakers = read("Ann Lee is determined to warn her supporters about the dam. Ann Lee said that it would break.")
    assert [(speaker.name, speaker.role) for speaker in speakers] == [("Ann Lee", None)]


def test_pronoun_and_surname_are_resolved() -> None:
    text = "Ines Valder said the dam would hold. She warned that the valley was not safe. Valder added that it rained."
    assert [speaker for speaker, _, _ in told(text)] == ["Ines Valder"] * 3


def test_a_description_is_resolved_by_the_role() -> None:
    text = "Piet Moor, a former navy diver, said the wreck was empty. The former diver said that nobody had looked."
    assert [speaker for speaker, _, _ in told(text)] == ["Piet Moor", "Piet Moor"]


def test_two_who_speak_together_make_a_statement_each() -> None:
    text = "Ines Valder and Piet Moor both agreed that the plan was costly."
    assert [speaker for speaker, _, _ in told(text)] == ["Ines Valder", "Piet Moor"]


def test_according_to() -> None:
    assert told("According to Ines Valder, the dam will hold.")[0][:2] == ("Ines Valder", "indirect")


def test_an_unnamed_source_stays_a_phrase() -> None:
    statements, speakers = read("Officials said that the bridge was closed.")
    assert [s.speaker for s in statements] == ["Officials"]
    assert speakers[0].kind == "group"


def test_a_report_inside_a_report_keeps_both() -> None:
    text = "Ines Valder said that Piet Moor believes that the wreck is empty."
    inner = next(s for s in read(text)[0] if s.reported_by)
    assert (inner.speaker, inner.reported_by) == ("Piet Moor", "Ines Valder")


def test_what_the_author_says_is_not_cited() -> None:
    assert told("The dam was built in 1950. It holds two million tons of water.", "Ines Valder") == []


def test_a_scare_quote_is_no_statement() -> None:
    assert told("The so-called “tower” is a shed of two floors.") == []


def test_furniture_makes_no_statement() -> None:
    text = "Ines Valder said that the dam would hold."
    assert read_statements(parse(text, "en"), [Sentence(0, len(text), furniture=True)])[0] == ()


def test_turns_of_a_deposition() -> None:
    text = "DEPOSITION OF MARTA KOWAL\n\nEXAMINATION BY MR. DREW\n\nQ.  Who?\nA.  I saw it.\nQ.  When?\nA.  In May.\n"
    assert told(text)[:2] == [("Drew", "direct", "Who?"), ("Marta Kowal", "direct", "I saw it.")]


def test_minutes() -> None:
    text = "Cllr Hana Lind moved an amendment that the fee be halved."
    assert told(text)[0][0] == "Hana Lind"


def test_a_headline_with_a_colon() -> None:
    assert told("Mary Jones: The dam will hold\n\nThe dam is old.")[0][:2] == ("Mary Jones", "indirect")


def test_spans_are_those_of_the_text() -> None:
    text = "Ines Valder said that the dam would hold."
    (one,), _ = read(text)
    assert one.source and one.cue
    assert (text[one.source.start : one.source.end], text[one.cue.start : one.cue.end]) == ("Ines Valder", "said")


def test_reading_twice_gives_the_same() -> None:
    text = "Ines Valder and Piet Moor agreed that the plan was costly. “No,” he said. They left."
    assert read(text) == read(text)


def test_a_question_is_not_given_to_the_one_who_was_asked() -> None:
    text = "When asked how the town would pay, Mary Jones said that the town would borrow."
    assert [(who, what) for who, _, what in told(text)] == [("Mary Jones", "that the town would borrow")]


def test_a_letter_is_told_by_who_signs_it() -> None:
    text = "The pool must stay open. I swim there daily.\n\nAnn Petrie, Leith\n\nI say fill it in and be done.\n\nJohn Sark\n"
    assert [(speaker, words[:5]) for speaker, _, words in told(text)] == [
        ("Ann Petrie", "The p"),
        ("John Sark", "I say"),
    ]


def test_a_name_known_from_the_title_alone_is_a_person() -> None:
    text = "Ines Valder, 1931–2020\n\nInes Valder built dams, the daughter of a baker. He kept bees, she told us last year."
    assert {speaker for speaker, _, _ in told(text)} == {"Ines Valder"}


def test_a_team_speaks_as_whoever_leads_it() -> None:
    text = "A team led by Ann Lee, a limnologist, argues that the seeps are new."
    assert [speaker for speaker, _, _ in told(text)] == ["Ann Lee"]


def test_her_report_is_hers_and_everybody_is_nobody() -> None:
    text = "Mary Jones walked the dam. Her report says that it leaks.\n\nEverybody wants to know if it leaks."
    assert [speaker for speaker, _, _ in told(text)] == ["Mary Jones"]


def test_counsel_and_witness_go_by_their_full_names() -> None:
    head = "DEPOSITION OF MARTA KOWAL\n\nFor the defendant: Tunde Drew\n\nEXAMINATION BY MR. DREW\n\n"
    text = head + "Q.  Who?\n\nA.  Ms. Kowal.\n\nEXAMINATION BY MS. LINDT\n\nQ.  When?\n\nA.  In May.\n"
    assert told(text)[:2] == [("Tunde Drew", "direct", "Who?"), ("Marta Kowal", "direct", "Ms. Kowal.")]


def test_a_body_goes_by_the_name_given_before() -> None:
    text = "The Coastal Weather Board met in May. The Board said that the ice was thin."
    assert [speaker for speaker, _, _ in told(text)] == ["Coastal Weather Board"]


def test_who_is_listed_next_is_no_role() -> None:
    text = "Present: Councillor Derek Pell, Councillor Susan Mills, and the borough engineer, Joan Lisle.\n\nPell said it rained."
    _, found = read(text)
    roles = {speaker.name: speaker.role for speaker in found}
    assert (roles["Derek Pell"], roles.get("Susan Mills")) == ("Councillor", "Councillor")


def test_a_report_inside_a_turn_keeps_who_reports_it_where_labels_fall_away() -> None:
    text = (
        "Ms Vale: How many of the boats float?\n\n"
        "Mr Kestle: Four.\n\n"
        "Mr Ullman: Who told you that?\n\n"
        "Mr Kestle: The director, by telephone.\n\n"
        "Mr Ullman: Mr Brandl wrote to us that he never spoke with you.\n\n"
        "Mr Kestle: Then one of us has a poor memory.\n"
    )
    statements, _ = read(text)
    assert ("Brandl", "Ullman") in {(s.speaker, s.reported_by) for s in statements}


def test_a_body_named_for_its_country_alone_is_found_again() -> None:
    text = "Tessar's foreign ministry spoke of a torch held to dry grass. The ministry said that the weather was bad."
    assert [words for _, _, words in told(text)][-1:] == ["that the weather was bad"]


def test_two_of_one_surname_who_both_speak_are_two() -> None:
    text = "THE CHAIR: Begin.\nMR. SUND: I trimmed it.\nTHE CHAIR: And you?\nMRS. SUND: There is a nest.\nMR. SUND: Half.\n"
    assert [(speaker, words) for speaker, _, words in told(text)] == [
        ("The Chair", "Begin."),
        ("Mr. Sund", "I trimmed it."),
        ("The Chair", "And you?"),
        ("Mrs. Sund", "There is a nest."),
        ("Mr. Sund", "Half."),
    ]


def test_whom_a_turn_calls_by_name_has_no_post_of_the_one_who_calls() -> None:
    text = (
        "THE CHAIR: Colonel Strand, were you content?\nCOL. STRAND: Yes.\nTHE CHAIR: Why?\nCOL. STRAND: The papers.\n"
    )
    assert {s.speaker: s.speaker_role for s in read(text)[0]} == {"The Chair": None, "Strand": "Colonel"}


def test_who_is_asked_is_not_who_asks() -> None:
    text = (
        "Mr Colin Kitto gave evidence.\n\nAsked by Mr Paul Renfrew if he was insured, he said that it was not enough."
    )
    assert told(text)[-1][0] == "Colin Kitto"


def test_the_letter_of_an_answer_is_no_part_of_a_name() -> None:
    text = "DEPOSITION OF DALE HUEBNER\n\nQ. Who reported it?\n\nA. Carla reported that it was wet.\n\nQ. When?\n\nA. On Monday.\n"
    assert "A. Carla" not in {name for name, _, _ in told(text)}


def test_a_post_before_a_name_in_a_label_is_a_role() -> None:
    text = "PHARMACIST LENE OTT: It is overdue.\nPIA: Hello, this is Pia.\nPHARMACIST LENE OTT: No.\nPIA: Yes.\n"
    assert {(s.speaker, s.speaker_role) for s in read(text)[0]} == {("Lene Ott", "Pharmacist"), ("Pia", None)}


def test_they_are_those_the_sentence_before_is_about() -> None:
    text = (
        "Some 340 drivers at the hub of the carrier Rondel stopped work. They object to a scanner that counts minutes."
    )
    assert told(text)[0][0].startswith("some 340 drivers")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("MINISTER FOR HEALTH", "Minister for Health"),
        ("Head Office", "Head Office"),
        ("Speaker A", "Speaker A"),
        ("JD VANCE", "JD Vance"),
        ("NHS ENGLAND", "NHS England"),
        ("PAT LOGAN", "Pat Logan"),
    ],
)
def test_a_label_is_shown_as_a_name(label: str, name: str) -> None:
    text = f"{label}: It is so.\nBO LUND: Is it?\n{label}: It is indeed.\nBO LUND: Well, well.\n"
    assert told(text)[0][0] == name


def test_whose_people_speak_is_told_by_name() -> None:
    text = "Ludmila Hraba, manager of the hotel, is not so sure. Her guests complain of the smell."
    assert told(text)[-1][0] == "Ludmila Hraba’s guests"


def test_a_relative_who_is_only_mentioned_is_not_who_speaks() -> None:
    text = "Wilf Sansom, 68, whose grandfather drove the same route, is unhappy. “They want to buy us off,” he said."
    assert told(text)[-1][0] == "Wilf Sansom"


def test_a_body_is_found_by_what_it_is_called() -> None:
    text = "That does not satisfy Stable Futures, the charity behind a petition. According to the charity, five horses fell."
    assert told(text)[-1][0] == "Stable Futures"


def test_a_figure_is_nobody_and_neither_is_not_every_driver() -> None:
    assert told("The union polled its members: 44 wanted the carts kept. Not every driver agrees.") == []


def test_whoever_is_addressed_by_the_first_question_answers() -> None:
    text = (
        "Eddie Maas leads the strike. Eddie Maas is patient.\n\nQ: Mr Haal, do you regret selling?\n\nA: Every day of the week.\n\n"
        "Q: Why?\n\nA: I hate golf, and I miss the ovens.\n\nQ: Would you buy it back?\n\nA: Tomorrow, if they let me.\n"
    )
    assert {speaker for speaker, _, said in told(text) if "golf" in said} == {"Haal"}


def test_what_a_firm_does_is_no_part_of_its_name() -> None:
    text = "Hydro firm Norrkraft wants to raise the lake. Norrkraft denied that the char would die."
    assert {speaker for speaker, _, _ in told(text)} == {"Norrkraft"}


def test_figures_are_their_makers_and_both_is_nobody_known() -> None:
    assert told("According to figures from the grid operator, demand will double.")[0][0] == "grid operator"
    assert [s.speaker for s in read("Both accuse the firm of buying silence.")[0]] == [None]


def test_who_asks_is_not_who_reports_the_answer() -> None:
    statements, _ = read("Asked by this paper, the education department said it was a matter for the county.")
    assert [(s.speaker, s.reported_by) for s in statements] == [("education department", None)]


def test_somebody_found_late_is_found_by_surname_from_then_on() -> None:
    text = (
        "Unison's Geoff Ames backed the closure. Pia Hult said the plan was late. Hult later apologised for the remark. "
        "Ames made clear that his support was conditional. Without that, he warned, all bets were off."
    )
    assert told(text)[-1][0] == "Geoff Ames"


def test_a_man_is_not_she() -> None:
    text = "My grandmother said that it was hard. In 1931 the inspector, a man called Thorpe, found nothing. “He liked his dinner,” she told me."
    assert told(text)[-1][0] == "my grandmother"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Felix Lund, whose firm has advised the port, expects the price to halve by 2030.", ["Felix Lund"]),
        ("A spokeswoman for the Directorate, Ingrid Falk, said that the delay was a scandal.", ["Ingrid Falk"]),
        (
            "The crews' union, represented by Shona Lamont, said the shortage was the result of a pay freeze.",
            ["Shona Lamont", "crews' union"],
        ),
        ("Mr R. Solway, the county highways engineer, spoke. The county intends to relay the sewer.", []),
        ("Cllr Lingard said that of the members thirteen agreed, six were against.", ["Lingard", None]),
    ],
)
def test_who_speaks_and_who_is_only_named_beside(text: str, speakers: list[str | None]) -> None:
    assert sorted({speaker for speaker, _, _ in told(text)}, key=str) == sorted(speakers, key=str)


def test_what_an_amendment_deletes_is_part_of_it_and_not_of_whoever_seconds() -> None:
    text = 'Mrs Okoro moved an amendment deleting the words "and, after a review, permanently". Mr Wren seconded.'
    assert told(text)[0] == ("Okoro", "indirect", 'an amendment deleting the words "and, after a review, permanently"')
    assert "Wren" not in {speaker for speaker, attribution, _ in told(text) if attribution == "direct"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Niamh Lund doubts it. Her co-author does not. “A grudge is a memory,” he says.", "her co-author"),
        ("My dad had plot 9 before me and he always said the council would have us out.", "my dad"),
        ("A spokesman for Lund said the chairman was away. The money, he added, had been spent.", "spokesman for Lund"),
        ("Asked by Ms Ode whether her aunt had been confused, Rosa Lund hesitated. She said no.", "Rosa Lund"),
        ("Its chair, Noreen Lund, said she did not mind. Dele Okon shrugged. “She's clever,” he said.", "Dele Okon"),
        ("Mary Coe read out a card from Simon, thanking everyone for the grapes.", "Simon"),
    ],
)
def test_whom_a_pronoun_or_a_part_of_a_sentence_is_told_of(text: str, speaker: str) -> None:
    assert told(text)[-1][0] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "What does the mayor say to Mrs Lund?",
        "Told that she would lose, Mary Coe smiled.",
        "The hon. Lady knows that it failed.",
    ],
)
def test_nobody_is_cited(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("A tonne costs about 540 crowns, according to the consultant Bo Lund, against 190 for trees.", "A tonne costs about 540 crowns … against 190 for trees"),
        ("The bridge was closed, according to the ministry, for two days.", "The bridge was closed … for two days"),
        ("The bridge fell, according to the ministry.", "The bridge fell"),
    ],
)  # fmt: skip
def test_what_stands_around_according_to_is_told_by_whoever_is_named_in_it(text: str, content: str) -> None:
    assert [found for _, _, found in told(text)] == [content]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What Mr Tull does not mention is that the road was icy.", []),
        ("Neither Dele Okon nor Bo Lund complained about the decision.", []),
        ("The minister did not say that the plan was dead.", []),
        ("The minister did not say when the bridge would open.", [("minister", "when the bridge would open")]),
        ("Ann Lee did not believe that it was safe.", [("Ann Lee", "that it was safe")]),
        (
            "They had been told by a clerk at the camp that in England nobody locked the doors.",
            [("clerk at the camp", "that in England nobody locked the doors")],
        ),
        (
            "Friis has been accused by the supporters' trust of running it as a hobby.",
            [("supporters' trust", "Friis … of running it as a hobby")],
        ),
    ],
)
def test_what_somebody_does_not_say_is_not_theirs_and_what_they_are_told_is_anothers(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(speaker, content) for speaker, _, content in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Mary Lowe quoted Arthur Selwood: "A museum is a promise to people who are not born yet."', "Arthur Selwood"),
        ('Ann Lee ended with the words of Paul Dunn: "A museum is a promise to people."', "Paul Dunn"),
        ('Mr Latch reminded me of what Lord Garrow said in the Hoists case: "A poor record is not a poor repair."', "Garrow"),
        ('Ann Lee cited two reasons: "The roof leaks and it is cold."', "Ann Lee"),
        ('Asked what Lund had said of it, Ann Lee was blunt: "I would give it a year at the most."', "Ann Lee"),
        ("Peter Hobbs, whose wife Ann runs the shop and says that trade is poor, left.", "Ann"),
        ("Mr Lund was said by two former colleagues to believe that Dunmore had lobbied against him.", "Lund"),
        ("My companion, a retired conservator called Bettina Krall, stood there. She felt that the moths had won.", "Bettina Krall"),
        ("Miriam Hall is an artist. She thinks that figs are sweet.", "Miriam Hall"),
        ("Ann Lee met Peter Dahl at noon. The latter said that it was late.", "Peter Dahl"),
        ("Ann Lee, Peter Dahl and Mary Roth spoke. The former said that it was late.", None),
    ],
)  # fmt: skip
def test_whoever_another_names_as_holding_it_is_cited(text: str, speaker: str | None) -> None:
    assert [found for found, _, _ in told(text)][-1] == speaker


def test_a_quotation_that_no_paragraph_closes_runs_on_to_the_one_that_does() -> None:
    text = (
        'Manager Leticia Okonjo said: "The roof was alight.\n\n"I would like to thank residents."\n\nThe fire is out.'
    )
    assert [content for _, _, content in told(text)] == ['"The roof was alight. … "I would like to thank residents."']


def test_a_unit_with_a_full_stop_ends_a_sentence() -> None:
    text = "Ann Moura told analysts that the delay would cost about £14m. She said that it would pass."
    assert [content for _, _, content in told(text)] == ["that the delay would cost about £14m.", "that it would pass"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am told by my manager, Mrs Oduya, that the rota will change.", ("Oduya", "that the rota will change")),
        ("Mr Lund was of the opinion that the shop should close.", ("Lund", "that the shop should close")),
        ("Edmund Rusk, she reminds us, used to tell us that a price is an opinion.", ("Edmund Rusk", "that a price is an opinion")),
        ("The minister of health, after Ann Lee had spoken, said that it was late.", ("minister of health", "that it was late")),
        ("The head teacher of Quay Primary, Ms Delphine Rochester, said that it was late.", ("Delphine Rochester", "that it was late")),
        ("A spokesman for the port, which is closed, said that it was late.", ("spokesman for the port", "that it was late")),
    ],
)  # fmt: skip
def test_more_forms_in_which_somebody_is_cited(text: str, expected: tuple[str, str]) -> None:
    assert [(speaker, content) for speaker, _, content in told(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("For the defendant, Mr. Kit Fenway said that the leg was cracked.", "Kit Fenway", None),
        ("Ms Katya Drummond, of Quay Lane, Thornwick, said that it was late.", "Katya Drummond", None),
        (
            "Hugh Pemberley, a vertebrate anatomist at Wexcombe University who was not involved, said that it was late.",
            "Hugh Pemberley", "vertebrate anatomist at Wexcombe University",
        ),
        ("Claimant: Ms Odile Rankin\n\nThe Claimant says that she had left.", "Odile Rankin", "Claimant"),
        ("Ms Katya Drummond, of 11 Church Lane, said that the wood had been cut.", "Katya Drummond", None),
        (
            "I read with dismay Councillor Rudge’s remark. Councillor Rudge said that he was sorry.",
            "Rudge", "Councillor",
        ),
        (
            "Ingrid Vasquez-Thorne, Chief Executive Officer\nMarcus Delacroix, Chief Financial Officer\n"
            "Yuki Sandoval, Head of Investor Relations\n\nMarcus Delacroix said that costs fell.",
            "Marcus Delacroix", "Chief Financial Officer",
        ),
    ],
)  # fmt: skip
def test_a_role_ends_where_it_ends(text: str, name: str, role: str | None) -> None:
    statements, _ = read(text)
    assert [(s.speaker, s.speaker_role) for s in statements] == [(name, role)]


def test_what_is_in_somebodys_phrase_is_theirs() -> None:
    text = "Ada Marlow wrote of the office. It was, in her phrase, “a tax on the poor”."
    assert told(text) == [("Ada Marlow", "direct", "It was … “a tax on the poor”")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "It is dear, but as my old sergeant-major used to say, “measure the hole before you buy the plank.”",
            ["my old sergeant-major"],
        ),
        (
            "Ann Lee told him that it was late, but a paramedic advised her that the arm needed an X-ray.",
            ["Ann Lee", "paramedic"],
        ),
        ("One of your competitors, Harbin Bolt, said last week that prices were falling.", ["Harbin Bolt"]),
        ("One should say that it rained.", []),
        ("She attributed the rise to a shortage of beds, Ann Lee said.", ["Ann Lee"]),
        ("Ann Lee came. She attributed the rise to a shortage of beds.", ["Ann Lee"]),
        ("Mr and Mrs Pelham-Stone say that the lane floods.", ["Mr and Mrs Pelham-Stone"]),
        ("In most provinces, beekeepers say that they must burn it.", ["beekeepers"]),
        (
            "An elderly customer, who I later learned was called Mrs Irene Hallsworth, said that she had rung.",
            ["Irene Hallsworth"],
        ),
    ],
)  # fmt: skip
def test_who_is_cited_in_such_words(text: str, speakers: list[str]) -> None:
    assert [speaker for speaker, *_ in told(text)] == speakers


def test_whom_a_speaker_calls_they_is_nobody_whom_the_text_spoke_of() -> None:
    text = "The farmers see things otherwise. “I have no water,” said Abel Lund. “They say that it is full.”"
    assert [(s.speaker, s.reported_by) for s in read(text)[0]][-1] == (None, "Abel Lund")


def test_a_full_name_is_who_he_is_as_well_as_a_surname() -> None:
    text = (
        "Josiah Thwaite kept a diary. Thwaite wrote that it was cold. Was the miller hoarding? Thwaite thought not. "
        "The constable, Amos Greenhalgh, was of another mind. In a deposition he swore that he had seen nine sacks."
    )
    assert [speaker for speaker, *_ in told(text)][-1] == "Amos Greenhalgh"


def test_a_first_name_alone_is_whoever_has_it() -> None:
    text = "My colleague Shona Baptiste was there. Shona came out of the shop. She asked him to step back."
    assert told(text)[-1][0] == "Shona Baptiste"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("LARKHAVEN, 6 June 2024 – Corvane Foods plc today announced that it will build a plant.", "Corvane Foods plc"),
        ("He set light to his own workshop, Saltmere Crown Court heard on Tuesday.", "Saltmere Crown Court"),
        ("According to the venue, the run has already sold out.", "venue"),
        ("The haulier, Brackley Transport Ltd, said that none of its vans had come.", "Brackley Transport Ltd"),
        ("Corvane Foods plc will build a plant. The company said that it would run on wind.", "Corvane Foods plc"),
        ("Corvane Foods plc bought Hale Mills Ltd. The company said that it was sorry.", "company"),
        ("A few younger pupils said that they were cold.", "a few younger pupils"),
        ("Derek Alan Purvis, 57, said that he was ill. Mr Purvis came late.", "Derek Alan Purvis"),
        ("The thermostat’s maker, Corvex Components, says that it is safe.", "Corvex Components"),
        ("On 3 November Thripp wrote that it was late. Thripp was right.", "Thripp"),
        ("The consensus holds that these companies will double their profits.", "consensus"),
        ("Some 87 per cent of parents agreed that their child was happy.", "some 87 per cent of parents"),
        ("The governing body believes that the closure made matters worse.", "governing body"),
        ("The older of the two said he had seen it happen.", "older of the two"),
    ],
)
def test_who_is_cited_by_what_they_are_called(text: str, speaker: str) -> None:
    assert [one for one, *_ in told(text)] == [speaker]


def test_what_somebody_disputes_in_a_clause_with_which_is_not_its_targets() -> None:
    text = "Yuki Haranobu published an age of 113 million years, which Beatriz Lund dismisses as “a bad sample”."
    assert not any(speaker == "Yuki Haranobu" and "bad sample" in content for speaker, _, content in told(text))


def test_who_is_only_addressed_is_not_who_is_told_of() -> None:
    text = "Mr Stephen Okoro came. Mr Okoro, the Minister told this Committee that operators were idle."
    assert told(text)[-1][0] == "Minister"
    assert told(text.replace("Minister told", "director, told"))[-1][0] == "Stephen Okoro"
