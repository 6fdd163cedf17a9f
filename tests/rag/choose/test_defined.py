"""Terms that a document gives to its parties, and questions that have the name instead."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.defined import Defined, read_terms
from rag.types import Inquiry
from tests.rag.choose.conftest import Over

CONTRACT = """# Supply agreement

(1) **HARLOW DAIRY LIMITED**, a company whose registered office is at Mill Lane, S3 8LT (the "Supplier"); and

(2) **ORTON STORES PLC**, whose registered office is at 4 Castle Street (the "Buyer").

4.2 The Supplier shall invoice weekly in arrears and the Buyer shall pay each valid invoice within 45 days of receipt.

5.4 The Supplier shall bear the cost of any recall.
"""


@pytest.fixture(scope="module")
def contract(over: Over) -> Assistant:
    return over({"contract.md": CONTRACT})


@pytest.mark.parametrize(
    ("text", "term", "name"),
    [
        (CONTRACT, "Buyer", "ORTON STORES PLC"),
        (CONTRACT, "Supplier", "HARLOW DAIRY LIMITED"),
        ('Orrin Marine plc ("Orrin" or the "Group"), the maker of paint, reports.', "Group", "Orrin Marine plc"),
        ("Claimant:      Ms D Marchetti\nRespondent:    Lakeshore Group Ltd\n", "Claimant", "Ms D Marchetti"),
        ("**Tenant:** Ann Roy\n", "Tenant", "Ann Roy"),
        ("Between Ms Farida Hassan (Claimant) and others", "Claimant", "Ms Farida Hassan"),
        ("It scored 5 on the Pittsburgh Sleep Quality Index (PSQI).", "PSQI", "Pittsburgh Sleep Quality Index"),
    ],
)
def test_a_term_has_its_name(text: str, term: str, name: str) -> None:
    assert Defined(term, name) in read_terms(text)


@pytest.mark.parametrize(
    "text", ["Mr Lund (the chair) spoke.", 'She called it (as ever) "The Works".', "Figures (EUR) are rounded.", ""]
)
def test_a_bracket_without_a_definition_names_nobody(text: str) -> None:
    assert not read_terms(text)


def test_long_brackets_do_not_take_long() -> None:
    assert not read_terms("(the " * 20_000 + "A" * 50_000 + " A" * 20_000)


def test_what_a_party_has_to_do_is_found_by_its_name(contract: Assistant) -> None:
    answer = contract.ask(Inquiry("How long does Orton have to pay an invoice?"))
    assert [one.text for one in answer.citations] == [
        "4.2 The Supplier shall invoice weekly in arrears and the Buyer shall pay each valid invoice within 45 days of receipt."
    ]


def test_what_the_other_party_has_to_do_is_not_its_own(contract: Assistant) -> None:
    answer = contract.ask(Inquiry("Who bears the cost of a recall?"))
    assert [one.text for one in answer.citations] == ["5.4 The Supplier shall bear the cost of any recall."]
