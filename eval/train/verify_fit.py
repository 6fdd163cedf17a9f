"""The fit behind the verification weights: logistic regression whose weights keep the sign their feature was made for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[np.float64]

AGAINST = frozenset({"missing", "missing_share"})
"""Features that may only speak against support."""
FREE = frozenset({"length", "passage", "unnamed", "uncounted"})
"""Features without a sign of their own; all others may only speak for it."""
ITERATIONS = 500


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights over raw columns, and the bias."""

    weights: dict[str, float]
    bias: float

    def __call__(self, rows: Array, columns: Sequence[str]) -> Array:
        """The logit of each row."""
        result: Array = rows @ np.array([self.weights.get(name, 0.0) for name in columns]) + self.bias
        return result


def fit(rows: Array, gold: NDArray[np.bool_], share: Array, columns: Sequence[str], penalty: float) -> Fitted:
    """Logistic regression; ``share`` is what each row counts, ``penalty`` the L2 on weights in units of their spread."""
    spread = np.where(rows.std(axis=0) > 0, rows.std(axis=0), 1.0)
    middle = rows.mean(axis=0)
    scaled = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    wanted, count = gold.astype(float), share / share.sum()

    def loss(weights: Array) -> tuple[float, Array]:
        logits = scaled @ weights
        value = float(count @ (np.logaddexp(0, logits) - wanted * logits)) + penalty * float(
            weights[:-1] @ weights[:-1]
        )
        slope = scaled.T @ (count * (1 / (1 + np.exp(-logits)) - wanted))
        slope[:-1] += 2 * penalty * weights[:-1]
        return value, slope

    bounds = [*map(_bounds, columns), (None, None)]
    found = minimize(
        loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": ITERATIONS}
    ).x
    raw = found[:-1] / spread
    named = {name: float(f"{weight:.4g}") for name, weight in zip(columns, raw.tolist(), strict=True) if weight}
    return Fitted(named, round(float(found[-1] - raw @ middle), 4))


def _bounds(name: str) -> tuple[float | None, float | None]:
    if name in FREE:
        return None, None
    return (None, 0.0) if name in AGAINST else (0.0, None)
