"""Figures over the records of a run: pure functions.

What ALCE (Gao et al. 2023) calls citation recall and precision asks whether a cited text supports a written sentence.
An answer that quotes has both by construction, so they are measured against gold instead: ``recall`` is the share of
the passages a case needs that were cited, ``precision`` the share of the citations that cover one. As there, a citation
counts when by itself it covers what is needed, whether or not another one does too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.confidence import Bin, RiskPoint, area, auroc, calibration_error, reliability, risk_coverage
from eval.intervals import Share, share
from eval.record import CaseRecord

Counted = tuple[float, float]
"""What one case adds to a share: its part, and what it counts for."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one stage over all cases."""

    median: float
    slow: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a group of cases; ``slow`` latencies are those that 95% of the cases stay under."""

    cases: int
    shares: Mapping[str, Share]
    duplicates: int
    auroc: Share
    risk_coverage: tuple[RiskPoint, ...]
    risk_area: float | None
    reliability: tuple[Bin, ...]
    calibration_error: float | None
    latency: Mapping[str, Latency]


def _passed(one: CaseRecord) -> Counted:
    return float(one.passed), 1.0


def _recall(one: CaseRecord) -> Counted:
    counts = one.case.answerable and (one.decided or not one.refused)
    return (float(one.covered), float(len(one.case.needs))) if counts else (0.0, 0.0)


def _precision(one: CaseRecord) -> Counted:
    counts = one.case.needs or not one.case.answerable
    return (float(sum(c.needed for c in one.citations)), float(len(one.citations))) if counts else (0.0, 0.0)


def _credit(one: CaseRecord) -> Counted:
    return (float(sum(one.credited)), float(len(one.credited))) if one.case.answerable and one.decided else (0.0, 0.0)


def _attribution(one: CaseRecord) -> Counted:
    return float(one.attributed[0]), float(one.attributed[1])


def _refusal_precision(one: CaseRecord) -> Counted:
    return float(one.refused and not one.case.answerable and one.decided), float(one.refused and one.decided)


def _refusal_recall(one: CaseRecord) -> Counted:
    unanswerable = one.decided and not one.case.answerable
    return float(one.refused and unanswerable), float(unanswerable)


def _refusal_f1(one: CaseRecord) -> Counted:
    right, refused = _refusal_precision(one)
    return 2 * right, refused + _refusal_recall(one)[1]


def _decision(one: CaseRecord) -> Counted:
    return float(one.decided and one.refused != one.case.answerable), float(one.decided)


def _verbatim(one: CaseRecord) -> Counted:
    return float(sum(c.verbatim for c in one.citations)), float(len(one.citations))


SHARES: Mapping[str, Callable[[CaseRecord], Counted]] = {
    "passed": _passed,
    "recall": _recall,
    "precision": _precision,
    "credit": _credit,
    "attribution": _attribution,
    "refusal precision": _refusal_precision,
    "refusal recall": _refusal_recall,
    "refusal F1": _refusal_f1,
    "decision": _decision,
    "verbatim": _verbatim,
}
"""Every share by name: each is a sum over cases of parts over a sum of wholes.

``passed``: right in every respect. ``credit``: speakers to be credited who are. ``attribution``: citations of words whose
speaker is known that are credited to that speaker. ``refusal …``: a refusal is the positive class. ``decision``: rightly
answered or rightly refused, whatever was answered. Cases that may go either way count in no figure of refusal.
"""


def shares(records: Sequence[CaseRecord]) -> dict[str, Share]:
    """Every share over these cases, with its interval."""
    found = {}
    for name, counted in SHARES.items():
        pairs = [counted(one) for one in records]
        found[name] = share([part for part, _ in pairs], [whole for _, whole in pairs])
    return found


def figures(records: Sequence[CaseRecord]) -> Figures:
    """Every figure over these cases."""
    points, bins = risk_coverage(records), reliability(records)
    return Figures(
        len(records), shares(records), sum(r.duplicates for r in records), auroc(records), tuple(points), area(points),
        tuple(bins), calibration_error(bins), latencies(records),
    )  # fmt: skip


def latencies(records: Sequence[CaseRecord]) -> dict[str, Latency]:
    """Median and 95th percentile of every stage, in the order of the stages."""
    stages = records[0].timings_ms if records else {}
    found = {}
    for stage in stages:
        times = [one.timings_ms.get(stage, 0.0) for one in records]
        median, slow = np.quantile(times, (0.5, 0.95))
        found[stage] = Latency(float(median), float(slow))
    return found


def by_kind(records: Sequence[CaseRecord]) -> dict[str, list[CaseRecord]]:
    """The cases of each kind in order of name, and all together, last, as "all"."""
    kinds = sorted({one.case.kind for one in records})
    return {**{kind: [r for r in records if r.case.kind == kind] for kind in kinds}, "all": list(records)}
