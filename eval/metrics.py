"""Figures over graded cases: pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.run import Asked


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures of a group of cases; shares are of 1, None where nothing counts towards them.

    ``recall`` is the share of needed passages that were cited, ``precision`` the share of citations in answered
    cases that were needed; ``credit`` the share of speakers to be credited who were; refusal counts a refusal
    as the positive class, cases that may go either way left out.
    """

    cases: int
    passed: int
    recall: float | None
    precision: float | None
    credit: float | None
    refusal_precision: float | None
    refusal_recall: float | None
    verbatim: float | None
    duplicates: int

    @property
    def rate(self) -> float:
        """Share of the cases that passed."""
        return self.passed / self.cases if self.cases else 0.0

    @property
    def refusal_f1(self) -> float | None:
        """Harmonic mean of refusal precision and recall."""
        if self.refusal_precision is None or self.refusal_recall is None:
            return None
        total = self.refusal_precision + self.refusal_recall
        return 2 * self.refusal_precision * self.refusal_recall / total if total else 0.0


def tally(asked: Sequence[Asked]) -> Tally:
    """The figures of these cases."""
    grades = [one.grade for one in asked]
    answered = [g for g in grades if g.case.answerable and not g.refused]
    credits = [has for g in grades if g.case.answerable and not g.case.may_refuse for has in g.credited]
    decided = [g for g in grades if not g.case.may_refuse]
    refused = [g for g in decided if g.refused]
    unanswerable = [g for g in decided if not g.case.answerable]
    right = sum(not g.case.answerable for g in refused)
    cited = sum(len(one.answer.citations) for one in asked)
    return Tally(
        cases=len(grades),
        passed=sum(g.passed for g in grades),
        recall=_share(sum(g.covered for g in answered), sum(len(g.case.needs) for g in answered)),
        precision=_share(sum(g.useful for g in answered), sum(g.cited for g in answered)),
        credit=_share(sum(credits), len(credits)),
        refusal_precision=_share(right, len(refused)),
        refusal_recall=_share(right, len(unanswerable)),
        verbatim=_share(sum(len(one.answer.citations) for one in asked if one.verbatim), cited),
        duplicates=sum(one.duplicates for one in asked),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
