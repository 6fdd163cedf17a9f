"""The two fits behind the evidence weights: which sentence ranks first, and whether the best one answers.

Every weight has the sign that its feature was made for, or is 0: a model that is read by people, and that does not
turn a quirk of the data into a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from rag.evidence.features import FEATURES
from rag.evidence.model import SET_FEATURES, set_columns

Array = NDArray[np.float64]

AGAINST = frozenset(
    "missing missing_near missing_passage lacks_number lacks_time lacks_name lacks_place lacks_reason lacks_manner "
    "lacks_near asks fragment unknown".split()
)
"""Features that may only speak against a sentence."""
FREE = frozenset("length first novel".split())
"""Features without a sign of their own; all others may only speak for a sentence."""
ITERATIONS = 500
DEPTH = 5
"""Best candidates of a question that the second fit sees; with 1, ClapNQ loses .01 of AUROC."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its candidates' features and which of them answer; ``group`` is what splits keep together."""

    group: str
    kind: str
    rows: Array
    gold: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Linear:
    """A linear model over named columns."""

    weights: dict[str, float]
    bias: float = 0.0

    def __call__(self, rows: Array, columns: Sequence[str]) -> Array:
        """The value for each row."""
        result: Array = rows @ np.array([self.weights.get(name, 0.0) for name in columns]) + self.bias
        return result


def fit_rank(examples: Sequence[Example], names: Sequence[str], penalty: float) -> Linear:
    """Conditional logit: the probability mass that a softmax over a question's candidates puts on the gold ones."""
    used = [example for example in examples if example.gold.any() and not example.gold.all()]
    rows, scale = _scaled(np.vstack([example.rows for example in used]), names, tuple(FEATURES))
    gold = np.concatenate([example.gold for example in used]).astype(float)
    sizes = [len(example.gold) for example in used]
    starts, which = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(used)), sizes)

    def loss(weights: Array) -> tuple[float, Array]:
        scores = rows @ weights
        masses = np.exp(scores - np.maximum.reduceat(scores, starts)[which])
        every, right = np.add.reduceat(masses, starts), np.add.reduceat(masses * gold, starts)
        value = float(np.mean(np.log(every) - np.log(right))) + penalty * float(weights @ weights)
        push = masses / every[which] - masses * gold / right[which]
        return value, rows.T @ push / len(used) + 2 * penalty * weights

    return Linear(_named(_minimize(loss, [_bounds(name) for name in names]) / scale, names))


def fit_answer(
    examples: Sequence[Example], rank: Linear, names: Sequence[str], importance: dict[str, float], penalty: float
) -> Linear:
    """Logistic regression on the ``DEPTH`` best candidates of each question: is this a sentence that answers?

    ``importance`` is what a question of each kind counts; 1 where it does not say.
    """
    columns = (*FEATURES, *SET_FEATURES)
    parts, golds, shares = [], [], []
    for example in examples:
        scores = rank(example.rows, tuple(FEATURES))
        top = np.argsort(-scores, kind="stable")[:DEPTH]
        parts.append(set_columns(example.rows, scores)[top])
        golds.append(example.gold[top])
        shares.append(np.full(len(top), importance.get(example.kind, 1.0)))
    rows, scale = _scaled(np.vstack(parts), names, columns)
    rows = np.column_stack([rows, np.ones(len(rows))])
    gold, share = np.concatenate(golds).astype(float), np.concatenate(shares)

    def loss(weights: Array) -> tuple[float, Array]:
        logits = rows @ weights
        value = float(share @ (np.logaddexp(0, logits) - gold * logits) / share.sum())
        slope = rows.T @ (share * (1 / (1 + np.exp(-logits)) - gold)) / share.sum()
        held = np.append(weights[:-1], 0.0)
        return value + penalty * float(held @ held), slope + 2 * penalty * held

    weights = _minimize(loss, [*map(_bounds, names), (None, None)])
    return Linear(_named(weights[:-1] / scale, names), float(weights[-1]))


def _scaled(rows: Array, names: Sequence[str], columns: Sequence[str]) -> tuple[Array, Array]:
    """The named columns, each divided by its spread, which is returned too."""
    chosen = rows[:, [columns.index(name) for name in names]]
    scale = chosen.std(axis=0)
    scale[scale == 0] = 1.0
    return chosen / scale, scale


def _bounds(name: str) -> tuple[float | None, float | None]:
    if name in FREE:
        return None, None
    return (None, 0.0) if name in AGAINST else (0.0, None)


def _minimize(
    loss: Callable[[Array], tuple[float, Array]], bounds: Sequence[tuple[float | None, float | None]]
) -> Array:
    start = np.zeros(len(bounds))
    found: Array = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": ITERATIONS}).x
    return found


def _named(weights: Array, names: Sequence[str]) -> dict[str, float]:
    """Weights by name to four digits, those that are 0 left out."""
    return {name: value for name, value in zip(names, map(_short, weights.tolist()), strict=True) if value}


def _short(value: float) -> float:
    return float(f"{value:.4g}") if abs(value) > 1e-6 else 0.0
