"""Whether the confidence can be trusted: does it tell answerable from not, and is it as high as it is right?

Every figure is over cases of which a right answer is known to be right: answered ones by their verdict, refused ones
by the answer that was held back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata
from sklearn.metrics import roc_auc_score

from eval.intervals import Numbers, Share, interval, resampled
from eval.record import CaseRecord

BINS = 10
"""Of equal width, as in Guo et al., "On calibration of modern neural networks" (2017)."""


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """Answering only what is at least this confident: the share that is answered, and how much of that is wrong."""

    score: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases of like confidence: its mean, how many of them were right, how many there are."""

    confidence: float
    right: float
    count: int


def auroc(records: Sequence[CaseRecord]) -> Share:
    """How well the confidence tells answerable questions from others; .5 is chance."""
    judged = [r for r in records if r.decided]
    labels = np.array([r.case.answerable for r in judged])
    scores = np.array([r.score for r in judged])

    if len(set(labels.tolist())) < 2:
        return Share(None)
    low, high = interval(resampled(len(judged)), lambda at: rank_auroc(labels[at], scores[at])) or (None, None)
    return Share(float(roc_auc_score(labels, scores)), low, high, len(judged))


def rank_auroc(labels: NDArray[np.bool_], scores: Numbers) -> float | None:
    """AUROC from ranks, as scikit-learn's and many times as fast, for resampling; None where one kind is missing."""
    positive = int(labels.sum())
    negative = len(labels) - positive
    if not positive or not negative:
        return None
    above = rankdata(scores)[labels].sum() - positive * (positive + 1) / 2
    return float(above / (positive * negative))


def outcomes(records: Sequence[CaseRecord]) -> tuple[Numbers, Numbers]:
    """The confidence of every case that has an answer, given or held back, and whether that answer is right (1, 0)."""
    kept = [(r.score, r.forced if r.refused else r.passed) for r in records]
    known = [(score, float(right)) for score, right in kept if right is not None]
    return np.array([score for score, _ in known]), np.array([right for _, right in known])


def risk_coverage(records: Sequence[CaseRecord]) -> list[RiskPoint]:
    """What a threshold on the confidence would answer and get wrong, most confident first (El-Yaniv, Wiener 2010).

    Coverage is of all cases, those that no threshold would answer included; equal scores make one point.
    """
    scores, right = outcomes(records)
    order = np.argsort(-scores, kind="stable")
    scores, wrong = scores[order], 1 - right[order]
    points = []
    for count in range(1, len(scores) + 1):
        if count == len(scores) or scores[count] < scores[count - 1]:
            points.append(RiskPoint(float(scores[count - 1]), count / len(records), float(wrong[:count].mean())))
    return points


def area(points: Sequence[RiskPoint]) -> float | None:
    """Mean risk over the coverage that is reached (AURC; Geifman, Uziel, El-Yaniv 2019): 0 is best."""
    if not points:
        return None
    steps = np.diff([0.0, *(p.coverage for p in points)])
    return float(np.dot(steps, [p.risk for p in points]) / points[-1].coverage)


def reliability(records: Sequence[CaseRecord], bins: int = BINS) -> list[Bin]:
    """Confidence against how often it is right, by bins of equal width, empty ones left out."""
    return reliability_of(*outcomes(records), bins)


def reliability_of(scores: Numbers, right: Numbers, bins: int = BINS) -> list[Bin]:
    """The same of confidences and whether each was right, as two rows of equal length."""
    places = np.minimum((scores * bins).astype(int), bins - 1)
    return [
        Bin(float(scores[places == n].mean()), float(right[places == n].mean()), int((places == n).sum()))
        for n in range(bins)
        if (places == n).any()
    ]


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Mean distance of confidence and share right, weighted by cases (ECE; Naeini et al. 2015)."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.right) for one in bins) / total if total else None
