from __future__ import annotations

import pytest

from rag.interpret.roster import Roster
from rag.types import Named
from rag.verify.names import names, same_speaker, stands_in
from rag.verify.reading import read


def test_names_are_found_without_titles_and_dates() -> None:
    text = "In October, President Ada Berg met the Bank of England's governor in Paris."
    assert [name.text for name in names(text)] == ["Ada Berg", "Bank", "England", "Paris"]


@pytest.mark.parametrize(
    ("claim", "passage", "found"),
    [
        ("Kivimäki", "Timo Kivimaki wrote it.", True),
        ("the Russian army", "Russia withdrew.", True),
        ("the United Nations", "The UN met.", True),
        ("North Korea", "South Korea objected.", False),
        ("Ada Berg", "Nils Holm spoke.", False),
    ],
)
def test_a_name_stands_under_its_other_forms(claim: str, passage: str, found: bool) -> None:
    (name,) = names(f"We saw {claim} there.")
    assert stands_in(name, read(passage)) is found


def test_the_documents_know_who_has_which_names() -> None:
    roster = Roster([Named("Ada Berg", ("Berg", "the chair")), Named("Nils Holm", ("Holm",))])
    assert same_speaker("Berg", "Ada Berg", roster)
    assert not same_speaker("Ada Berg", "Nils Holm", roster)
