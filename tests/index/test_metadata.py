"""What documents say about themselves, by conventions that hold for any document."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.load import load
from index.metadata import Description, describe, language_of
from index.types import Extracted, Span

SEEDS = Path(__file__).parents[2] / "seeds"


def described(text: str, **own: str) -> Description:
    return describe(Extracted(text=text, format=own.pop("format", "text"), **own), Path("2024-05_council-notes.txt"))


@pytest.mark.parametrize(
    ("number", "title", "author", "kind"),
    [
        ("000", "Is North Korea’s Military Involvement in Ukraine a Game-Changer?", "Timo Kivimäki", "opinion"),
        ("001", "What North Korean Involvement Could Mean for the Russia–Ukraine War", "Ryan Morgan", "news analysis"),
    ],
)
def test_the_seeds(number: str, title: str, author: str, kind: str) -> None:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    found = describe(load(path), path)
    assert (found.title, found.author, found.kind, found.language) == (title, author, kind, "en")


def test_the_role_stands_in_the_note_on_the_author() -> None:
    path = next(SEEDS.glob("000_*.txt"))
    role = "professor of international relations at the University of Bath, United Kingdom"
    assert describe(load(path), path).author_role == role


def test_the_title_of_the_format_comes_first() -> None:
    assert described("Bridge Opens Today\n\nIt did.", title="On bridges").title == "On bridges"


@pytest.mark.parametrize("title", ["Microsoft Word - bridge.docx", "Untitled", "Document1", "bridge.pdf"])
def test_titles_that_programs_write_are_none(title: str) -> None:
    assert described("Bridge Opens Today\n\nIt did.", title=title).title == "Bridge Opens Today"


def test_a_heading_before_a_line() -> None:
    extracted = Extracted("Sent by post.\n\nThe Bridge\n\nIt opened.", "docx", headings=(Span(15, 25),))
    assert describe(extracted, Path("a.docx")).title == "The Bridge"


def test_the_file_name_is_the_last_resort() -> None:
    assert described("Dear Ms. Lee,\n\nthe bridge is open.").title == "2024 05 council notes"


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("The Bridge\n\nBy Ana María de la Cruz\n\nIt opened.", "Ana María de la Cruz"),
        ("The Bridge\nBy J. R. O’Neill, Transport Editor\n\nIt opened.", "J. R. O’Neill"),
        ("The Bridge\n\nWritten by: Kim Nguyen and Ole Bakke\n\nIt opened.", "Kim Nguyen and Ole Bakke"),
        ("The Bridge\nJürgen van der Berg\nPublished: 3 May 2024\n\nIt opened.", "Jürgen van der Berg"),
        ("From: Ada Byron <ada@x.example>\nTo: All\nSubject: Bridge\n\nIt opened.", "Ada Byron"),
        ("Dear Mayor,\n\nopen the bridge.\n\nYours sincerely,\nAda Byron\nEngineer", "Ada Byron"),
        ("Minutes of the board\n\nThe board met.\n\nMinutes taken by: Lena Fischer", "Lena Fischer"),
        ("The Bridge\n\nIt opened.\n\nAbout the Author\n\nOle Bakke is a writer in Oslo.", "Ole Bakke"),
        ("A bird\n\n**By Jonas Ekwall** | 3 October 2021\n\nIt swam.", "Jonas Ekwall"),
        ("Rovers win\n\nBy Gethin Prosser at Mill Lane\n\nIt rained.", "Gethin Prosser"),
        ("WITNESS STATEMENT\n\nStatement of: Priya Oduya-Marsh\nAge: 30\n\nI saw it.", "Priya Oduya-Marsh"),
        ("AFFIDAVIT\n\nI, PRIYA MARSH, of 4 Low Street, make oath and say as follows:\n\nI saw it.", "Priya Marsh"),
        ("COUNTY COURT\n\nJUDGMENT\nDistrict Judge Ann Solanki\nHearing: 6 May 2024\n\nI find it so.", "Ann Solanki"),
        ("JUDGMENT\n\nMr Justice Pell\nLady Justice Ode\n\nWe find it so.", None),
        ("The Bridge\n\nBy the River\n\nIt opened.", None),
        ("The Bridge\nMiddle East\nPublished: 3 May 2024\n\nIt opened.", None),
        ("The Bridge\n\nIt opened.\n\nKim Lee is a resident.", None),
    ],
)
def test_authors(text: str, author: str | None) -> None:
    assert described(text).author == author


def test_the_name_over_a_letter_is_whom_it_is_sent_to() -> None:
    text = "3 May 2024\nMr. Paul Smith\n\nDear Mr. Smith,\n\nopen it.\n\nSincerely,\nAda Byron, Ph.D.\nHead of Works"
    found = described(text)
    assert (found.author, found.author_role) == ("Ada Byron, Ph.D.", "Head of Works")


def test_a_byline_outranks_the_owner_of_the_computer() -> None:
    assert described("The Bridge\n\nBy Ada Byron\n\nOpen.", author="Kim Typist", format="docx").author == "Ada Byron"
    assert described("The Bridge\n\nIt opened.", author="admin", format="pdf").author is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Commentary\n\nThe bridge\n\nIt is too dear.", "opinion"),
        ("FOR IMMEDIATE RELEASE\n\nBridge opens\n\nIt did.", "press release"),
        ("Minutes of the Works Committee\n\nThe committee met.", "minutes"),
        ("Works Committee\n\nPresent: A. Lee\nApologies: B. Kay\n\nIt met.", "minutes"),
        ("The bridge builder\n\nQ: Why?\nA: It was there.\nQ: And now?\nA: I rest.", "interview"),
        ("Dear Ms. Lee,\n\nit is open.\n\nKind regards,\nAda Byron", "letter"),
        ("From: A\nTo: B\nSubject: Bridge\n\nOpen.", "email"),
        ("Load on arches\n\nAbstract\n\nWe measured it.", "paper"),
        ("FORM 10-K\n\nAnnual figures\n\nSales rose.", "filing"),
        ("The Bridge\n\nIt opened.\n\nAbout the Author:\nOle Bakke is a fellow at the Nordic Institute.", "opinion"),
        ("LEEDS, May 3 (Reuters) - The bridge opened on Friday.", "news"),
        ("12/05/2024, 18:02 - Ann: all gone\n12/05/2024, 18:03 - Bo: oh\n12/05/2024, 18:04 - Ann: yes", "chat"),
        ("The bridge\n\nIt opened on Friday.", None),
    ],
)
def test_kinds(text: str, kind: str | None) -> None:
    assert described(text).kind == kind


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Updated: Oct. 23, 2024", "2024-10-23"),
        ("Published on 3 May 2024", "2024-05-03"),
        ("2024-05-03", "2024-05-03"),
        ("Leeds, den 3. Mai 2024", "2024-05-03"),
        ("Date: 23/10/2024", "2024-10-23"),
        ("Date: 03/05/2024", None),
        ("Updated:", None),
    ],
)
def test_dates(line: str, published: str | None) -> None:
    assert described(f"The Bridge\n{line}\n\nIt opened in 1999.").published == published


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council met on Tuesday and voted on the budget.", "en"),
        ("Der Rat traf sich am Dienstag und stimmte über den Haushalt ab.", "de"),
        ("Le conseil s'est réuni mardi pour voter le budget de la ville.", "fr"),
        ("Oui.", "en"),
        ("", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_name_under_a_dated_masthead_is_the_author() -> None:
    found = described(
        "# Let the fines stay dead\n\n### Imogen Tarrant\n\nThe Courier, Saturday 25 March 2023. Opinion.\n\nI owed a fine once."
    )
    assert found.author == "Imogen Tarrant"


def test_a_role_in_the_field_of_the_author_is_no_name() -> None:
    found = described(
        "Fridays off\n\nBy Leonie Prager, education correspondent\n\nIt rained.",
        author="Leonie Prager, Education Correspondent",
    )
    assert (found.author, found.author_role) == ("Leonie Prager", "education correspondent")
