from __future__ import annotations

from collections.abc import Sequence

import pytest

from rag.verify import wording
from rag.verify.base import Entailed
from rag.verify.model import SupportModel
from rag.verify.sentence import THRESHOLD, Verifier, deciding_span, verify_sentence
from tests.rag.verify.conftest import Premise

TEXT = "The new shift plan would save two million euros a year."


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    return Verifier(SupportModel.load())


class Reader:
    """An entailment model that always answers the same."""

    name = "always"

    def __init__(self, found: Entailed) -> None:
        self.found = found

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Entailed]:
        return [self.found] * len(pairs)


def test_the_very_sentence_is_verbatim(premise: Premise, verifier: Verifier) -> None:
    found = verify_sentence("“The new  shift plan would save two million euros a year”", [premise(TEXT)], verifier)
    assert (found.verdict, found.score, found.support) == ("supported", 1.0, "verbatim")
    assert found.reasons == (wording.VERBATIM,)


def test_other_words_for_it_are_a_paraphrase(premise: Premise, verifier: Verifier) -> None:
    found = verify_sentence("The shift plan would save 2 million euros a year.", [premise(TEXT)], verifier)
    assert (found.verdict, found.support) == ("supported", "paraphrase") and found.score >= THRESHOLD


def test_scores_rise_with_support(premise: Premise, verifier: Verifier) -> None:
    claims = (TEXT, "The new plan would save two million euros.", "The new plan would save nine million euros.")
    scores = [verify_sentence(claim, [premise(TEXT)], verifier).score for claim in claims]
    assert scores[0] > scores[1] >= THRESHOLD > scores[2]


def test_nothing_near_is_unknown_and_cites_nothing(premise: Premise, verifier: Verifier) -> None:
    found = verify_sentence("Cats purr loudly at night.", [premise(TEXT, dense=0.0)], verifier)
    assert found.verdict == "unknown" and found.candidate is None and found.reasons == (wording.NOTHING,)
    assert verify_sentence("Cats purr.", [], verifier).verdict == "unknown"


def test_an_entailment_model_is_one_more_check(premise: Premise, verifier: Verifier) -> None:
    claim, against = "The shift plan would save two million euros.", Reader(Entailed(0.1, 0.9))
    assert (
        verify_sentence(claim, [premise(TEXT)], Verifier(verifier.model, entailment=against)).verdict == "contradicted"
    )
    silent = Reader(Entailed(0.2, 0.1))
    assert verify_sentence(claim, [premise(TEXT)], Verifier(verifier.model, entailment=silent)).verdict == "unknown"


def test_the_smallest_span_is_the_clause_that_has_it_all(premise: Premise) -> None:
    text = "The vote was seven to two; the plan failed."
    span = deciding_span("The plan failed.", premise(text))
    assert text[span.start : span.end] == "the plan failed."
    assert deciding_span("The vote on the plan.", premise(text)).end == len(text)
